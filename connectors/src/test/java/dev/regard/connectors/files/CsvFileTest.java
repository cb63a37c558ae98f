package dev.regard.connectors.files;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CsvFileTest {
    private static final String CHINESE = """
            客户编号,姓名,类型,手机,生日,负责人
            C-1,李雷,经销商,13800000001;13800000002,农历8月15日,王芳
            C-2,韩梅梅,个人,13800000003,1980-03-15,王芳
            """;

    @TempDir
    Path folder;
    private DropFolder inbox;

    @BeforeEach
    void open() {
        inbox = new DropFolder(folder);
    }

    @Test
    void howFarTheReadingIsIsToldByItsBytes() throws IOException {
        String row = "C-%06d," + "x".repeat(900) + "\n";
        inbox.drop("customers.csv", "customer,name\n" + IntStream.range(0, 1_000).mapToObj(row::formatted).collect(Collectors.joining()));

        assertEquals(11, inbox.shares.size());
        assertEquals(1, inbox.shares.get(10));
        for (int i = 0; i < 10; i++) {
            // what is read ahead counts as read
            assertEquals((i + 1) / 10.0, inbox.shares.get(i), 0.15);
        }
    }

    @Test
    void chineseHeadingsAndValuesAreUnderstoodInEveryEncoding() throws IOException {
        Map<String, byte[]> encodings = Map.of(
                "UTF-8", CHINESE.getBytes(UTF_8),
                "UTF-8 with BOM", ("\uFEFF" + CHINESE).getBytes(UTF_8),
                "UTF-16LE with BOM", ("\uFEFF" + CHINESE).getBytes(UTF_16LE),
                "UTF-16BE with BOM", ("\uFEFF" + CHINESE).getBytes(UTF_16BE),
                "GB18030", CHINESE.getBytes(Charset.forName("GB18030")));
        for (Map.Entry<String, byte[]> encoding : encodings.entrySet()) {
            inbox.drop("customers.csv", encoding.getValue());
            assertEquals(new FileOutcome.Read(2, 0), inbox.outcome, encoding.getKey());
            Event event = inbox.events.get(0);
            assertEquals("customer.changed", event.type());
            assertEquals(CustomerKey.id("C-1").orElseThrow(), event.subject());
            assertEquals(Data.of("name", "李雷", "kind", "distributor", "phones", List.of("13800000001", "13800000002"),
                    "birthday", Map.of("calendar", "lunar", "month", new BigDecimal(8), "day", new BigDecimal(15)),
                    "owner", "王芳"), event.data(), encoding.getKey());
        }
    }

    @Test
    void textInNoKnownEncodingIsRejectedWithTheReason() throws IOException {
        byte[] bom = ("\uFEFFcustomer,name\nC-1,x").getBytes(UTF_8);
        bom[bom.length - 1] = (byte) 0xE9;
        assertTrue(inbox.drop("customers.csv", bom).rejection().contains("byte order mark says UTF-8"));
        assertTrue(inbox.drop("customers.csv", "customer,name\nC-1,x\n".getBytes(UTF_16LE)).rejection().contains("NUL"));
        assertEquals(List.of(), inbox.events);
    }

    @Test
    void whatIsReadDoesNotDependOnHowLinesEndAndCellsAreSeparated() throws IOException {
        String comma = "customer,order,time,amount\nC-1,A-1,2026-03-01,10.50\n\nC-2,A-2,2026-03-01,20\n";
        List<String> ids = List.copyOf(inbox.drop("purchases.csv", comma).ids());
        assertEquals(2, ids.size());
        for (String text : List.of(comma.replace("\n", "\r\n"), comma.replace("\n", "\r"), comma.replace(',', ';'),
                comma.replace(',', '\t'), "sep=;\n" + comma.replace(',', ';'), comma.strip(), "\n" + comma + ",,,\n",
                comma.replace("A-1", "\"A-1\""), "amount,customer,order,time\n10.50,C-1,A-1,2026-03-01\n20,C-2,A-2,2026-03-01")) {
            inbox.drop("purchases-2026.csv", text);
            assertEquals(ids, inbox.ids(), text);
            assertEquals(List.of(), inbox.bad);
        }
    }

    @Test
    void anUnclosedQuoteCostsItsOwnRowOnly() throws IOException {
        String rows = IntStream.range(0, 200).mapToObj(i -> "C-" + i + ",K-" + i + "," + (i == 3 || i == 90 ? "\"open" : "\"fine\"") + ",high\n")
                .collect(Collectors.joining());
        inbox.drop("complaints.csv", "customer,complaint,text,severity\n" + rows);
        assertEquals(List.of(5L, 92L), inbox.badLines());
        assertEquals(198, inbox.events.size());
        assertEquals("text", inbox.bad.get(0).column());
        assertTrue(inbox.bad.get(0).reason().contains("quote"));
        assertEquals("C-3,K-3,\"open,high", inbox.bad.get(0).raw());
    }

    @Test
    void anUnclosedQuoteInTheLastLineOrBeforePlainRowsCostsItsOwnRowOnly() throws IOException {
        inbox.drop("complaints.csv", "customer,complaint,text,severity\nC-1,K-1,\"open,high\nC-2,K-2,plain,high\nC-3,K-3,\"\",low\nC-4,K-4,\"open");
        assertEquals(List.of(2L, 5L), inbox.badLines());
        assertEquals(List.of("K-2", "K-3"), inbox.events.stream().map(e -> e.data().text("complaint").orElseThrow()).toList());
    }

    @Test
    void aQuotedCellMaySpanLinesAndHoldSeparatorsAndQuotes() throws IOException {
        inbox.drop("complaints.csv", "customer,complaint,text,severity\r\nC-1,K-1,\"cracked, \"\"again\"\"\r\n\r\nplease call\",high\r\nC-2,K-2,5\" pipe,low\r\n");
        assertEquals(List.of(), inbox.bad);
        assertEquals("cracked, \"again\"\n\nplease call", inbox.events.get(0).data().fields().get("text"));
        assertEquals("5\" pipe", inbox.events.get(1).data().fields().get("text"));
    }

    @Test
    void aQuotedCellThatSpansTooManyLinesIsBadByItself() throws IOException {
        String text = "two words\n".repeat(CsvRows.MOST_LINES);
        inbox.drop("complaints.csv", "customer,complaint,text,severity\nC-1,K-1,\"" + text + "\",high\nC-2,K-2,x,low\n");
        assertEquals(2L, inbox.bad.get(0).line());
        assertEquals(1, inbox.events.size());
    }

    @Test
    void shortLongAndMalformedRowsAreBadAndTheOthersCount() throws IOException {
        inbox.drop("purchases.csv", """
                customer,order,amount,time
                C-1,A-1,10
                C-2,A-2,20,2026-03-01,surplus
                C-3,A-3,30,2026-03-01,
                C-4,A-4,"40"x,2026-03-01
                C-5,A-5,fifty,2026-03-01
                C-6,A-6,60,yesterday
                ,A-7,70,2026-03-01
                email:nobody,A-8,80,2026-03-01
                C-9,,90,2026-03-01
                C-10,A-10,100,2026-03-09
                C-11,A-11,"1,100.50",2026/3/1 9:30
                """);
        assertEquals(List.of("A-3", "A-11"), inbox.events.stream().map(e -> e.data().text("order").orElseThrow()).toList());
        assertEquals(List.of("2:time", "3:", "5:amount", "6:amount", "7:time", "8:customer", "10:order", "9:customer", "11:time"),
                inbox.bad.stream().map(b -> b.line() + ":" + b.column()).toList());
        assertEquals("must be a decimal number, not 'fifty'", inbox.bad.get(3).reason());
        assertEquals(new BigDecimal("1100.50"), inbox.events.get(1).data().fields().get("amount"));
        assertEquals(Instant.parse("2026-03-01T01:30:00Z"), inbox.events.get(1).time());
        assertEquals(new FileOutcome.Read(2, 9), inbox.outcome);
    }

    @Test
    void aBadCellIsNamedByTheHeadingOfTheFile() throws IOException {
        inbox.drop("投诉.csv", "客户,投诉单号,严重程度\nC-1,K-1,吓人\n");
        assertEquals("严重程度", inbox.bad.get(0).column());
        assertTrue(inbox.bad.get(0).reason().contains("吓人"));
    }

    @Test
    void theSameFileAndALongerExportGiveTheSameIds() throws IOException {
        String yesterday = "customer,order,amount,time,sku\nC-1,A-1,10,2026-03-01,x\nC-1,A-1,5,2026-03-01,y\nC-2,A-2,20,2026-03-01,z\n";
        List<Event> first = List.copyOf(inbox.drop("purchases.csv", yesterday).events);
        assertEquals(first, inbox.drop("purchases-again.csv", yesterday).events);
        List<Event> longer = inbox.drop("purchases.csv", yesterday + "C-3,A-3,30,2026-03-01,x\n").events;
        assertEquals(first, longer.subList(0, 2));
        String changed = inbox.drop("purchases.csv", yesterday.replace("C-2,A-2,20", "C-2,A-2,21")).ids().get(1);
        assertTrue(changed.startsWith("A-2/") && !changed.equals(first.get(1).id()), changed);
        assertEquals("file:purchases", first.get(0).source());
    }

    @Test
    void theCostOfAnOrderIsThatOfItsRowsAndNoneWhereOneIsSilent() throws IOException {
        inbox.drop("purchases.csv", """
                客户,订单,时间,货号,金额,成本
                C-1,A-1,2026-03-01,T-60,300.10,180
                C-1,A-1,2026-03-01,G-1,20.05,12.5
                C-1,A-2,2026-03-01,T-60,100,60
                C-1,A-2,2026-03-01,G-1,20,
                C-1,A-3,2026-03-01,T-60,50,cheap
                C-1,A-4,2026-03-01,T-60,-50,30
                """);
        assertEquals(Arrays.asList(new BigDecimal("192.5"), null, null),
                inbox.events.stream().map(e -> e.data().decimal("cost").orElse(null)).toList());
        assertEquals(List.of(6L), inbox.badLines());
    }

    @Test
    void rowsWithoutKeyAndTimeAreKnownByTheirContentAndLine() throws IOException {
        String rows = "customer,category,daysOfCover\nC-1,tiles,12\nC-1,tiles,12\n";
        List<String> first = List.copyOf(inbox.drop("stock.csv", rows).ids());
        assertEquals(2, first.stream().distinct().count());
        assertEquals(first, inbox.drop("stock-b.csv", rows).ids());
        assertTrue(inbox.drop("stock.csv", rows + "C-2,tiles,1\n").ids().stream().noneMatch(first::contains));
        String timed = "customer,time,channel,text\nC-1,2026-03-01 09:00,phone,a\n";
        List<String> known = List.copyOf(inbox.drop("interactions.csv", timed).ids());
        assertEquals(known, inbox.drop("interactions.csv", timed + "C-2,2026-03-01,phone,b\n").ids().subList(0, 1));
    }

    @Test
    void anIdColumnIsTheEventsId() throws IOException {
        assertEquals("L-1", inbox.drop("leads.csv", "id,customer,need\nL-1,phone:+8613800000000,tiles\n").only().id());
    }

    @Test
    void consecutiveRowsOfAnOrderAreOnePurchaseWithTheSumOfItsRows() throws IOException {
        inbox.drop("purchases.csv", """
                customer,order,time,sku,category,quantity,amount,store
                C-1,A-1,2026-03-01,T-60,tiles,3,300.10,north
                C-1,A-1,2026-03-01,G-1,grout,1,20.05,north
                C-1,A-2,2026-03-01,T-60,tiles,1,100,south
                """);
        assertEquals(2, inbox.events.size());
        Data data = inbox.events.get(0).data();
        assertEquals(new BigDecimal("320.15"), data.fields().get("amount"));
        assertEquals("north", data.fields().get("store"));
        assertEquals(List.of("T-60", "G-1"), data.children("items").stream().map(i -> i.text("sku").orElseThrow()).toList());
        assertEquals(new BigDecimal("20.05"), data.children("items").get(1).fields().get("amount"));
    }

    @Test
    void anOrdersOwnTotalCountsOnce() throws IOException {
        inbox.drop("purchases.csv", "customer,order,sku,itemAmount,amount\nC-1,A-1,a,30,50\nC-1,A-1,b,30,50\n");
        assertEquals(new BigDecimal("50"), inbox.only().data().fields().get("amount"));
        assertEquals(new BigDecimal("30"), inbox.only().data().children("items").get(1).fields().get("amount"));
        inbox.drop("purchases.csv", "customer,order,sku,amount,total\nC-1,A-1,a,30,50\n,A-1,b,30,\n");
        assertEquals(new BigDecimal("50"), inbox.only().data().fields().get("amount"));
        inbox.drop("purchases.csv", "customer,order,sku,amount,total\nC-1,A-1,a,30,50\nC-1,A-1,b,30,51\n");
        assertEquals(List.of(2L, 3L), inbox.badLines());
    }

    @Test
    void oneBadRowRefusesItsWholeOrder() throws IOException {
        inbox.drop("purchases.csv", "customer,order,sku,amount\nC-1,A-1,a,1\nC-1,A-1,b,x\nC-1,A-1,c,3\nC-1,A-2,a,4\n");
        assertEquals(List.of(2L, 3L, 4L), inbox.badLines());
        assertTrue(inbox.bad.get(0).reason().contains("line 3"));
        assertEquals("must be a decimal number, not 'x'", inbox.bad.get(1).reason());
        assertEquals(1, inbox.events.size());
    }

    @Test
    void aBadQuantityIsNamedInItsOwnRow() throws IOException {
        inbox.drop("purchases.csv", "customer,order,sku,quantity,amount\nC-1,A-1,a,1,1\nC-1,A-1,b,many,1\n");
        assertEquals("quantity", inbox.bad.get(1).column());
        assertTrue(inbox.bad.get(1).reason().contains("many"));
    }

    @Test
    void returnsAreToldByTheirTypeOrByANegativeAmount() throws IOException {
        inbox.drop("purchases.csv", "客户,订单号,类型,金额\nC-1,A-1,销售,10\nC-1,A-1,退货,4\nC-2,A-2,,-3.5\n");
        assertEquals(List.of("purchase.made", "purchase.returned", "purchase.returned"), inbox.events.stream().map(Event::type).toList());
        assertEquals(List.of("10", "4", "3.5"), inbox.events.stream().map(e -> e.data().text("amount").orElseThrow()).toList());
    }

    @Test
    void anOrderWithoutEndIsRefusedWithinBounds() throws IOException {
        String rows = "C-1,A-1,1\n".repeat(PurchaseRows.MOST_ROWS + 10);
        inbox.drop("purchases.csv", "customer,order,amount\n" + rows + "C-1,A-2,1\n");
        assertEquals(PurchaseRows.MOST_ROWS + 10, inbox.bad.size());
        assertEquals(1, inbox.events.size());
    }

    @Test
    void nestedColumnsListsAndUnknownOnesAreKept() throws IOException {
        inbox.drop("customers.csv", "Customer,Birthday.Month,birthday.day,traits.style,emails,Shoe Size,foundingDay\n"
                + "email:A@b.example,3,15,modern,a@b.example; c@d.example,43,2001/5/1\n");
        Event event = inbox.only();
        assertEquals("email:a@b.example", event.subject().toString());
        assertEquals(Data.of("birthday", Map.of("month", "3", "day", "15"), "traits", Map.of("style", "modern"),
                "emails", List.of("a@b.example", "c@d.example"), "Shoe Size", "43", "foundingDay", "2001-05-01"), event.data());
    }

    @Test
    void everyKindOfTableGivesItsEvent() throws IOException {
        Map<String, String> rows = Map.of(
                "payments", "customer,invoice,amount,due\nC-1,I-1,10,2026-04-01\n",
                "invoices", "customer,invoice,amount,due\nC-1,I-1,10,2026-04-01\n",
                "complaints", "customer,text,severity\nC-1,broken,HIGH\n",
                "interactions", "customer,channel,outcome,promise.text,promise.due\nC-1,电话,已联系,call back,2026-03-05\n",
                "surveys", "customer,survey,score\nC-1,S-1,9\n",
                "stock", "customer,category,daysOfCover\nC-1,tiles,12.5\n",
                "leads", "customer,need,budget\nC-1,floor,10000\n",
                "consents", "customer,purpose,channel,granted\nC-1,营销,邮件,是\n");
        Map<String, String> types = Map.of("payments", "payment.received", "invoices", "invoice.issued", "complaints", "complaint.opened",
                "interactions", "interaction.logged", "surveys", "survey.answered", "stock", "stock.reported", "leads", "lead.captured",
                "consents", "consent.changed");
        for (Map.Entry<String, String> table : rows.entrySet()) {
            assertEquals(types.get(table.getKey()), inbox.drop(table.getKey() + "-march.csv", table.getValue()).only().type());
        }
        assertEquals("high", inbox.drop("complaints.csv", rows.get("complaints")).only().data().fields().get("severity"));
        assertEquals(Data.of("purpose", "marketing", "channel", "email", "granted", "是"), inbox.drop("consents.csv", rows.get("consents")).only().data());
    }

    @Test
    void aTableThatCannotBeUnderstoodIsRejectedAsAWhole() throws IOException {
        assertTrue(inbox.drop("prices.csv", "a,b\n1,2\n").rejection().contains("purchases"));
        assertTrue(inbox.drop("purchases.csv", "customer,order\nC-1,A-1\n").rejection().contains("'amount'"));
        assertTrue(inbox.drop("purchases.csv", "C-1,A-1,10\n").rejection().contains("'customer'"));
        assertTrue(inbox.drop("purchases.csv", "customer,客户,order,amount\n").rejection().contains("both mean"));
        assertTrue(inbox.drop("purchases.csv", "").rejection().contains("empty"));
        assertTrue(inbox.drop("purchases.txt", "customer\n").rejection().contains("xlsx"));
    }

    @Test
    void aMappingFileOfTheCompanyWins() throws IOException {
        inbox.mapping("headings: {purchases: {order: [Beleg], amount: [Summe]}, all: {customer: Kunde}}\nvalues: {region: {EMEA: [Ausland]}}\ntables: {purchases: [verkauf]}\n");
        Event event = inbox.drop("verkauf.csv", "Kunde;Beleg;Summe;region\nC-1;A-1;10.5;Ausland\n").only();
        assertEquals(Data.of("order", "A-1", "amount", new BigDecimal("10.5"), "region", "EMEA"), event.data());
        assertThrows(BrokenColumns.class, () -> inbox.mapping("headings: {nonsense: {order: [x]}}"));
        assertThrows(BrokenColumns.class, () -> inbox.mapping("headings: [1, 2"));
        assertThrows(BrokenColumns.class, () -> inbox.mapping("other: {}"));
    }

    @Test
    void allCellsOfARowThatAreWrongAreNamedAtOnce() throws IOException {
        inbox.drop("customers.csv", "customer,kind,birthday,email,time\n,alien,1990-02-29,nobody,sometime\n");
        assertEquals("customer: is missing; time: 'sometime' is no time; an example is 2026-03-01 09:30; kind: 'alien' is not one of consumer, designer, distributor, internal; "
                + "email: 'nobody' is no e-mail address; birthday: 1990-02-29 is no day of the calendar", inbox.bad.get(0).reason());

        inbox.drop("purchases.csv", "customer,order,sku,quantity,amount,time\nC-1,A-1,a,1,x,2026-03-01\nC-1,A-1,b,many,1,2026-03-01\n,,c,few,y,0001-01-01\n");
        assertEquals(List.of(4L, 2L, 3L), inbox.badLines());
        assertEquals("must be a decimal number, not 'x'", inbox.bad.get(1).reason());
        assertEquals("must be a number, not 'many'", inbox.bad.get(2).reason());
        String third = inbox.bad.get(0).reason();
        for (String part : List.of("customer: is missing", "order: is missing", "amount: must be a decimal number, not 'y'", "quantity: must be", "time: is before 1970")) {
            assertEquals(2, (" " + third + " ").split(Pattern.quote(part)).length, third);
        }
        assertEquals(List.of(), inbox.events);
    }

    @Test
    void aRowWithoutAnOrderDoesNotSplitTheOrderAroundIt() throws IOException {
        inbox.drop("purchases.csv", "customer,order,amount\nC-1,A-1,1\nC-1,,5\nC-1,A-1,2\n");
        assertEquals(List.of("order"), inbox.bad.stream().map(BadRow::column).toList());
        assertEquals(List.of(new BigDecimal(3)), inbox.events.stream().map(e -> e.data().fields().get("amount")).toList());
    }

    @Test
    void columnsThatMeanNothingAreRemarkedWithWhatWouldMeanSomething() throws IOException {
        inbox.drop("customers.csv", "Customer,emial,traits.style,Birthday.Month,birthday.day,生日年,备注,Phone\n");
        List<Remark.UnknownColumn> unknown = inbox.remarks.stream().map(Remark.UnknownColumn.class::cast).toList();
        assertEquals(List.of("emial", "生日年"), unknown.stream().map(Remark.UnknownColumn::title).toList());
        assertTrue(unknown.get(0).known().containsAll(List.of("email", "emails", "birthday", "customer")), unknown::toString);
    }

    @Test
    void rowsThatCountAsOfTodayAndOrdersThatComeAgainAreRemarked() throws IOException {
        inbox.drop("purchases.csv", """
                customer,order,amount,time
                C-1,A-1,10,2026-03-01
                C-1,A-1,5,2026-03-01
                C-2,A-2,20,
                C-1,A-1,12,2026-03-01
                C-2,A-3,20,2026-03-01
                C-2,A-2,20,2026-02-01
                C-2,A-3,20,2026-03-01
                C-3,A-3,99,2026-03-01
                """);
        assertEquals(List.of(new Remark.OfRow(4, "time", "is empty, so that the row counts as of today, 2026-03-02"),
                new Remark.OfRow(5, "order", "the same order stands in line 2 with 15 in place of 12; only one of the two will count"),
                new Remark.OfRow(7, "order", "the same order stands in line 4 with the same amount and other rows; only one of the two will count")), inbox.remarks);
        assertEquals(7, inbox.events.size());
        assertEquals(List.of(), inbox.drop("customers.csv", "customer,time\nC-1,\n").remarks, "a list of customers is of today");
    }

    @Test
    void aCommaThatMayBeADecimalPointIsNotGuessed() throws IOException {
        inbox.drop("purchases.csv", "customer;order;amount\nC-1;A-1;1,250\n");
        assertEquals(List.of("amount"), inbox.bad.stream().map(BadRow::column).toList());
    }
}
