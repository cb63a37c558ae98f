package dev.regard.rules.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.outbox.Carrier.Result;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The way out that messages name, and what becomes of what is under way when it is taken. */
class UnsubscribingTest {

    private static Dealership withABirthdayTomorrow() {
        return Dealership.on("2026-03-04T10:00").reachedFromOutside().happens("C-1", "customer.changed", "name", "Li Na", "emails", List.of("li.na@customer.example"),
                "birthday", Map.of("month", BigDecimal.valueOf(3), "day", BigDecimal.valueOf(5)));
    }

    @Test
    void aGreetingNamesTheWayOutInItsTextAndForMailPrograms() {
        try (Dealership dealer = withABirthdayTomorrow().until("2026-03-05T12:00")) {
            Dispatch greeting = dealer.letterBox.get(0);
            String link = "https://care.example/u/C-1.CARE.email." + greeting.about();

            assertTrue(greeting.body().stripTrailing().endsWith(link), greeting.body());
            assertEquals(Map.of("List-Unsubscribe", "<" + link + ">", "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"), greeting.headers());
        }
    }

    @Test
    void anAlertAndAServiceMailNameNone() {
        try (Dealership dealer = Dealership.on("2026-03-04T10:00").reachedFromOutside().happens("C-1", "customer.changed", "emails", List.of("li.na@customer.example"))
                .happens("C-1", "complaint.opened", "complaint", "K-1", "severity", "high").until("2026-03-09T12:00")) {
            List<Dispatch> urgent = dealer.letterBox.stream().filter(Dispatch::repeatable).toList();
            assertFalse(urgent.isEmpty());
            urgent.forEach(mail -> assertEquals(Map.of(), mail.headers(), mail::toString));
        }
    }

    @Test
    void whatIsPlannedIsCancelledWhenTheConsentIsWithdrawn() {
        try (Dealership dealer = withABirthdayTomorrow().happens("C-1", "consent.changed", "purpose", "care", "channel", "email", "granted", false)
                .until("2026-03-09T12:00")) {
            assertEquals(List.of(), dealer.letterBox);
            assertEquals(Touch.Status.CANCELLED, dealer.touch("C-1", "greeting").status());
        }
    }

    @Test
    void whatWaitsForItsNextTryDoesNotGoOutAnyMore() {
        try (Dealership dealer = withABirthdayTomorrow().theMailServerAnswers(Result.DELAYED, "421 later").until("2026-03-05T09:02")) {
            int tried = dealer.letterBox.size();
            assertTrue(tried > 0);
            dealer.happens("C-1", "consent.changed", "purpose", "care", "channel", "email", "granted", false)
                    .theMailServerAnswers(Result.SENT, "").until("2026-03-07T12:00");

            assertEquals(tried, dealer.letterBox.size());
            assertEquals(Touch.Status.CANCELLED, dealer.touch("C-1", "greeting").status());
            assertEquals(1, dealer.decisions("C-1", "cancel").size());
        }
    }

    @Test
    void aDeathAndAWishForPeaceStopWhatWaitsTheSameWay() {
        for (String field : List.of("deceased", "doNotContact")) {
            try (Dealership dealer = withABirthdayTomorrow().theMailServerAnswers(Result.DELAYED, "421 later").until("2026-03-05T09:02")) {
                int tried = dealer.letterBox.size();
                dealer.happens("C-1", "customer.changed", field, true).theMailServerAnswers(Result.SENT, "").until("2026-03-07T12:00");
                assertEquals(tried, dealer.letterBox.size(), field);
            }
        }
    }

    @Test
    void whoeverChangesTheirMindAgainGetsItOnce() {
        try (Dealership dealer = withABirthdayTomorrow().theMailServerAnswers(Result.DELAYED, "421 later").until("2026-03-05T09:02")) {
            int tried = dealer.letterBox.size();
            dealer.happens("C-1", "consent.changed", "purpose", "care", "channel", "email", "granted", false)
                    .happens("C-1", "consent.changed", "purpose", "care", "channel", "email", "granted", true)
                    .theMailServerAnswers(Result.SENT, "").until("2026-03-07T12:00");

            assertEquals(tried + 1, dealer.letterBox.size());
            assertEquals(Touch.Status.SENT, dealer.touch("C-1", "greeting").status());
        }
    }
}
