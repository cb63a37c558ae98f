package dev.regard.rules.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.outbox.Pace;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Mail that waits for its turn: seen with its reason, out in the end, and once. */
class PaceTest {
    private static final Pace FIVE_A_MINUTE = new Pace(OptionalInt.of(5), Map.of(), Optional.empty());

    private static Dealership withBirthdaysTomorrow(int customers, Pace pace) {
        Dealership dealer = Dealership.on("2026-03-04T10:00").atPace(pace);
        IntStream.range(0, customers).forEach(i -> dealer.arrives("2026-03-04T10:00", "C-" + i, "customer.changed", "name", "Li " + i,
                "emails", List.of("c" + i + "@customer.example"), "birthday", Map.of("month", BigDecimal.valueOf(3), "day", BigDecimal.valueOf(5))));
        return dealer.until("2026-03-04T10:00");
    }

    private static List<String> who(Dealership dealer) {
        return dealer.letterBox.stream().map(Dispatch::recipient).sorted().toList();
    }

    @Test
    void whatIsTooManyGoesMinuteByMinuteAndSaysWhy() {
        try (Dealership dealer = withBirthdaysTomorrow(12, FIVE_A_MINUTE).until("2026-03-05T09:00")) {
            assertEquals(5, dealer.letterBox.size());
            List<Touch> waiting = IntStream.range(0, 12).mapToObj(i -> dealer.touch("C-" + i, "greeting")).filter(t -> t.status() == Touch.Status.SENDING).toList();
            assertEquals(7, waiting.size());
            waiting.forEach(t -> assertTrue(t.heldBecause().startsWith("no more than 5 a minute go to customer.example: waits until 2026-03-05 09:0"), t::heldBecause));

            dealer.until("2026-03-05T09:03");
            assertEquals(12, dealer.letterBox.size());
            assertEquals(12, who(dealer).stream().distinct().count());
            assertEquals(1, IntStream.range(0, 12).mapToObj(i -> dealer.touch("C-" + i, "greeting")).map(t -> t.status() + " " + t.heldBecause()).distinct().count());
        }
    }

    @Test
    void aRestartInBetweenNeitherForgetsNorDoubles() {
        try (Dealership dealer = withBirthdaysTomorrow(12, FIVE_A_MINUTE).until("2026-03-05T09:00").downUntil("2026-03-05T09:00")) {
            assertEquals(5, dealer.letterBox.size(), "the five of this minute are counted from the store");

            dealer.until("2026-03-05T09:30");
            assertEquals(12, dealer.letterBox.size());
            assertEquals(12, who(dealer).stream().distinct().count());
        }
    }

    @Test
    void waitingCountsAsNoTry() {
        try (Dealership dealer = withBirthdaysTomorrow(100, new Pace(OptionalInt.of(1), Map.of(), Optional.empty())).until("2026-03-05T12:00")) {
            assertEquals(100, who(dealer).stream().distinct().count());
            assertEquals(100, dealer.letterBox.size());
        }
    }

    @Test
    void aGreetingThatWaitedOverItsDayIsWordedAsLate() {
        try (Dealership dealer = withBirthdaysTomorrow(5, new Pace(OptionalInt.empty(), Map.of(), Optional.of(new Pace.WarmUp(LocalDate.of(2026, 3, 5), 2))))
                .until("2026-03-07T23:00")) {
            assertEquals(5, dealer.letterBox.size());
            assertEquals(5, who(dealer).stream().distinct().count());
            assertEquals(3, IntStream.range(0, 5).filter(i -> dealer.touch("C-" + i, "greeting").belated()).count());
        }
    }

    @Test
    void anAlertDoesNotWait() {
        try (Dealership dealer = withBirthdaysTomorrow(3, new Pace(OptionalInt.of(1), Map.of(), Optional.of(new Pace.WarmUp(LocalDate.of(2026, 3, 1), 1))))) {
            dealer.happens("C-1", "complaint.opened", "complaint", "K-1", "severity", "critical");

            assertTrue(dealer.letterBox.stream().filter(Dispatch::alert).count() >= 1);
        }
    }
}
