package dev.regard.engine.run;

import dev.regard.engine.event.Problem;
import dev.regard.engine.run.Publishing.Publication;
import dev.regard.engine.run.Publishing.Refused;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The way of a change of the rules: proposed, tried, approved by a second person, published at once or at a moment, taken back. A rule set is named
 * by its version, the hash of its content, so that what was approved is what is published.
 */
public interface RuleChanges {
    /** In place of a version: the one that is published. */
    String PUBLISHED = "published";

    /**
     * Who changes what for which purpose.
     *
     * @param person   as whoever calls says; empty where nobody said
     * @param expected what it is to improve; empty where nobody said
     */
    record Statement(String person, String reason, String expected) { }

    /** Somebody found this content right. */
    record Approval(String person, Instant at) { }

    /**
     * A rule set that may be published.
     *
     * @param publishAt when it is published by itself; null when nobody said so
     * @param percent   the share of the customers for whom it decides already; 0 for none
     * @param trouble   why it was not published when its moment had come; empty when there is nothing
     * @param warnings  what the check found and let pass
     */
    record Proposal(String version, Statement statement, Instant at, List<Approval> approvals, Instant publishAt, int percent, String trouble, List<Problem> warnings) {
        public Proposal {
            approvals = List.copyOf(approvals);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * A rule set that was published.
     *
     * @param how published, or rolled-back
     */
    record Release(String version, Statement statement, List<Approval> approvals, Instant at, String how) {
        public Release {
            approvals = List.copyOf(approvals);
        }
    }

    /** What is asked for does not fit the state of things; the message says why. */
    final class NotNow extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient List<Problem> problems;

        public NotNow(String why) {
            this(why, List.of());
        }

        public NotNow(String why, List<Problem> problems) {
            super(why);
            this.problems = List.copyOf(problems);
        }

        public List<Problem> problems() {
            return problems;
        }
    }

    /** What was published, the earliest first; at most the last 500. */
    List<Release> history();

    /** What waits, the earliest first. */
    List<Proposal> proposals();

    /** The files of a rule set that is or was published or is proposed, in a zip archive; empty when there is none of this version. */
    Optional<byte[]> archive(String version);

    /**
     * Something that is wrong with a rule set.
     *
     * @param customers how many of today's customers it concerns; empty where it is about none
     */
    record Finding(Problem problem, OptionalLong customers) {

        /** The problem with the number in its words. */
        public Problem counted() {
            return customers.isEmpty() ? problem
                    : new Problem(problem.path(), problem.reason() + " (" + customers.getAsLong() + (customers.getAsLong() == 1 ? " customer" : " customers") + " of today)");
        }
    }

    /** What is wrong with a rule set, its scenarios included. */
    List<Finding> check(byte[] archive);

    /**
     * Keeps a rule set for approval; the same once more keeps its approvals.
     *
     * @throws Refused when there is an error in it
     */
    Proposal propose(byte[] archive, Statement statement);

    /** @throws NotNow when there is no such proposal, or the person is the one who proposed it or nobody */
    Proposal approve(String version, String person);

    /** @throws NotNow when there is no such proposal */
    void withdraw(String version);

    /**
     * Publishes a proposal.
     *
     * @param at       when; null for at once
     * @param override why it may be published although a back-test exceeds the company's budgets; empty when it may not
     * @return what is published now, which is the former one when a later moment is named
     * @throws NotNow when there is no such proposal, an approval is missing or a budget is exceeded
     */
    Publication publish(String version, Instant at, String override);

    /**
     * Lets a proposal decide for a share of the customers, by the hash of their ids; all others stay with the published one. Publishing anything, or
     * withdrawing the proposal, ends that. What was handed out by either stays.
     *
     * @param percent  1 to 99
     * @param override as for {@link #publish}
     * @throws NotNow as for {@link #publish}
     */
    Proposal stage(String version, int percent, String override);

    /**
     * What the customers with a staged proposal did since, beside all others.
     *
     * @throws NotNow when none is staged
     */
    Map<String, Object> outcome();

    /**
     * What customers did in the 30 days after a row had them contacted, beside those whom its control group left out.
     *
     * @param row  {@code TABLE/ROW}
     * @param from the first day of the decisions that count
     */
    Map<String, Object> outcome(String row, LocalDate from);

    /**
     * Publishes a former rule set once more.
     *
     * @param version the former one; empty for the one before the published one
     * @throws NotNow when there is none
     */
    Publication rollBack(Optional<String> version, Statement statement);

    /**
     * What is different, one line for each row, template and calendar.
     *
     * @throws NotNow when one of them is not known
     */
    List<String> difference(String from, String to);

    /**
     * What a rule set would have done in a period, beside the published one.
     *
     * @param to the last day
     * @throws NotNow when it is not known
     */
    Map<String, Object> trial(String version, LocalDate from, LocalDate to);

    /**
     * What tables can ask for and answer: {@code facts} with type, unit, values, headings and a sentence, {@code free} names, and {@code tables} with their
     * results.
     *
     * @throws NotNow when the version is not known
     */
    Map<String, Object> catalogue(String version);

    /** The names of the tables. */
    List<String> tables(String version);

    /**
     * A table as title, sentence, headings and rows of cells as they are typed, each row with its line, its stable key and a sentence in English and Chinese.
     *
     * @throws NotNow when there is none
     */
    Map<String, Object> table(String version, String name);

    /**
     * A table as a file.
     *
     * @param format csv or xlsx; the file itself where it has this format
     * @throws NotNow when there is none
     */
    byte[] tableFile(String version, String name, String format);

    /**
     * Proposes a rule set with another table in place of the one of this name.
     *
     * @param format  csv or xlsx
     * @param content as people type it
     * @throws Refused when there is an error in it
     */
    Proposal proposeTable(String version, String name, String format, byte[] content, Statement statement);

    /**
     * A customer's situation as the text of a scenario, without what says who it is.
     *
     * @param customer its id or another key
     * @throws NotNow when there is none
     */
    String scenario(String customer);

    /** A table of headings and rows, as {@link #table} gives it, as a CSV file. */
    byte[] csv(Map<String, Object> table);
}
