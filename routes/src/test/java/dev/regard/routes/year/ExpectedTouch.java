package dev.regard.routes.year;

import java.time.Instant;
import java.util.Set;

/**
 * A touch that the defaults ask for, or allow. {@code occasion} and {@code role} are empty for what is no occasion. It is due in
 * {@code from} to {@code to}, both included: one instant where the domain names it, a day where it names a day.
 */
public record ExpectedTouch(String customer, String what, String occasion, String role, Means means, Set<String> purposes, Instant from,
        Instant to, Claim claim, Set<String> statuses) {

    /** How the customer is reached, as the domain says it. */
    public enum Means { MESSAGE, CALL, VISIT, GIFT, DESK, NO_CALL, ANY }

    /** MUST be there and live; MAY be there; STOPPED: not there, or there and stopped with a reason. */
    public enum Claim { MUST, MAY, STOPPED }

    public static final Set<String> LIVE = Set.of("planned", "sending", "sent", "done");
    public static final Set<String> STILL = Set.of("held", "cancelled", "missed");

    public boolean occasional() {
        return !occasion.isEmpty();
    }

    ExpectedTouch claimed(Claim other) {
        return new ExpectedTouch(customer, what, occasion, role, means, purposes, from, to, other, switch (other) {
            case MUST -> statuses;
            case MAY -> Set.of();
            case STOPPED -> STILL;
        });
    }

    ExpectedTouch ending(Set<String> others) {
        return new ExpectedTouch(customer, what, occasion, role, means, purposes, from, to, claim, others);
    }
}
