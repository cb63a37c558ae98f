package dev.regard.routes.crash;

import dev.regard.routes.year.Fact;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Customers of real time, batch after batch without an end: it is their birthday, so that each is owed a greeting as soon as the program has heard of them.
 * Most are written to by mail (R), some want to hear nothing a moment later (D), some have a telephone only (P), some turn out to be somebody
 * whose card has no birthday yet (A and B), and some complain (K).
 */
final class Birthdays {
    static final String SEVERE = "critical";
    private static final int EACH = 12;
    private static final int SILENT = 4;
    private static final int BY_TELEPHONE = 7;
    private static final int PAIRS = 8;
    /** From here on they are found to be one a moment later. */
    private static final int LATE_PAIRS = 10;
    private static final int COMPLAINS = 11;
    private static final int GOOD_HOUR = 10;
    /** Of the places whose time is so many hours ahead of UTC. */
    private static final int WESTERNMOST = -12;
    private static final int SALES_OF_ANOTHER = 1_000;
    private static final int[] SALES = {0, 900, 8_000, 60_000};

    private final ZoneId zone;
    private final LocalDate today;
    private final Map<String, Object> birthday;
    private final AtomicInteger facts = new AtomicInteger();

    /** @param now on this day, wherever it is about ten in the morning now */
    Birthdays(Instant now) {
        zone = zone(now);
        today = LocalDate.ofInstant(now, zone);
        birthday = Map.of("calendar", "solar", "month", today.getMonthValue(), "day", today.getDayOfMonth());
    }

    /** Where it is between ten and eleven: far from the end of a good hour, and of the day. */
    private static ZoneId zone(Instant now) {
        int east = GOOD_HOUR - now.atZone(ZoneOffset.UTC).getHour();
        east += east < WESTERNMOST ? 24 : 0;
        return ZoneId.of("Etc/GMT" + (east > 0 ? "-" + east : "+" + -east));
    }

    ZoneId zone() {
        return zone;
    }

    /** In April, on the day of a solar term, nothing cheerful goes out. */
    boolean mayBeQingming() {
        return today.getMonthValue() == 4 && today.getDayOfMonth() >= 4 && today.getDayOfMonth() <= 6;
    }

    List<Fact> batch(int number) {
        List<Fact> facts = new ArrayList<>();
        for (int place = 0; place < EACH; place++) {
            person(facts, place, number * EACH + place);
        }
        for (int place = PAIRS; place < LATE_PAIRS; place++) {
            merged(facts, number, number * EACH + place);
        }
        return facts;
    }

    /** What is heard of a batch when its greetings are on their way. */
    List<Fact> afterwards(int number) {
        List<Fact> facts = new ArrayList<>();
        for (int place = LATE_PAIRS; place < COMPLAINS; place++) {
            merged(facts, number, number * EACH + place);
        }
        for (int place = SILENT; place < BY_TELEPHONE; place++) {
            facts.add(fact("customer.changed", id("D", number * EACH + place), Map.of("doNotContact", true)));
        }
        return facts;
    }

    private void person(List<Fact> facts, int place, int number) {
        if (place == COMPLAINS) {
            String id = id("K", number);
            facts.add(known(id, Map.of("owner", "rep-01", "region", "east", "emails", List.of(address(id)))));
            facts.add(fact("complaint.opened", id, Map.of("complaint", "KC-%05d".formatted(number), "category", "delivery", "text", "This is not what we agreed on.",
                    "severity", number / EACH % 2 == 0 ? SEVERE : "normal")));
            return;
        }
        String id = id(place < SILENT ? "R" : place < BY_TELEPHONE ? "D" : place < PAIRS ? "P" : "A", number);
        boolean mail = !id.startsWith("P");
        facts.add(known(id, Map.of("birthday", birthday, mail ? "emails" : "phones", List.of(mail ? address(id) : "139%08d".formatted(number)))));
        if (SALES[number % SALES.length] > 0) {
            facts.add(sold(id, number, SALES[number % SALES.length]));
        }
        if (place >= PAIRS) {
            facts.add(known(id("B", number), Map.of()));
            facts.add(sold(id("B", number), number, SALES_OF_ANOTHER));
        }
    }

    /** Either takes over the other, and then the birthday is told of the one that had none. */
    private void merged(List<Fact> facts, int batch, int number) {
        boolean oneStays = (batch + number) % 2 == 0;
        facts.add(fact("customer.merged", id(oneStays ? "A" : "B", number), Map.of("other", "id:" + id(oneStays ? "B" : "A", number))));
        facts.add(fact("customer.changed", id("B", number), Map.of("birthday", birthday)));
    }

    private Fact known(String id, Map<String, Object> more) {
        Map<String, Object> card = new HashMap<>(Map.of("name", "Customer " + id, "kind", "consumer", "language", "zh-CN"));
        card.putAll(more);
        return fact("customer.changed", id, card);
    }

    private Fact sold(String id, int number, int sales) {
        return fact("purchase.made", id, Map.of("order", "SO-" + id, "amount", BigDecimal.valueOf(sales * 100L + number % 100, 2).toPlainString(), "items", List.of()));
    }

    private Fact fact(String type, String customer, Map<String, Object> data) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new Fact("f-%07d".formatted(facts.incrementAndGet()), type, customer, now, now, data);
    }

    private static String id(String family, int number) {
        return "%s-%05d".formatted(family, number);
    }

    /** Where a customer is written to. */
    static String address(String id) {
        return id.toLowerCase(Locale.ROOT) + "@customer.example";
    }

    /** Under which both of a pair are counted, and everybody else under their own id. */
    static String person(String customer) {
        return customer.startsWith("B-") ? "A" + customer.substring(1) : customer;
    }

    /** Whether a greeting is owed to this person. */
    static boolean isGreeted(String person) {
        return !isComplaining(person) && !person.startsWith("D-");
    }

    static boolean isComplaining(String person) {
        return person.startsWith("K-");
    }
}
