package dev.regard.engine.customer;

import java.time.Instant;
import java.util.List;

/**
 * An expressed dissatisfaction, from arrival to confirmed solution.
 *
 * @param openedAt          when the customer complained (the event's time)
 * @param severity          as reported
 * @param effectiveSeverity what counts; fixed at opening
 * @param round             1, and one more with each re-opening
 * @param roundSince        when this round began
 * @param deadlines         of this round
 * @param repliedAt         in this round; null before
 * @param solvedAt          in this round; null before
 * @param closedAt          when the customer confirmed; null before
 * @param waitingSince      since when the clock stands still for the customer; null when it runs
 * @param quiet             true when it came too late to alert anybody, or as history
 * @param remedy            what was offered after the solution; null when nothing was
 */
public record Complaint(String id, String customer, Instant openedAt, Severity severity, Severity effectiveSeverity, String category,
        String product, String order, String text, boolean onSite, boolean publicInterest, int round, Instant roundSince, Status status,
        Deadlines deadlines, Instant repliedAt, Instant solvedAt, Instant closedAt, Instant waitingSince, boolean quiet, String remedy,
        List<Escalation> escalations) {

    public Complaint {
        escalations = List.copyOf(escalations);
    }

    /** Its way: open, then replied, then solved, then confirmed; waiting in between while the customer is asked. */
    public enum Status { OPEN, REPLIED, WAITING, SOLVED, CONFIRMED }

    /** Until when; a part is null while it does not run. */
    public record Deadlines(Instant reply, Instant solve, Instant confirm) { }

    /** What it is filed under: sources number their complaints as they like, so that two customers may have one of the same id. */
    public String key() {
        return customer + "/" + id;
    }

    /** Not yet solved: X6 counts these. */
    public boolean unsolved() {
        return status == Status.OPEN || status == Status.REPLIED || status == Status.WAITING;
    }

    public boolean closed() {
        return status == Status.CONFIRMED;
    }

    public Complaint with(Status next, Deadlines nextDeadlines, Instant replied, Instant solved, Instant closed, Instant waiting) {
        return new Complaint(id, customer, openedAt, severity, effectiveSeverity, category, product, order, text, onSite, publicInterest,
                round, roundSince, next, nextDeadlines, replied, solved, closed, waiting, quiet, remedy, escalations);
    }

    public Complaint reopened(int nextRound, Instant since, Deadlines next) {
        return new Complaint(id, customer, openedAt, severity, effectiveSeverity, category, product, order, text, onSite, publicInterest,
                nextRound, since, Status.OPEN, next, null, null, null, null, quiet, remedy, escalations);
    }

    /** As it would be if it had been reported like this; what it counts as never falls, and its words stay where none are said. */
    public Complaint reportedAs(Severity said, String words) {
        return new Complaint(id, customer, openedAt, said, said.compareTo(effectiveSeverity) > 0 ? said : effectiveSeverity, category, product, order, words.isBlank() ? text : words, onSite,
                publicInterest, round, roundSince, status, deadlines, repliedAt, solvedAt, closedAt, waitingSince, quiet, remedy, escalations);
    }

    public Complaint withRemedy(String offer) {
        return new Complaint(id, customer, openedAt, severity, effectiveSeverity, category, product, order, text, onSite, publicInterest,
                round, roundSince, status, deadlines, repliedAt, solvedAt, closedAt, waitingSince, quiet, offer, escalations);
    }

    public Complaint withEscalations(List<Escalation> all) {
        return new Complaint(id, customer, openedAt, severity, effectiveSeverity, category, product, order, text, onSite, publicInterest,
                round, roundSince, status, deadlines, repliedAt, solvedAt, closedAt, waitingSince, quiet, remedy, all);
    }
}
