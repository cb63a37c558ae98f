package dev.regard.routes.year;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the shipped defaults make of a year's facts: tiers and classes at any moment, touches and complaints at the end. */
public final class YearModel {
    private static final BigDecimal A_CUT = new BigDecimal("0.80");
    private static final BigDecimal B_CUT = new BigDecimal("0.95");

    private final List<Buyer> buyers;
    private final List<Fact> facts;
    private final Map<String, List<Fact>> byCustomer;
    private final List<Fact> referrals;
    private final Instant start;
    private final Instant end;
    private final Map<String, TierHistory> tiers = new HashMap<>();
    private final Map<String, List<ExpectedTouch>> touches = new HashMap<>();

    public YearModel(List<Buyer> buyers, List<Fact> facts, Instant start, Instant end) {
        this.buyers = buyers;
        this.facts = facts;
        byCustomer = facts.stream().collect(Collectors.groupingBy(Fact::customer));
        referrals = facts.stream().filter(f -> f.is("lead.captured") && !f.text("referrer").isEmpty()).toList();
        this.start = start;
        this.end = end;
        buyers.forEach(b -> tiers.put(b.id(), new TierHistory(of(b), start, end)));
    }

    List<Buyer> buyers() {
        return buyers;
    }

    public Tier tier(String customer, Instant at) {
        return tiers.get(customer).at(at);
    }

    public BigDecimal sales(String customer, Instant at) {
        return tiers.get(customer).sales(at);
    }

    /** A, B or C by cumulated sales at this moment; who crosses a cut is in the better class, who bought nothing in none; equal sales go by id. */
    public Map<String, String> classes(Instant at) {
        Map<String, BigDecimal> sales = new HashMap<>();
        tiers.forEach((id, history) -> sales.put(id, history.sales(at)));
        BigDecimal total = sales.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        Map<String, String> classes = new HashMap<>();
        BigDecimal before = BigDecimal.ZERO;
        for (String id : sales.keySet().stream().sorted(Comparator.<String, BigDecimal>comparing(sales::get).reversed()
                .thenComparing(Comparator.naturalOrder())).toList()) {
            if (sales.get(id).signum() > 0) {
                classes.put(id, before.compareTo(total.multiply(A_CUT)) < 0 ? "A" : before.compareTo(total.multiply(B_CUT)) < 0 ? "B" : "C");
                before = before.add(sales.get(id));
            }
        }
        return classes;
    }

    public List<ExpectedComplaint> complaints(Buyer buyer) {
        List<Fact> mine = of(buyer);
        List<Fact> opened = mine.stream().filter(f -> f.is("complaint.opened")).sorted(Comparator.comparing(Fact::time)).toList();
        List<ExpectedComplaint> complaints = new ArrayList<>();
        for (Fact complaint : opened) {
            String id = complaint.text("complaint");
            List<Fact> about = mine.stream().filter(f -> !f.is("complaint.opened") && f.text("complaint").equals(id)).toList();
            boolean third = opened.stream().filter(o -> !o.time().isAfter(complaint.time())
                    && o.time().isAfter(complaint.time().minus(Duration.ofDays(90)))).count() >= 3;
            complaints.add(ComplaintYear.of(complaint, about, new Ladder(buyer), tier(buyer.id(), complaint.arrival()), third, end));
        }
        return complaints;
    }

    public List<ExpectedTouch> touches(Buyer buyer) {
        return touches.computeIfAbsent(buyer.id(), id -> touchesOf(buyer));
    }

    private List<ExpectedTouch> touchesOf(Buyer buyer) {
        List<Fact> mine = of(buyer);
        TierHistory history = tiers.get(buyer.id());
        List<ExpectedComplaint> complaints = complaints(buyer);
        Instant madeAt = mine.stream().map(Fact::arrival).min(Comparator.naturalOrder()).orElse(start);
        Instant stop = mine.stream().filter(f -> f.flag("deceased") || f.flag("doNotContact")).map(Fact::arrival).findFirst().orElse(Instant.MAX);
        Diary diary = new Diary(buyer, madeAt, end, stop);
        Optional<LocalDate> firstPurchase = mine.stream().filter(f -> f.is("purchase.made")).map(Fact::time)
                .min(Comparator.naturalOrder()).map(t -> t.atZone(buyer.zone()).toLocalDate());
        new OccasionYear(buyer, history, complaints, diary).enter(firstPurchase);
        new RevisitYear(buyer, mine, history, complaints, diary).enter(referredBy(buyer));
        new SilenceYear(buyer, mine, history, complaints, diary, end).enter();
        new UpkeepYear(buyer, mine, history, diary, end).enter();
        return diary.entries();
    }

    private List<Fact> referredBy(Buyer buyer) {
        Set<String> sent = new HashSet<>();
        referrals.stream().filter(f -> f.text("referrer").equals("id:" + buyer.id())).forEach(f -> sent.add(f.customer()));
        return sent.isEmpty() ? List.of() : facts.stream().filter(f -> f.is("purchase.made") && sent.contains(f.customer())).toList();
    }

    private List<Fact> of(Buyer buyer) {
        return byCustomer.getOrDefault(buyer.id(), List.of());
    }
}
