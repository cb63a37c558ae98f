package dev.regard.engine.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.regard.engine.event.DeliveryReport.Outcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryReportTest {
    private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-03-02T08:10:00.250Z");

    private static DeliveryReport report(Outcome outcome, boolean interrupted, Optional<Instant> until) {
        return new DeliveryReport("m-1", "t-1", 3, outcome, "451 busy", interrupted, until);
    }

    private static DeliveryReport read(Object... namesAndValues) {
        return DeliveryReport.of(Data.of(namesAndValues));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsReportedIsRead(Outcome outcome) {
        for (DeliveryReport report : List.of(report(outcome, false, Optional.of(UNTIL)), report(outcome, true, Optional.of(UNTIL)))) {
            assertEquals(report, DeliveryReport.of(report.asEvent("C-1", AT).data()));
        }
        if (outcome != Outcome.HELD) {
            DeliveryReport open = report(outcome, false, Optional.empty());
            assertEquals(open, DeliveryReport.of(open.asEvent("C-1", AT).data()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theTypeDeclaresAllThatIsReported(Outcome outcome) {
        Event event = report(outcome, false, Optional.of(UNTIL)).asEvent("C-1", AT);

        assertEquals(EventType.DISPATCH_TRIED.fields().stream().map(EventType.Field::name).toList(), List.copyOf(event.data().fields().keySet()));
        assertEquals(List.of("type"), EventCheck.problems(event, AT).stream().map(Problem::path).toList(), "only that it comes from outside");
    }

    /** Journals keep these words. */
    @Test
    void theEventIsTheOneThatEarlierVersionsWrote() {
        Event event = report(Outcome.DELAYED, false, Optional.of(UNTIL)).asEvent("C-1", AT);

        assertEquals(new Event("regard:outbox", "m-1/3", "regard.dispatch.tried", AT, CustomerKey.id("C-1").orElseThrow(), Data.of("dispatch", "m-1", "about", "t-1",
                "attempt", new BigDecimal("3"), "result", "delayed", "detail", "451 busy", "interrupted", false, "until", "2026-03-02T08:10:00.250Z")), event);
        assertEquals(List.of("dispatch", "about", "attempt", "result", "detail", "interrupted", "until"), List.copyOf(event.data().fields().keySet()));
        assertEquals(Data.of("dispatch", "m-1", "about", "m-1", "attempt", BigDecimal.ONE, "result", "sent", "detail", "", "interrupted", true),
                new DeliveryReport("m-1", "m-1", 1, Outcome.SENT, "", true, Optional.empty()).asEvent("C-1", AT).data());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sent", "delayed", "failed", "refused", "uncertain", "unanswered", "held", "overdue", "withdrawn"})
    void theWordsOfEarlierVersionsAreRead(String word) {
        DeliveryReport said = read("dispatch", "m-1", "about", "t-1", "attempt", new BigDecimal("3"), "result", word, "detail", "451 busy", "interrupted", false,
                "until", "2026-03-02T08:10:00.250Z");

        assertEquals(report(Outcome.valueOf(word.toUpperCase(Locale.ROOT)), false, Optional.of(UNTIL)), said);
    }

    @Test
    void theFirstVersionsSaidLess() {
        assertEquals(new DeliveryReport("m-1", "m-1", 2, Outcome.UNCERTAIN, "", false, Optional.empty()),
                read("dispatch", "m-1", "attempt", new BigDecimal("2"), "result", "uncertain", "detail", ""));
    }

    @Test
    void whatCannotBeUnderstoodIsRefused() {
        assertThrows(NoSuchElementException.class, () -> read("result", "sent"));
        assertThrows(NoSuchElementException.class, () -> read("dispatch", "m-1"));
        assertThrows(IllegalArgumentException.class, () -> read("dispatch", "m-1", "result", "lost"));
        assertThrows(IllegalArgumentException.class, () -> read("dispatch", "m-1", "result", "held"));
        assertEquals(Optional.of("m-1"), DeliveryReport.about(Data.of("dispatch", "m-1", "result", "lost")), "the batch that it is in goes on");
    }
}
