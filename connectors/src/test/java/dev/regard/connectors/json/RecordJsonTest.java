package dev.regard.connectors.json;

import static dev.regard.engine.store.Dealer.MONDAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.customer.Card;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.store.Dealer;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RecordJsonTest {

    private static <T> void comesBack(RecordJson<T> json, T record) {
        assertEquals(record, json.read(json.bytes(record)));
        assertEquals(record, json.read(json.text(record)));
        assertEquals(record, json.read(json.compact(record)));
    }

    @Test
    void everyRecordComesBackAsItWas() {
        comesBack(RecordJson.CARD, Dealer.fullCard("C-1"));
        comesBack(RecordJson.CARD, Card.blank("C-2", MONDAY));
        comesBack(RecordJson.EVENT, Dealer.fullEvent());
        comesBack(RecordJson.EVENT, Dealer.withoutCustomer());
        comesBack(RecordJson.DECISION, Dealer.decision("d-1", "C-1", "tier", MONDAY));
        comesBack(RecordJson.TOUCH, Dealer.touch("t-1", "C-1", MONDAY));
        comesBack(RecordJson.TOUCH, Dealer.task("t-1", "C-1", MONDAY).withStatus(dev.regard.engine.customer.Touch.Status.MISSED, ""));
        comesBack(RecordJson.COMPLAINT, Dealer.complaint("c-1", "C-1", MONDAY));
        comesBack(RecordJson.DISPATCH, Dealer.dispatch("m-1", "C-1", "t-1", MONDAY).claimedBy("p1"));
    }

    @Test
    void whatIsEmptyTakesNoRoom() {
        String text = RecordJson.CARD.text(Card.blank("C-1", MONDAY));

        assertTrue(!text.contains("[]") && !text.contains("null") && !text.contains("consents"), text);
    }

    @Test
    void everyNumberInATreeIsExact() {
        Event event = new Event("s", "1", "x", MONDAY, null, Data.of("a", new BigDecimal("0.10"), "b", new BigDecimal("12345678901234567890.00"),
                "c", List.of(new BigDecimal("7"), new BigDecimal("-1E+2"))));

        comesBack(RecordJson.EVENT, event);
    }

    @Test
    void factsOfOtherKindsComeBackAsTheirText() {
        Map<String, Object> facts = Map.of("day", LocalDate.of(2026, 3, 2), "at", MONDAY, "from", LocalTime.of(9, 0), "span", Duration.ofHours(2),
                "tiers", List.of("gold"), "count", 3, "kind", dev.regard.engine.customer.Purpose.CARE);
        Decision decision = new Decision("d", MONDAY, "C-1", "tier", facts, "v1", List.of(new Reason("t", "r", 1, facts)), null);

        Map<String, Object> read = RecordJson.DECISION.read(RecordJson.DECISION.bytes(decision)).because().get(0).facts();

        assertEquals(Map.of("day", "2026-03-02", "at", "2026-03-02T01:00:00Z", "from", "09:00", "span", "PT2H", "tiers", List.of("gold"),
                "count", new BigDecimal("3"), "kind", "CARE"), read);
    }

    @Test
    void aDamagedDocumentIsRefused() {
        assertThrows(UncheckedIOException.class, () -> RecordJson.CARD.read("{\"id\":\"C-1\","));
        assertThrows(UncheckedIOException.class, () -> RecordJson.TOUCH.read("{\"status\":\"LOST\"}"));
    }

    @Property
    void everyInstantComesBackAndKeepsItsOrder(@ForAll long nanos, @ForAll @LongRange(min = -31557014167219200L, max = 31556889864403199L) long second) {
        Instant instant = EpochNanos.toInstant(nanos);
        assertEquals(nanos, EpochNanos.of(instant));
        assertEquals(instant, kept(instant));

        Instant any = Instant.ofEpochSecond(second, Math.floorMod(nanos, 1_000_000_000L));
        assertEquals(any, kept(any));
        assertTrue(any.isBefore(instant) ? EpochNanos.of(any) <= nanos : EpochNanos.of(any) >= nanos);
    }

    private static Instant kept(Instant instant) {
        return RecordJson.EVENT.read(RecordJson.EVENT.bytes(new Event("test", "1", "purchase.made", instant, null, Data.none()))).time();
    }

    @Test
    void theEndsOfTimeCountAsTheNearestNumber() {
        assertEquals(Long.MAX_VALUE, EpochNanos.of(Instant.MAX));
        assertEquals(Long.MIN_VALUE, EpochNanos.of(Instant.MIN));
        assertEquals(-1, EpochNanos.of(Instant.EPOCH.minusNanos(1)));
    }
}
