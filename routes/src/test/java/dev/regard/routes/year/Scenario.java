package dev.regard.routes.year;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What happens to the dealer in 2026: the past year's purchases at the start, then the year's own events, each at its moment. */
final class Scenario {
    static final Instant START = Instant.parse("2026-01-04T16:00:00Z");
    static final Instant END = Instant.parse("2027-01-05T16:00:00Z");

    private final List<Buyer> buyers;
    private final Set<String> ids;
    /** Known from the first day on; dropped as files. */
    private final List<Fact> past = new ArrayList<>();
    private final List<Fact> feed = new ArrayList<>();
    private int orders;

    Scenario(Predicate<Buyer> chosen) {
        buyers = Population.all().stream().filter(chosen).toList();
        ids = buyers.stream().map(Buyer::id).collect(Collectors.toCollection(HashSet::new));
        consumers();
        distributors();
        prospects();
        specials();
        complaints();
        feed.sort(Comparator.comparing(Fact::arrival));
    }

    List<Buyer> buyers() {
        return buyers;
    }

    List<Fact> past() {
        return past;
    }

    List<Fact> feed() {
        return feed;
    }

    private void consumers() {
        for (int i = 1; i <= 40; i++) {
            String id = "C-%02d".formatted(i);
            String category = List.of("antique-tile", "wood-floor", "sanitary-ware").get(i % 3);
            switch (i % 10) {
                case 0 -> bought(id, category, "2025-04-%02d 80000".formatted(i / 4), "2025-08-12 80000", "2025-11-05 80000");
                case 1, 2 -> bought(id, category, "2025-03-20 30000", "2025-09-15 30000");
                case 3, 4, 5 -> bought(id, category, "2025-06-%02d 8000".formatted(5 + i / 2));
                case 6, 7 -> bought(id, category, "2025-07-%02d 2000".formatted(3 + i / 2));
                default -> {
                    buys(id, "2026-%02d-%02dT10:05".formatted(i % 5 + 2, i / 2 + 1), i % 4 == 0 ? 12_000 : 3_000, category);
                    buys(id, "2026-%02d-%02dT15:20".formatted(i % 4 + 8, i / 2 + 3), 2_600, "sanitary-ware");
                }
            }
        }
        buys("C-10", "2026-06-16T11:00", 200_000, "antique-tile");
        buys("C-40", "2026-05-12T11:00", 90_000, "wood-floor");
        buys("C-11", "2026-04-20T15:00", 30_000, "paint");
        buys("C-21", "2026-03-10T15:00", 16_000, "wood-floor");
        buys("C-13", "2026-03-05T09:30", 45_000, "sanitary-ware");
        buys("C-16", "2026-07-20T16:00", 210_000, "antique-tile");
        buys("C-26", "2026-11-18T16:00", 49_000, "door");
        returned("C-16", "2026-08-03T10:00", lastOrder("C-16"), 200_000);
        event("C-17", "2026-04-14T14:00", "service.reported", Map.of("kind", "delivery"));
        event("C-18", "2026-05-21T14:00", "service.reported", Map.of("kind", "installation"));
        event("C-27", "2026-09-22T14:00", "service.reported", Map.of("kind", "repair"));
        reached("C-37", "2026-03-12T15:30");
        event("C-35", "2026-05-13T15:00", "interaction.logged", Map.of("channel", "phone", "outcome", "reached",
                "promise", Map.of("text", "send the sample tile", "due", "2026-05-20")));
    }

    private void distributors() {
        for (int i = 1; i <= 12; i++) {
            String id = "D-%02d".formatted(i);
            int amount = i <= 3 ? 20_000 : i <= 7 ? 6_000 : 2_000;
            for (int month = 1; month <= 12; month += i <= 7 ? 1 : 3) {
                if (month > 1) {
                    bought(id, "wall-tile", "2025-%02d-%02d %d".formatted(month, i + 3, amount));
                }
                if (i != 7 || month < 6) {
                    buys(id, "2026-%02d-%02dT10:30".formatted(month, i + 5), amount, "wall-tile");
                }
            }
            if (i % 2 == 0) {
                known(id, "stock.reported", Map.of("daysOfCover", 60));
            }
            if (i != 5) {
                known(id, "consent.changed", Map.of("purpose", "marketing", "channel", "phone", "granted", true, "proof", "signed contract"));
            }
        }
        event("D-06", "2026-06-30T09:15", "stock.reported", Map.of("daysOfCover", 30));
        for (int day = 2; day <= 5; day++) {
            buys("D-11", "2026-03-%02dT14:30".formatted(day), 1_500, "adhesive");
        }
    }

    private void prospects() {
        event("P-01", "2026-02-25T11:00", "lead.captured", Map.of("need", "a kitchen floor", "referrer", "id:G-01"));
        event("P-03", "2026-03-25T11:00", "lead.captured", Map.of("need", "a bathroom", "budget", "20000"));
        buys("P-01", "2026-05-11T13:00", 6_000, "polished-tile");
    }

    private void specials() {
        for (int i = 1; i <= 12; i++) {
            if (i != 3 && i != 12) {
                bought("X-%02d".formatted(i), "paint", "2025-10-%02d %d".formatted(i + 10, i == 5 ? 70_000 : 6_000));
            }
        }
        bought("X-13", "door", "2025-12-02 90000");
        bought("X-14", "door", "2025-11-20 230000");
        buys("X-06", "2026-09-02T04:30", 1_000, "sanitary-ware");
        buys("X-04", "2026-04-12T10:00", 1_000, "antique-tile");
        event("X-04", "2026-04-15T10:00", "customer.changed", Map.of("doNotContact", true));
        buys("X-05", "2026-06-29T10:00", 1_000, "antique-tile");
        event("X-05", "2026-07-01T10:00", "customer.changed", Map.of("deceased", true));
    }

    private void complaints() {
        for (int i = 1; i <= 18; i++) {
            bought("K-%02d".formatted(i), "paint", "2025-12-%02d %d".formatted(i + 1, i == 8 ? 260_000 : 8_000));
        }
        complaint("K-01", "critical", "delivery", "2026-03-13T16:30").acknowledged("2026-03-13T16:45", "opened")
                .replied("2026-03-13T17:00").solved("2026-03-16T11:00").confirmed("2026-03-17T10:00", true);
        complaint("K-02", "high", "billing", "2026-03-18T16:00").replied("2026-03-18T16:40").solved("2026-03-18T17:20")
                .confirmed("2026-03-20T15:00", true);
        complaint("K-03", "critical", "delivery", "2026-04-11T14:00").acknowledged("2026-04-11T14:30", "opened")
                .replied("2026-04-11T15:00").solved("2026-04-13T12:00").confirmed("2026-04-15T16:00", true);
        complaint("K-04", "critical", "service", "2026-05-02T10:00").replied("2026-05-06T15:00").solved("2026-05-08T15:00")
                .confirmed("2026-05-13T10:00", true);
        complaint("K-05", "normal", "billing", "2026-02-28T10:00").replied("2026-02-28T12:30").solved("2026-03-02T10:00")
                .confirmed("2026-03-04T11:00", true);
        complaint("K-06", "normal", "price", "2026-06-09T07:30").replied("2026-06-09T09:30").solved("2026-06-10T15:00")
                .confirmed("2026-06-15T14:45", true);
        complaint("K-07", "low", "service", "2026-06-13T10:00").acknowledged("2026-06-15T10:30", "reply").replied("2026-06-15T11:00")
                .waiting("2026-06-15T14:00").resumed("2026-06-17T10:00").solved("2026-06-17T13:30").confirmed("2026-06-23T11:00", true);
        complaint("K-08", "normal", "delivery", "2026-07-06T10:00").replied("2026-07-06T10:30").acknowledged("2026-07-06T18:30", "solve")
                .solved("2026-07-08T10:00").confirmed("2026-07-10T11:30", true);
        for (String day : List.of("2026-07-13", "2026-07-27", "2026-08-10")) {
            LocalDate date = LocalDate.parse(day);
            complaint("K-09", "low", "delivery", day + "T10:00").replied(day + "T11:00").solved(date.plusDays(1) + "T11:00")
                    .confirmed(date.plusDays(2) + "T11:00", true);
        }
        complaint("K-10", "high", "service", "2026-08-18T10:00").replied("2026-08-18T10:30").solved("2026-08-18T15:00")
                .confirmed("2026-08-19T14:30", false).replied("2026-08-19T15:00").solved("2026-08-19T16:00")
                .confirmed("2026-08-20T15:00", true);
        complaint("K-11", "normal", "service", "2026-08-24T10:00", Map.of("publicInterest", true)).acknowledged("2026-08-24T11:00", "opened")
                .replied("2026-08-24T11:30").solved("2026-08-25T11:00").confirmed("2026-08-26T11:00", true);
        late("K-12", "high", "billing", "2026-09-01T10:00", "2026-09-12T10:00");
        complaint("K-13", "normal", "delivery", "2026-09-08T10:00").solved("2026-09-09T17:30").confirmed("2026-09-11T11:00", true);
        complaint("K-14", "high", "delivery", "2026-09-30T17:00").replied("2026-09-30T17:30").solved("2026-10-08T16:00")
                .confirmed("2026-10-09T11:00", true);
        complaint("K-15", "normal", "defect", "2026-11-05T14:30").replied("2026-11-05T15:30").solved("2026-11-06T11:00")
                .confirmed("2026-11-09T15:00", true);
        complaint("K-15", "normal", "installation", "2026-11-13T16:00").replied("2026-11-13T16:30").solved("2026-11-16T11:00")
                .confirmed("2026-11-18T15:00", true);
        complaint("K-16", "low", "price", "2026-11-12T11:00").replied("2026-11-13T10:30").solved("2026-11-13T16:00")
                .confirmed("2026-11-18T11:00", true);
        complaint("K-17", "high", "delivery", "2026-06-17T10:00").replied("2026-06-22T10:00").solved("2026-06-23T10:00")
                .confirmed("2026-06-26T09:30", true);
        complaint("K-18", "critical", "delivery", "2026-12-07T07:00").acknowledged("2026-12-07T09:30", "opened")
                .replied("2026-12-07T09:40").solved("2026-12-08T16:30").confirmed("2026-12-09T11:00", true);
    }

    /** Writes a complaint's course down, line by line. */
    private final class Course {
        private final String customer;
        private final String complaint;

        Course(String customer, String complaint) {
            this.customer = customer;
            this.complaint = complaint;
        }

        Course replied(String at) {
            return then(at, "complaint.replied", Map.of());
        }

        Course solved(String at) {
            return then(at, "complaint.solved", Map.of());
        }

        Course waiting(String at) {
            return then(at, "complaint.waiting", Map.of());
        }

        Course resumed(String at) {
            return then(at, "complaint.resumed", Map.of());
        }

        /** Said on the phone, so that it counts as a contact by any reading. */
        Course confirmed(String at, boolean satisfied) {
            reached(customer, at);
            return then(at, "complaint.confirmed", Map.of("satisfied", satisfied));
        }

        /** The manager has seen the alert about this deadline. */
        Course acknowledged(String at, String deadline) {
            return then(at, "escalation.acknowledged", Map.of("deadline", deadline));
        }

        private Course then(String at, String type, Map<String, Object> more) {
            Map<String, Object> data = new LinkedHashMap<>(more);
            data.put("complaint", complaint);
            event(customer, at, type, data);
            return this;
        }
    }

    private Course complaint(String customer, String severity, String category, String at) {
        return complaint(customer, severity, category, at, Map.of());
    }

    private Course complaint(String customer, String severity, String category, String at, Map<String, Object> more) {
        Map<String, Object> data = complaintData(customer, severity, category, at);
        data.putAll(more);
        event(customer, at, "complaint.opened", data);
        return new Course(customer, data.get("complaint").toString());
    }

    private void late(String customer, String severity, String category, String at, String arrival) {
        add(feed, customer, instant(at), instant(arrival), "complaint.opened", complaintData(customer, severity, category, at));
    }

    private static Map<String, Object> complaintData(String customer, String severity, String category, String at) {
        return new LinkedHashMap<>(Map.of("complaint", customer + "/" + at.substring(0, 10), "severity", severity, "category", category,
                "text", "This is not what we agreed on."));
    }

    private void bought(String customer, String category, String... purchases) {
        for (String purchase : purchases) {
            String[] dayAndAmount = purchase.split(" ");
            add(past, customer, instant(dayAndAmount[0] + "T10:30"), START, "purchase.made",
                    purchase(Integer.parseInt(dayAndAmount[1]), category));
        }
    }

    private void buys(String customer, String at, int amount, String category) {
        event(customer, at, "purchase.made", purchase(amount, category));
    }

    private Map<String, Object> purchase(int amount, String category) {
        return Map.of("order", "SO-%05d".formatted(++orders), "amount", amount,
                "items", List.of(Map.of("category", category, "quantity", 1, "amount", amount)));
    }

    private String lastOrder(String customer) {
        return feed.stream().filter(f -> f.customer().equals(customer) && f.is("purchase.made")).reduce((a, b) -> b)
                .map(f -> f.text("order")).orElse("");
    }

    private void returned(String customer, String at, String order, int amount) {
        event(customer, at, "purchase.returned", Map.of("order", order, "amount", amount));
    }

    private void reached(String customer, String at) {
        event(customer, at, "interaction.logged", Map.of("channel", "phone", "outcome", "reached"));
    }

    private void known(String customer, String type, Map<String, Object> data) {
        add(past, customer, START, START, type, data);
    }

    private void event(String customer, String at, String type, Map<String, Object> data) {
        add(feed, customer, instant(at), instant(at), type, data);
    }

    private void add(List<Fact> facts, String customer, Instant time, Instant arrival, String type, Map<String, Object> data) {
        if (ids.contains(customer)) {
            facts.add(new Fact("year-%04d".formatted(past.size() + feed.size()), type, customer, time, arrival, data));
        }
    }

    private static Instant instant(String local) {
        LocalDateTime at = LocalDateTime.parse(local);
        return CompanyTime.at(at.toLocalDate(), LocalTime.from(at));
    }
}
