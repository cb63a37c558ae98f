package dev.regard.routes.year;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One customer's way through the tiers: up at once with the purchase, down only at the second review in a row that finds the year's
 * sales below 90 % of the threshold. Reviews are on the first of each month, 03:00 company time.
 */
final class TierHistory {
    private static final Duration YEAR = Duration.ofDays(365);
    private static final LocalTime REVIEW = LocalTime.of(3, 0);

    private final List<Fact> purchases;
    private final Map<String, List<Fact>> returnsByOrder;
    private final TreeMap<Instant, Tier> changes = new TreeMap<>();
    private final List<Instant> saves = new ArrayList<>();

    TierHistory(List<Fact> facts, Instant start, Instant end) {
        purchases = facts.stream().filter(f -> f.is("purchase.made")).toList();
        returnsByOrder = facts.stream().filter(f -> f.is("purchase.returned")).collect(Collectors.groupingBy(f -> f.text("order")));
        changes.put(Instant.MIN, Tier.LEAD);
        run(start, end);
    }

    private void run(Instant start, Instant end) {
        List<Fact> waiting = new ArrayList<>(purchases);
        waiting.sort(Comparator.comparing(Fact::arrival));
        boolean lowBefore = false;
        LocalDate first = CompanyTime.date(start).plusMonths(1).withDayOfMonth(1);
        for (Instant review = CompanyTime.at(first, REVIEW); review.isBefore(end);
                first = first.plusMonths(1), review = CompanyTime.at(first, REVIEW)) {
            lowBefore &= !rise(waiting, review);
            Tier tier = at(review);
            BigDecimal sales = sales(review);
            boolean low = tier.tooHighFor(sales);
            if (low && lowBefore) {
                changes.put(review, Tier.of(sales));
            } else if (low) {
                saves.add(review);
            }
            lowBefore = low && !lowBefore;
        }
        rise(waiting, end);
    }

    /** Takes in what arrived before this moment. */
    private boolean rise(List<Fact> waiting, Instant until) {
        boolean rose = false;
        while (!waiting.isEmpty() && waiting.get(0).arrival().isBefore(until)) {
            Instant at = waiting.remove(0).arrival();
            Tier reached = Tier.of(sales(at));
            if (reached.compareTo(at(at)) > 0) {
                changes.put(at, reached);
                rose = true;
            }
        }
        return rose;
    }

    Tier at(Instant at) {
        return changes.floorEntry(at).getValue();
    }

    /** The moments when the tier became another one. */
    List<Instant> moves() {
        return changes.keySet().stream().filter(at -> !at.equals(Instant.MIN)).toList();
    }

    /** The reviews that called for a contact to save the customer. */
    List<Instant> saves() {
        return saves;
    }

    /** Purchases of the last 365 x 24 h less their returns, of what had arrived. */
    BigDecimal sales(Instant at) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Fact purchase : purchases) {
            if (!purchase.arrival().isAfter(at) && purchase.time().isAfter(at.minus(YEAR))) {
                sum = sum.add(purchase.amount()).subtract(returned(purchase, at));
            }
        }
        return sum;
    }

    private BigDecimal returned(Fact purchase, Instant at) {
        return returnsByOrder.getOrDefault(purchase.text("order"), List.of()).stream().filter(r -> !r.arrival().isAfter(at)).map(Fact::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
