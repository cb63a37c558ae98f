package dev.regard.routes.year;

import java.time.Instant;
import java.util.List;

/** What the API must say of one complaint at the end of the year. A deadline is null where there is none yet. */
public record ExpectedComplaint(String id, String effectiveSeverity, int round, Instant reply, Instant solve, Instant confirm,
        List<ExpectedAlert> alerts, List<Instant> solvedAt, Instant openedAt, Instant closedAt, boolean severe) {
    /** Severe and open, as it keeps cheerful words away. */
    boolean darkens(Instant at) {
        return severe && !at.isBefore(openedAt) && (closedAt == null || at.isBefore(closedAt));
    }
}
