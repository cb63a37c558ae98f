package dev.regard.connectors.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.event.Arrival;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.DeliveryReport;
import dev.regard.engine.event.Event;
import dev.regard.engine.event.Problem;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CloudEventsJsonTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final String PURCHASE = """
            {"specversion":"1.0","id":"p-1","source":"erp","type":"purchase.made","time":"2026-03-01T09:30:00+08:00",
             "subject":"id:C-1001","data":{"order":"A-7","amount":"1250.50","items":[{"sku":"T-60","quantity":3,"amount":416.83}]}}
            """;

    @Test
    void anEventInStructuredModeKeepsEveryDigit() {
        Event event = one(CloudEventsJson.structured(PURCHASE, Arrival.at(NOW)));
        assertEquals("erp", event.source());
        assertEquals("p-1", event.id());
        assertEquals(Instant.parse("2026-03-01T01:30:00Z"), event.time());
        assertEquals(CustomerKey.id("C-1001").orElseThrow(), event.subject());
        assertEquals(new BigDecimal("416.83"), event.data().children("items").get(0).fields().get("amount"));
    }

    @Test
    void anEventWithoutATimeHappenedNow() {
        assertEquals(NOW, one(CloudEventsJson.structured(PURCHASE.replaceAll("\"time\":\"[^\"]*\",", ""), Arrival.at(NOW))).time());
    }

    @Test
    void aProblemInABatchNamesTheEventAndTheField() {
        String bad = PURCHASE.replace("416.83", "\"many\"").replace("1250.50", "x");
        List<Problem> problems = refused(CloudEventsJson.batch(("[" + PURCHASE + "," + bad + "]").getBytes(StandardCharsets.UTF_8), Arrival.at(NOW)));
        assertEquals(List.of("[1].data.amount", "[1].data.items[0].amount"), problems.stream().map(Problem::path).toList());
        assertTrue(problems.get(0).reason().contains("'x'"), problems::toString);
    }

    @Test
    void anEmptyBatchIsGood() {
        assertEquals(new Reading.Events(List.of()), CloudEventsJson.batch("[]".getBytes(StandardCharsets.UTF_8), Arrival.at(NOW)));
    }

    @Test
    void theAttributesOfBinaryModeStandInHeaders() {
        Map<String, String> headers = Map.of("CE-Id", "7", "ce-source", "/shop/%E6%9D%8E", "ce-type", "need.stated",
                "ce-subject", "\"email:A@b.example\"", "Content-Type", "application/json; charset=utf-8", "Host", "x");
        Event event = one(CloudEventsJson.binary(headers, "{\"text\":\"tiles\"}".getBytes(StandardCharsets.UTF_8), Arrival.at(NOW)));
        assertEquals("/shop/李", event.source());
        assertEquals(CustomerKey.email("a@b.example").orElseThrow(), event.subject());
        assertEquals(Data.of("text", "tiles"), event.data());
    }

    @Test
    void binaryModeRefusesABodyThatIsNoJson() {
        Map<String, String> headers = Map.of("ce-id", "7", "ce-source", "s", "ce-type", "need.stated", "ce-subject", "id:1");
        assertEquals("data", refused(CloudEventsJson.binary(headers, "{\"text\":".getBytes(StandardCharsets.UTF_8), Arrival.at(NOW))).get(0).path());
        Map<String, String> xml = Map.of("ce-id", "7", "ce-source", "s", "ce-type", "x", "ce-subject", "id:1", "content-type", "text/xml");
        assertEquals("datacontenttype", refused(CloudEventsJson.binary(xml, new byte[0], Arrival.at(NOW))).get(0).path());
    }

    @Test
    void whatCannotBeTakenIsRefusedWithItsPath() {
        assertEquals(List.of("id", "source", "type"), paths("{\"subject\":\"id:1\"}"));
        assertEquals(List.of("subject"), paths(PURCHASE.replace("id:C-1001", "C-1001")));
        assertEquals(List.of("time"), paths(PURCHASE.replace("2026-03-01T09:30:00+08:00", "yesterday")));
        assertEquals(List.of("time"), paths(PURCHASE.replace("2026-03-01", "2026-03-09")));
        assertEquals(List.of("specversion"), paths(PURCHASE.replace("\"1.0\"", "\"0.3\"")));
        assertEquals(List.of("data"), paths("{\"id\":\"1\",\"source\":\"s\",\"type\":\"x\",\"subject\":\"id:1\",\"data\":[1]}"));
        assertEquals(List.of("data.order"), paths(PURCHASE.replace("\"amount\":\"1250.50\"", "\"amount\":1,\"order\":\"B\"")));
        assertEquals(List.of("data.items[0].quantity"), paths(PURCHASE.replace("\"quantity\":3", "\"quantity\":1e999999999")));
        assertEquals(List.of("id"), paths(PURCHASE.replace("p-1", "p\\u0000")));
        assertEquals(List.of("data.order"), paths(PURCHASE.replace("A-7", "A\\ud800")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[", "nope", "{\"id\":1,}", "{}{}", "[]", "\"text\"", "{\"a\":NaN}", "{\"a\":1e99999999999}"})
    void noTextMakesTheReaderThrow(String text) {
        assertInstanceOf(Reading.Refused.class, CloudEventsJson.structured(text, Arrival.at(NOW)));
    }

    @Test
    void depthAndSizeAreBounded() {
        String deep = PURCHASE.replace("\"A-7\"", "\"A-7\",\"deep\":" + "[".repeat(70) + "]".repeat(70));
        assertTrue(refused(CloudEventsJson.structured(deep, Arrival.at(NOW))).get(0).reason().contains("depth"));
        String wide = PURCHASE.replace("\"A-7\"", "\"A-7\",\"wide\":[" + "1,".repeat(CloudEventsJson.LARGEST_EVENT) + "1]");
        assertTrue(refused(CloudEventsJson.structured(wide, Arrival.at(NOW))).get(0).reason().contains("larger"));
        String longText = PURCHASE.replace("\"A-7\"", "\"" + "x".repeat(CloudEventsJson.LARGEST_EVENT + 1) + "\"");
        assertInstanceOf(Reading.Refused.class, CloudEventsJson.structured(longText, Arrival.at(NOW)));
    }

    @Test
    void aRefusalNamesNoMoreThanAHundredProblems() {
        String bad = IntStream.range(0, 300).mapToObj(i -> "{}").collect(Collectors.joining(",", "[", "]"));
        assertEquals(CloudEventsJson.MOST_PROBLEMS, refused(CloudEventsJson.batch(bad.getBytes(StandardCharsets.UTF_8), Arrival.at(NOW))).size());
    }

    @Test
    void aStreamGivesEachEventWithItsLineAndStopsAtASyntaxError() throws IOException {
        List<String> seen = new ArrayList<>();
        stream(new StringReader("[\n" + PURCHASE + ",\n{\"id\":\"1\"},\n" + PURCHASE + ",\n{\"id\" oops"), seen);
        assertEquals(List.of("2 p-1", "5 refused", "6 p-1", "9 refused"), seen);
    }

    @Test
    void aStreamTakesObjectsInARow() throws IOException {
        List<String> seen = new ArrayList<>();
        stream(new StringReader(PURCHASE + PURCHASE + "[" + PURCHASE + "]"), seen);
        assertEquals(3, seen.size());
    }

    @Property(tries = 200)
    void whatIsWrittenIsReadBackTheSame(@ForAll String text, @ForAll @BigRange(min = "-1000000000000", max = "1000000000000") @Scale(4) BigDecimal number, @ForAll boolean history,
                                        @ForAll @Size(max = 5) List<Boolean> flags) {
        String written = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        Data data = new Data(Map.of("text", written, "number", number, "flags", flags));
        Event event = new Event("s", "i", "some.thing", NOW, CustomerKey.id("C").orElseThrow(), data, history);
        assertEquals(event, one(CloudEventsJson.structured(CloudEventsJson.write(event), Arrival.at(NOW.plusSeconds(5)))));
        assertEquals(new Reading.Events(List.of(event, event)), CloudEventsJson.batch(CloudEventsJson.writeBatch(List.of(event, event)), Arrival.at(NOW)));
    }

    @Test
    void aPlainTreeGoesOutAndComesBack() {
        Map<String, Object> tree = JsonTree.readObject("{\"b\":[1.50,null,true],\"a\":{\"x\":\"李\"}}");
        assertEquals(Arrays.asList(new BigDecimal("1.50"), null, true), tree.get("b"));
        assertEquals("{\"b\":[1.50,null,true],\"a\":{\"x\":\"李\"}}", JsonTree.text(tree));
        assertArrayEquals(JsonTree.text(tree).getBytes(StandardCharsets.UTF_8), JsonTree.write(tree));
        assertThrows(MalformedJson.class, () -> JsonTree.readObject("[1]"));
        assertThrows(MalformedJson.class, () -> JsonTree.read("{\"a\":1,\"a\":2}"));
        assertThrows(MalformedJson.class, () -> JsonTree.read("1 2"));
    }

    private static Event one(Reading reading) {
        return assertInstanceOf(Reading.Events.class, reading, reading::toString).events().get(0);
    }

    private static List<Problem> refused(Reading reading) {
        return assertInstanceOf(Reading.Refused.class, reading).problems();
    }

    private static List<String> paths(String text) {
        return refused(CloudEventsJson.structured(text, Arrival.at(NOW))).stream().map(Problem::path).toList();
    }

    private static void stream(Reader text, List<String> seen) throws IOException {
        CloudEventsJson.stream(text, Arrival.at(NOW), new EventSink() {
            @Override
            public void event(long line, Event event) {
                seen.add(line + " " + event.id());
            }

            @Override
            public void refused(long line, List<Problem> problems) {
                seen.add(line + " refused");
            }
        });
    }

    /** What stands in journals. */
    @Test
    void aReportOfTheOutboxIsWrittenAsEver() {
        DeliveryReport report = new DeliveryReport("m-1", "t-1", 1_000, DeliveryReport.Outcome.DELAYED, "451 \"busy\"", false, Optional.of(NOW.plusMillis(90_250)));

        assertEquals("""
                {"specversion":"1.0","id":"m-1/1000","source":"regard:outbox","type":"regard.dispatch.tried","time":"2026-03-02T10:00:00Z","subject":"id:C-1",\
                "datacontenttype":"application/json","data":{"dispatch":"m-1","about":"t-1","attempt":1000,"result":"delayed","detail":"451 \\"busy\\"",\
                "interrupted":false,"until":"2026-03-02T10:01:30.250Z"}}""", new String(CloudEventsJson.write(report.asEvent("C-1", NOW)), StandardCharsets.UTF_8));
    }
}
