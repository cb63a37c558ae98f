package dev.regard.engine.run;

import dev.regard.engine.customer.Card;
import dev.regard.engine.event.Problem;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.run.Publishing.Publication;
import dev.regard.engine.run.Publishing.Refused;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /**
     * Somebody found this content right in place of what was in force; the name is as typed, and proves nothing.
     *
     * @param base the version that was in force; null where an earlier program did not note it
     */
    record Approval(String person, Instant at, String base) {
        /** Whether it was given for a change of this version. */
        public boolean isOver(String version) {
            return base == null || base.equals(version);
        }
    }

    /**
     * Somebody lets a rule set pass although a back-test exceeds the company's budgets.
     *
     * @param exceeded what the back-test says of them, in words; empty when it kept to all or was not asked yet
     */
    record Exemption(String person, String reason, List<String> exceeded) {
        public Exemption {
            exceeded = exceeded == null ? List.of() : List.copyOf(exceeded);
        }
    }

    /**
     * A rule set that may be published.
     *
     * @param publishAt when it is published or staged by itself; null when nobody said so
     * @param percent   the share of the customers for whom it decides already; 0 for none
     * @param trouble   why it was not published when its moment had come, or was taken back from its share; empty when there is nothing
     * @param warnings  what the check found and let pass
     * @param exemption given when its moment was named; null for none
     * @param base      the version that was in force when it was proposed, or when its moment was named since; null where an earlier program did not note it
     * @param shareAt   the share of the customers for whom it decides from its moment on; 0 for all
     */
    record Proposal(String version, Statement statement, Instant at, List<Approval> approvals, Instant publishAt, int percent, String trouble, List<Problem> warnings,
            Exemption exemption, String base, int shareAt) {
        public Proposal {
            approvals = List.copyOf(approvals);
            warnings = List.copyOf(warnings);
        }

        public Proposal approvedBy(List<Approval> all) {
            return new Proposal(version, statement, at, all, publishAt, percent, trouble, warnings, exemption, base, shareAt);
        }

        public Proposal decidingFor(int share) {
            return new Proposal(version, statement, at, approvals, publishAt, share, trouble, warnings, exemption, base, shareAt);
        }

        /** It is published at a moment in place of the version that is in force now, for a share of the customers or, with 0, for all. */
        public Proposal publishedAt(Instant moment, int share, Exemption by, String inForce) {
            return new Proposal(version, statement, at, approvals, moment, percent, "", warnings, by, inForce, share);
        }

        /** With one more warning, once. */
        public Proposal warnedOf(Optional<Problem> warning) {
            List<Problem> all = Stream.concat(warnings.stream(), warning.stream()).distinct().toList();
            return new Proposal(version, statement, at, approvals, publishAt, percent, trouble, all, exemption, base, shareAt);
        }

        /** It is not published by itself any more. */
        public Proposal stoppedBy(String why) {
            return new Proposal(version, statement, at, approvals, null, percent, why, warnings, null, base, 0);
        }
    }

    /**
     * Something that was done with a rule set.
     *
     * @param statement of whoever proposed it, or of whoever took it back
     * @param approvals given for this; a rule set that comes back has none, since it was approved for another time
     * @param how       {@link #PUBLISHED}, {@link #ROLLED_BACK}, {@link #STAGED}, {@link #UNSTAGED}, {@link #PLANNED} or {@link #HELD}
     * @param share     for how many percent of the customers it is or was staged; 0 when it is for all
     * @param exemption null for none
     * @param note      how it came to that, beside what people said; empty when there is nothing to say
     */
    record Release(String version, Statement statement, List<Approval> approvals, Instant at, String how, int share, Exemption exemption, String note) {
        public static final String PUBLISHED = "published";
        /** Published once more in place of a later one. */
        public static final String ROLLED_BACK = "rolled-back";
        /** It decides for a share of the customers from then on. */
        public static final String STAGED = "staged";
        /** Its share was taken from it. */
        public static final String UNSTAGED = "unstaged";
        /** All customers were planned by it; the reason says what became of their contacts. */
        public static final String PLANNED = "planned";
        /** Its moment had come, and it was not let pass. */
        public static final String HELD = "held";

        public Release {
            approvals = List.copyOf(approvals);
            note = note == null ? "" : note;
        }

        /** Whether from then on a share of the customers had other rules, or no longer. */
        public boolean changedTheShare() {
            return how.equals(STAGED) || how.equals(UNSTAGED);
        }

        /** Whether it decided for all customers from then on, but for a share. */
        public boolean cameInForce() {
            return how.equals(PUBLISHED) || how.equals(ROLLED_BACK);
        }
    }

    /**
     * What a rollback did.
     *
     * @param publication what is published now
     * @param version     what was taken back
     * @param share       the percentage of the customers for whom that had decided; 0 for all
     */
    record TakenBack(Publication publication, String version, int share) { }

    /** What is asked for does not fit the state of things; the message says why. */
    class NotNow extends RuntimeException {
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

        /** With what is behind it. */
        public String inFull() {
            return problems.isEmpty() ? getMessage() : getMessage() + " " + problems.stream().map(NotNow::words).collect(Collectors.joining("; "));
        }

        private static String words(Problem problem) {
            return problem.path().contains(":") ? problem.path() + ": " + problem.reason() : problem.reason();
        }
    }

    /** What is named is not known here: a version, a table, a row, a customer. */
    final class NotKnown extends NotNow {
        private static final long serialVersionUID = 1L;

        public NotKnown(String what) {
            super(what);
        }
    }

    /** What was published, staged and taken back, the earliest first; at most the last 500. */
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

    /**
     * Notes that somebody approves. A name that the organisation does not know is a warning of the proposal.
     *
     * @throws NotNow when there is no such proposal, or the person is the one who proposed it or nobody
     */
    Proposal approve(String version, String person);

    /** @throws NotNow when there is no such proposal */
    void withdraw(String version);

    /**
     * Publishes a proposal. At a later moment it is published only if what is in force is the same as now and the budgets are kept to then; else it is held, and waits
     * for somebody to name a moment again. A moment takes the place of one that was named before.
     *
     * @param at        when; null for at once
     * @param exemption null when it has to keep to the company's budgets
     * @param over      the version in force, where it is replaced on purpose by a draft that was made in place of another one; null where nobody says so
     * @return what is published now, which is the former one when a later moment is named
     * @throws NotNow when there is no such proposal, it is in force already, the moment is over, an approval is missing, a budget is exceeded, nobody is named who lets it
     *                exceed them, it was made in place of a version that is not in force any more and nobody says or approves that it is meant, or another one than
     *                {@code over} is in force
     */
    Publication publish(String version, Instant at, Exemption exemption, String over);

    /**
     * Lets a proposal decide for a share of the customers, by the hash of their ids; all others stay with the published one. Publishing anything, staging
     * something else or withdrawing the proposal ends that. What was handed out by either stays.
     *
     * @param percent   1 to 99
     * @param at        when, as for {@link #publish}
     * @param exemption as for {@link #publish}
     * @param over      as for {@link #publish}
     * @throws NotNow as for {@link #publish}, and when it has this share already
     */
    Proposal stage(String version, int percent, Instant at, Exemption exemption, String over);

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
     * @param from the first day of the decisions that count; null for all
     * @throws NotKnown when there is no such row, and none that decided anything
     */
    Map<String, Object> outcome(String row, LocalDate from);

    /**
     * Publishes a former rule set once more; where a proposal decides for a share of the customers and no version is named, takes only that share back. No
     * approval is asked for: what comes back was in force before.
     *
     * @param version the former one; empty for the one that was in force before the published one and was not itself taken back
     * @param of      the version that is to be taken back, staged or published; null where nobody says so
     * @throws NotNow when there is none, or another one than {@code of} would be taken back by now
     */
    TakenBack rollBack(Optional<String> version, Statement statement, String of);

    /**
     * What is different, one line for each row, template and calendar.
     *
     * @throws NotNow when one of them is not known
     */
    List<String> difference(String from, String to);

    /**
     * What the rules saw of a customer at a moment that is over: which version decided then is in the history, and the customer's state is made of the events that
     * had arrived by then. Reads all recorded events.
     *
     * @param card the customer's card of today
     * @throws NotKnown when nothing was known of the customer then, or it is not known which rule set was in force
     * @throws NotNow   when the moment is to come
     */
    AsOf asOf(Card card, Instant at);

    /**
     * Facts with others that are taken for granted, in the names and numbers of a rule set's tables.
     *
     * @param given {@code NAME=VALUE} with commas between them
     * @throws Refused  when there is no such fact, or it cannot have the value
     * @throws NotKnown when there is no such version
     */
    Facts supposed(String version, Facts facts, String given);

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

    /**
     * A table of headings and rows, as {@link #table} gives it, as a CSV file.
     *
     * @throws Refused when anything in it is not as that gives it
     */
    byte[] csv(Map<String, Object> table);
}
