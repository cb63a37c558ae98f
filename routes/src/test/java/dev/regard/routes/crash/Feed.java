package dev.regard.routes.crash;

import dev.regard.routes.crash.Slot.Drop;
import dev.regard.routes.year.Buyer;
import dev.regard.routes.year.CompanyTime;
import dev.regard.routes.year.Fact;
import dev.regard.routes.year.InboxTables;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Two weeks of a dealer's life around Mid-Autumn, made from one number: the same number makes the same events. Nobody is silent for so
 * long in it that the rhythm would add contacts, so each contact follows from an event or a date.
 */
final class Feed {
    static final Instant START = moment(LocalDate.of(2026, 9, 17), "00:00");
    static final Instant END = moment(LocalDate.of(2026, 9, 30), "21:00");
    /** All while somebody works, so that a deadline "at the same time, days later" needs no reading. */
    private static final List<String> TIMES = List.of("09:15", "13:00", "17:30");
    private static final int EVENTS_EACH = 20;
    private static final int FEWEST_CUSTOMERS = 60;
    /** Of a slot that comes with files. */
    private static final double IN_FILES = 0.6;
    private static final double DURING_A_MOVE = 0.15;
    /** The slot with a file of more than one batch, where there are that many events. */
    static final int LONG_FILE_SLOT = 2;
    static final int FIRST_FILE_SLOT = 1;
    static final int FILES_EVERY = 9;
    static final int SLOTS_A_DAY = 3;
    private static final int LONG_FILE = 2_300;

    private final Random random;
    private final List<Buyer> buyers;
    private final List<Slot> slots = new ArrayList<>();
    private final List<Sale> sales = new ArrayList<>();
    private final Map<String, BigDecimal> owed = new HashMap<>();
    private int facts;

    /** An order that something may come back of. */
    private record Sale(String customer, String order, BigDecimal left) { }

    Feed(long seed, int events) {
        random = new Random(seed);
        buyers = Townsfolk.of(Math.max(FEWEST_CUSTOMERS, events / EVENTS_EACH));
        slots.add(new Slot(0, START));
        for (LocalDate day = LocalDate.of(2026, 9, 17); !day.isAfter(LocalDate.of(2026, 9, 30)); day = day.plusDays(1)) {
            for (String time : TIMES) {
                slots.add(new Slot(slots.size(), moment(day, time)));
            }
        }
        known(slots.get(0));
        past();
        new Grievances(this, random).enter(buyers.stream().filter(b -> b.id().startsWith("K")).toList());
        int left = events - slots.stream().mapToInt(Slot::events).sum();
        int inLongFile = Math.min(LONG_FILE, left / 2);
        for (Slot slot : slots.subList(1, slots.size())) {
            fill(slot, (left - inLongFile) / (slots.size() - 1), slot.number() == LONG_FILE_SLOT ? inLongFile : 0);
        }
    }

    List<Buyer> buyers() {
        return buyers;
    }

    List<Slot> slots() {
        return slots;
    }

    /** Every event of the feed, whatever way it comes. */
    List<Fact> facts() {
        List<Fact> all = new ArrayList<>();
        for (Slot slot : slots) {
            all.addAll(slot.posted());
            slot.dropped().forEach(d -> all.addAll(d.facts()));
            all.addAll(slot.during());
        }
        return all;
    }

    void happens(int slot, String type, String customer, Map<String, Object> data) {
        slots.get(slot).posted().add(fact(slots.get(slot), type, customer, slots.get(slot).at(), data));
    }

    private Fact fact(Slot slot, String type, String customer, Instant time, Map<String, Object> data) {
        return new Fact("f-%07d".formatted(++facts), type, customer, time, slot.at(), data);
    }

    /** What was bought before the first day, which makes the tiers, and contacts that fall due in these weeks. */
    private void past() {
        Slot first = slots.get(0);
        for (Buyer buyer : buyers) {
            int number = Integer.parseInt(buyer.id().substring(2));
            int before = Townsfolk.salesBefore(buyer);
            if (before > 0) {
                first.posted().add(bought(first, buyer.id(), daysBefore(60 + number % 100), before, "paint"));
            }
            if (buyer.is("consumer") && number % 3 == 1 && !buyer.id().startsWith("B")) {
                switch (number % 4) {
                    case 0 -> first.posted().add(bought(first, buyer.id(), LocalDate.of(2026, 6, 20).plusDays(number % 11), 300, "wood-floor"));
                    case 1 -> first.posted().add(bought(first, buyer.id(), LocalDate.of(2026, 3, 22).plusDays(number % 11), 300, "antique-tile"));
                    default -> first.posted().add(bought(first, buyer.id(), LocalDate.of(2026, 8, 19).plusDays(number % 11), 300, "sanitary-ware"));
                }
            }
            if (buyer.is("distributor")) {
                first.posted().add(bought(first, buyer.id(), LocalDate.of(2026, 9, 4).plusDays(number % 11), 500, "wall-tile"));
            }
        }
    }

    private void known(Slot first) {
        List<Fact> stock = new ArrayList<>();
        List<Fact> consents = new ArrayList<>();
        for (Buyer buyer : buyers.stream().filter(b -> b.is("distributor")).toList()) {
            int number = Integer.parseInt(buyer.id().substring(2));
            if (number % 5 > 1) {
                stock.add(fact(first, "stock.reported", buyer.id(), START, Map.of("daysOfCover", 60)));
            } else if (number % 5 == 1) {
                consents.add(fact(first, "consent.changed", buyer.id(), START, Map.of("purpose", "marketing", "channel", "phone",
                        "granted", true, "proof", "signed contract")));
            }
        }
        first.dropped().add(new Drop("customers-1.csv", InboxTables.customers(buyers), buyers.stream()
                .map(b -> new Fact("made-" + b.id(), "customer.changed", b.id(), START, START, Map.of())).toList()));
        first.dropped().add(new Drop("stock-1.csv", InboxTables.stock(stock), stock));
        first.dropped().add(new Drop("consents-1.csv", InboxTables.consents(consents), consents));
    }

    private Fact bought(Slot slot, String customer, LocalDate day, int amount, String category) {
        return purchase(slot, customer, moment(day, "10:30"), BigDecimal.valueOf(amount), category);
    }

    private Fact purchase(Slot slot, String customer, Instant time, BigDecimal amount, String category) {
        Fact purchase = fact(slot, "purchase.made", customer, time, new HashMap<>());
        String order = "SO-" + purchase.id().substring(2);
        purchase.data().putAll(Map.of("order", order, "amount", amount.toPlainString(),
                "items", List.of(Map.of("category", category, "quantity", 1, "amount", amount.toPlainString()))));
        return purchase;
    }

    private void fill(Slot slot, int events, int inLongFile) {
        boolean longFile = inLongFile > 0;
        int inFiles = longFile ? inLongFile : slot.number() % FILES_EVERY == FIRST_FILE_SLOT ? (int) (events * IN_FILES) : 0;
        int during = slot.number() == slots.size() - 1 ? 0 : (int) (events * DURING_A_MOVE);
        List<Fact> rows = new ArrayList<>();
        for (int i = 0; i < inFiles; i++) {
            rows.add(sale(slot));
        }
        for (int i = 0; i < events - during - (longFile ? 0 : inFiles); i++) {
            slot.posted().add(anything(slot));
        }
        for (int i = 0; i < during; i++) {
            slot.during().add(sale(slot));
        }
        if (!rows.isEmpty()) {
            List<Fact> table = rows.subList(0, rows.size() / 2);
            List<Fact> lines = longFile ? List.of() : rows.subList(rows.size() / 2, rows.size());
            List<Fact> all = longFile ? rows : table;
            slot.dropped().add(new Drop("purchases-%03d.csv".formatted(slot.number()), InboxTables.purchases(all), List.copyOf(all)));
            if (!lines.isEmpty()) {
                slot.dropped().add(new Drop("more-%03d.ndjson".formatted(slot.number()), CloudEvents.lines(lines), List.copyOf(lines)));
            }
        }
        slot.posted().stream().filter(f -> f.is("purchase.made")).forEach(this::remember);
        rows.forEach(this::remember);
    }

    private void remember(Fact sale) {
        sales.add(new Sale(sale.customer(), sale.text("order"), sale.amount()));
    }

    private Fact anything(Slot slot) {
        int dice = random.nextInt(100);
        Buyer buyer = anybody();
        Instant time = slot.at().minus(Duration.ofSeconds(random.nextInt(7_200)));
        if (dice < 8 && !sales.isEmpty()) {
            return returned(slot, time);
        } else if (dice < 16) {
            String invoice = "RE-" + (facts + 1);
            BigDecimal amount = cents(20_000);
            owed.put(buyer.id() + " " + invoice, amount);
            return fact(slot, "invoice.issued", buyer.id(), time, Map.of("invoice", invoice, "amount", amount.toPlainString(), "due", "2026-11-30"));
        } else if (dice < 28 && !owed.isEmpty()) {
            String[] customerAndInvoice = owed.keySet().stream().skip(random.nextInt(Math.min(owed.size(), 50))).findFirst().orElseThrow().split(" ");
            return fact(slot, "payment.received", customerAndInvoice[0], time,
                    Map.of("invoice", customerAndInvoice[1], "amount", cents(3_000).toPlainString()));
        } else if (dice < 35) {
            return fact(slot, "service.reported", buyer.id(), time, Map.of("kind", List.of("delivery", "installation", "repair").get(dice % 3),
                    "order", "SV-" + (facts + 1)));
        } else if (dice < 40) {
            return fact(slot, "survey.answered", buyer.id(), time, Map.of("survey", "SU-" + (facts + 1), "score", 6 + random.nextInt(5)));
        } else if (dice < 43) {
            return fact(slot, "opportunity.changed", buyer.id(), time, Map.of("opportunity", "OP-" + (facts + 1), "stage", "visit"));
        } else if (dice < 46) {
            return fact(slot, "customer.changed", buyer.id(), time, Map.of("traits", Map.of("style", "style " + facts)));
        } else if (dice < 48) {
            return fact(slot, "vendor.visited", buyer.id(), time, Map.of("stand", "B" + facts));
        }
        return sale(slot);
    }

    private Fact returned(Slot slot, Instant time) {
        Sale sale = sales.remove(random.nextInt(sales.size()));
        BigDecimal part = sale.left().movePointLeft(1).setScale(2, java.math.RoundingMode.HALF_EVEN).max(new BigDecimal("0.01"));
        sales.add(new Sale(sale.customer(), sale.order(), sale.left().subtract(part)));
        return fact(slot, "purchase.returned", sale.customer(), time, Map.of("order", sale.order(), "amount", part.toPlainString()));
    }

    /** Small enough to move nobody into another tier. */
    private Fact sale(Slot slot) {
        return purchase(slot, anybody().id(), slot.at().minus(Duration.ofSeconds(random.nextInt(7_200))), cents(14_000),
                List.of("paint", "door", "adhesive").get(random.nextInt(3)));
    }

    private Buyer anybody() {
        Buyer buyer;
        do {
            buyer = buyers.get(random.nextInt(buyers.size()));
        } while (buyer.id().startsWith("K"));
        return buyer;
    }

    private BigDecimal cents(int most) {
        return BigDecimal.valueOf(1_000 + random.nextInt(most), 2);
    }

    private static LocalDate daysBefore(int days) {
        return LocalDate.of(2026, 9, 17).minusDays(days);
    }

    private static Instant moment(LocalDate day, String time) {
        return CompanyTime.at(day, LocalTime.parse(time));
    }
}
