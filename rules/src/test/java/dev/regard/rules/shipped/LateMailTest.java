package dev.regard.rules.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.outbox.Carrier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R3: nobody is written to at night, also when the mail server was away in the day. */
class LateMailTest {

    @Test
    void whatNobodyTookInTheDayWaitsForTheMorning() {
        try (Dealership dealer = Dealership.on("2026-03-02T09:00")) {
            dealer.happens("C-1", "customer.changed", "name", "Li", "kind", "consumer", "language", "en", "emails", List.of("li@example.com"),
                    "birthday", Map.of("month", 3, "day", 4));
            dealer.theMailServerAnswers(Carrier.Result.DELAYED, "451 try later").until("2026-03-04T20:30");
            int tries = dealer.letterBox.size();
            assertTrue(tries >= 3, () -> "tried " + tries + " times in the day");

            dealer.theMailServerAnswers(Carrier.Result.SENT, "").until("2026-03-05T08:59");
            assertEquals(tries, dealer.letterBox.size());
            dealer.until("2026-03-05T20:00");
            List<Dispatch> sent = dealer.letterBox.subList(tries, dealer.letterBox.size());
            assertEquals(1, sent.size());
            assertTrue(sent.get(0).body().contains("belated"), sent.get(0)::body);
        }
    }

    @Test
    void whatWasReadyWhenTheEngineStoppedWaitsForTheMorningToo() {
        try (Dealership dealer = Dealership.on("2026-03-02T09:00")) {
            dealer.happens("C-1", "customer.changed", "name", "Li", "kind", "consumer", "language", "en", "emails", List.of("li@example.com"),
                    "birthday", Map.of("month", 3, "day", 4));
            dealer.theMailServerAnswers(Carrier.Result.DELAYED, "451 try later").until("2026-03-04T10:00");
            int tries = dealer.letterBox.size();
            dealer.theMailServerAnswers(Carrier.Result.SENT, "").downUntil("2026-03-04T21:30");
            assertEquals(tries, dealer.letterBox.size());
            dealer.until("2026-03-05T20:00");
            assertEquals(tries + 1, dealer.letterBox.size());
        }
    }
}
