package dev.regard.routes.demo;

import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.routes.demo.SampleCustomer.Bought;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** What had happened with a customer before the demo starts. All is history but the last days, whose calls are still to be made. */
final class Past {
    private static final Duration FRESH = Duration.ofDays(6);
    private static final Duration YEAR = Duration.ofDays(365);
    /** One customer in so many complained before. */
    private static final int COMPLAINED = 45;
    private static final BigDecimal PLATINUM = BigDecimal.valueOf(200_000);
    private static final BigDecimal GOLD = BigDecimal.valueOf(50_000);
    private static final BigDecimal IRON = BigDecimal.valueOf(5_000);

    private final long seed;
    private final Season season;
    private final Instant begin;
    private final Instant start;

    Past(long seed, Season season, Instant begin, Instant start) {
        this.seed = seed;
        this.season = season;
        this.begin = begin;
        this.start = start;
    }

    List<Event> of(SampleCustomer customer) {
        RandomGenerator random = new SplittableRandom(seed ^ customer.id().hashCode());
        Diary diary = new Diary("past/");
        diary.note(customer, "customer.changed", begin, true, customer.profile());
        if (!customer.is("internal")) {
            consents(customer, diary, random);
            bought(customer, diary, random);
            contacts(customer, diary, random);
            complaints(customer, diary, random);
        }
        if (customer.lead()) {
            lead(customer, diary, random);
        }
        if (customer.is("distributor") && random.nextInt(3) > 0) {
            diary.note(customer, "stock.reported", start.minus(days(1 + random.nextInt(20))), true, "daysOfCover", BigDecimal.valueOf(10L + random.nextInt(80)));
        }
        return diary.events();
    }

    private void consents(SampleCustomer customer, Diary diary, RandomGenerator random) {
        if (random.nextInt(10) < (customer.is("consumer") ? 2 : 6)) {
            for (String channel : List.of("email", "phone")) {
                diary.note(customer, "consent.changed", begin.plusSeconds(60), true, "purpose", "marketing", "channel", channel, "granted", true,
                        "proof", "signed order form");
            }
        } else if (random.nextInt(60) == 0) {
            diary.note(customer, "consent.changed", begin.plusSeconds(60), true, "purpose", "care", "channel", "email", "granted", false, "proof", "letter");
        }
    }

    private void bought(SampleCustomer customer, Diary diary, RandomGenerator random) {
        for (int i = 0; i < customer.bought().size(); i++) {
            Bought order = customer.bought().get(i);
            boolean old = order.at().isBefore(start.minus(FRESH));
            Map<String, Object> data = new HashMap<>(order.data().fields());
            if (i == 0) {
                customer.profile().text("referrer").ifPresent(r -> data.put("referrer", r));
            }
            diary.note(customer, "purchase.made", order.at(), old, new Data(data));
            Instant later = order.at().plus(days(2));
            if (random.nextInt(30) == 0 && later.isBefore(start)) {
                diary.note(customer, "purchase.returned", later, old, "order", order.order(),
                        "amount", order.amount().multiply(new BigDecimal("0.1")).setScale(2, RoundingMode.HALF_EVEN));
            }
            if (!old && later.isBefore(start)) {
                diary.note(customer, "service.reported", later, false, "kind", "delivery", "order", order.order());
            }
        }
    }

    /** The latest contact lies within what the tier allows, so that silence ends a few waits a day and not all at once. */
    private void contacts(SampleCustomer customer, Diary diary, RandomGenerator random) {
        BigDecimal sales = customer.salesSince(start.minus(YEAR));
        int longest = sales.compareTo(PLATINUM) >= 0 ? 14 : sales.compareTo(GOLD) >= 0 ? 30 : sales.compareTo(IRON) >= 0 ? 90 : 180;
        diary.note(customer, "interaction.logged", at(random.nextInt(longest), random), true, "channel", "phone", "outcome", "reached", "mood", "pleased");
        if (longest == 14) {
            diary.note(customer, "interaction.logged", at(random.nextInt(90), random), true, "channel", "visit", "outcome", "reached");
        }
    }

    private void complaints(SampleCustomer customer, Diary diary, RandomGenerator random) {
        if (random.nextInt(COMPLAINED) != 0 || customer.lead()) {
            return;
        }
        Grievance matter = Grievance.one(random);
        Instant opened = season.moment(begin, start.minus(days(20)), false, random);
        String id = "P-" + customer.id().substring(2);
        diary.note(customer, "complaint.opened", opened, true, "complaint", id, "severity", matter.severity(), "category", matter.category(),
                "product", matter.product(), "text", matter.text());
        diary.note(customer, "complaint.replied", opened.plus(Duration.ofHours(2)), true, "complaint", id);
        diary.note(customer, "complaint.solved", opened.plus(days(2)), true, "complaint", id);
        diary.note(customer, "complaint.confirmed", opened.plus(days(5)), true, "complaint", id, "satisfied", true);
    }

    private void lead(SampleCustomer customer, Diary diary, RandomGenerator random) {
        diary.note(customer, "lead.captured", at(random.nextInt(60), random), true, "need", "新房装修", "budget",
                BigDecimal.valueOf(10_000L * (1 + random.nextInt(15))), "timing", random.nextBoolean() ? "3个月内" : "明年");
    }

    private Instant at(int daysAgo, RandomGenerator random) {
        return start.minus(days(daysAgo)).minusSeconds(60 + random.nextInt(7200));
    }

    private static Duration days(int days) {
        return Duration.ofDays(days);
    }
}
