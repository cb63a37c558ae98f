package dev.regard.rules.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.outbox.Carrier.Result;
import dev.regard.engine.outbox.Gateway;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** By mail where there is a working address, else through a gateway, else by a person. */
class GatewayTest {
    private static final Gateway SMS = new Gateway("sms", "phones");
    private static final Gateway WECHAT = new Gateway("wechat", "traits.wechat");
    private static final Map<String, Object> TOMORROW = Map.of("month", BigDecimal.valueOf(3), "day", BigDecimal.valueOf(5));

    private static Dealership shop() {
        return Dealership.on("2026-03-04T10:00").with(WECHAT, SMS);
    }

    private static String sentBy(Dealership dealer) {
        return String.join(" ", dealer.until("2026-03-05T12:00").letterBox.stream().map(d -> d.channel() + " " + d.recipient()).toList());
    }

    @Test
    void mailGoesBeforeEveryGateway() {
        try (Dealership dealer = shop().happens("C-1", "customer.changed", "emails", List.of("li.na@customer.example"), "phones", List.of("+8613800000000"), "birthday", TOMORROW)) {
            assertEquals("email li.na@customer.example", sentBy(dealer));
        }
    }

    @Test
    void withoutMailTheFirstGatewayForWhichThereIsAnAddressCarriesIt() {
        try (Dealership dealer = shop().happens("C-1", "customer.changed", "phones", List.of("+8613800000000"), "birthday", TOMORROW)
                .happens("C-2", "customer.changed", "phones", List.of("+8613800000001"), "traits", Map.of("wechat", "wx-2"), "birthday", TOMORROW)) {
            dealer.until("2026-03-05T12:00");
            Dispatch one = dealer.letterBox.stream().filter(d -> d.customer().equals("C-1")).findFirst().orElseThrow();

            assertEquals("gateway:sms +8613800000000", one.channel() + " " + one.recipient());
            assertEquals(Map.of(), one.headers(), "a gateway knows no headers of mails");
            assertTrue(one.body().contains("https://care.example/u/C-1.CARE.gateway:sms."), one.body());
            assertEquals("gateway:wechat wx-2", dealer.letterBox.stream().filter(d -> d.customer().equals("C-2")).map(d -> d.channel() + " " + d.recipient()).findFirst().orElseThrow());
            assertEquals("gateway:sms SENT", dealer.touch("C-1", "greeting").channel() + " " + dealer.touch("C-1", "greeting").status());
        }
    }

    @Test
    void anAddressThatBouncedIsNoneAndWithoutAnyAPersonCalls() {
        try (Dealership dealer = shop().happens("C-1", "customer.changed", "phones", List.of("+8613800000000"), "birthday", TOMORROW)
                .theMailServerAnswers(Result.FAILED, "gateway:sms answers 422").until("2026-03-05T18:00")) {
            assertEquals("TASK phone", dealer.touch("C-1", "greeting").kind() + " " + dealer.touch("C-1", "greeting").channel());
            assertTrue(dealer.card("C-1").undeliverable().contains("+8613800000000"));
        }
        try (Dealership dealer = shop().happens("C-2", "customer.changed", "birthday", TOMORROW).until("2026-03-05T18:00")) {
            assertEquals(Touch.Kind.TASK, dealer.touch("C-2", "greeting").kind());
        }
    }

    @Test
    void aConsentIsAskedForTheWayThatTheMessageWouldGo() {
        try (Dealership dealer = shop().happens("C-1", "customer.changed", "phones", List.of("+8613800000000"), "birthday", TOMORROW)
                .happens("C-1", "consent.changed", "purpose", "care", "channel", "gateway:sms", "granted", false)) {
            assertEquals("", sentBy(dealer));
            assertEquals(Touch.Status.CANCELLED, dealer.touch("C-1", "greeting").status());
        }
        try (Dealership dealer = shop().happens("C-1", "customer.changed", "phones", List.of("+8613800000000"), "birthday", TOMORROW)
                .happens("C-1", "consent.changed", "purpose", "care", "channel", "email", "granted", false)) {
            assertEquals("", sentBy(dealer), "whoever wants no mail wants no text message instead");
        }
        try (Dealership dealer = shop().happens("C-1", "customer.changed", "phones", List.of("+8613800000000"), "birthday", TOMORROW)
                .happens("C-1", "consent.changed", "purpose", "care", "channel", "email", "granted", false)
                .happens("C-1", "consent.changed", "purpose", "care", "channel", "gateway:sms", "granted", true)) {
            assertEquals("gateway:sms +8613800000000", sentBy(dealer), "unless they said that they do");
        }
    }

    @Test
    void aLostAnswerInACrashIsInDoubtForAGreeting() {
        try (Dealership dealer = shop().happens("C-1", "customer.changed", "phones", List.of("+8613800000000"), "birthday", TOMORROW)
                .theMailServerAnswers(Result.UNCERTAIN, "the answer was lost").until("2026-03-06T12:00")) {
            assertEquals(1, dealer.letterBox.size());
            assertEquals(Touch.Status.UNCERTAIN, dealer.touch("C-1", "greeting").status());
        }
    }

    private static Dealership texted() {
        return shop().happens("C-1", "customer.changed", "phones", List.of("+8613800000000"), "birthday", TOMORROW);
    }

    private static void inDoubt(Dealership dealer) {
        assertEquals(1, dealer.letterBox.stream().map(Dispatch::id).distinct().count(), "another one would be another message to the gateway");
        assertEquals("MESSAGE UNCERTAIN", dealer.touch("C-1", "greeting").kind() + " " + dealer.touch("C-1", "greeting").status());
        assertEquals(1, dealer.decisions("C-1", "uncertain").size());
        assertEquals(List.of(), dealer.card("C-1").undeliverable());
    }

    @Test
    void whatAGatewayMayHaveTakenIsAskedForUnderItsIdAndInDoubtWhenItsDayIsOver() {
        try (Dealership dealer = texted().theMailServerAnswers(Result.UNANSWERED, "the answer was lost").until("2026-03-09T12:00")) {
            assertTrue(dealer.letterBox.size() > 3, "it was asked again");
            inDoubt(dealer);
        }
    }

    @Test
    void anAnswerInTheEndSettlesWhatMayHaveBeenTaken() {
        try (Dealership dealer = texted().theMailServerAnswers(Result.UNANSWERED, "the answer was lost").until("2026-03-05T09:10").theMailServerAnswers(Result.SENT, "").until("2026-03-06T12:00")) {
            assertEquals(Touch.Status.SENT, dealer.touch("C-1", "greeting").status());
            assertEquals(1, dealer.letterBox.stream().map(Dispatch::id).distinct().count());
        }
    }

    @Test
    void aRefusalAfterALostAnswerMakesNoSecondContact() {
        for (Result then : List.of(Result.REFUSED, Result.FAILED)) {
            try (Dealership dealer = texted().theMailServerAnswers(Result.UNANSWERED, "the answer was lost").until("2026-03-05T09:03").theMailServerAnswers(then, "409 I had that before")
                    .until("2026-03-06T12:00")) {
                inDoubt(dealer);
            }
        }
    }

    @Test
    void aConsentThatIsWithdrawnAfterALostAnswerLeavesItInDoubt() {
        try (Dealership dealer = texted().theMailServerAnswers(Result.UNANSWERED, "the answer was lost").until("2026-03-05T09:03")
                .happens("C-1", "consent.changed", "purpose", "care", "channel", "any", "granted", false).until("2026-03-06T12:00")) {
            inDoubt(dealer);
        }
    }

    @Test
    void anAddressThatWasNoneIsGoodAgainWhenAPersonEntersIt() {
        try (Dealership dealer = texted().theMailServerAnswers(Result.FAILED, "no such number").until("2026-03-05T18:00")) {
            dealer.happens("C-1", "customer.changed", "phones", List.of("+8613800000000"));
            assertEquals(List.of("+8613800000000"), dealer.card("C-1").undeliverable(), "a system states each night what it has");
            dealer.happens("C-1", "customer.changed", "phones", List.of("+8613800000000"), "enteredBy", "rep-01");
            assertEquals(List.of(), dealer.card("C-1").undeliverable());
        }
    }

    @Test
    void aMessageThatIsRefusedTakesAnotherWayAndTheAddressStaysGood() {
        try (Dealership dealer = texted().theMailServerAnswers(Result.REFUSED, "gateway:sms answers 400").until("2026-03-05T18:00")) {
            assertEquals("TASK phone", dealer.touch("C-1", "greeting").kind() + " " + dealer.touch("C-1", "greeting").channel());
            assertEquals(List.of(), dealer.card("C-1").undeliverable());
            assertEquals(1, dealer.letterBox.size());
        }
    }
}
