package dev.regard.routes.demo;

import dev.regard.engine.event.Event;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** What happens while the demo lets time pass, and the complaints that are open when it begins. */
final class ComingDays {
    private static final List<BigDecimal> THRESHOLDS = List.of(BigDecimal.valueOf(200_000), BigDecimal.valueOf(50_000), BigDecimal.valueOf(5_000));
    private static final BigDecimal ALMOST = new BigDecimal("0.8");
    private static final Duration YEAR = Duration.ofDays(365);
    private static final int OPEN_AT_START = 14;

    private final Season season;
    private final ZoneId zone;
    private final List<SampleCustomer> dealers;
    private final List<SampleCustomer> households;
    private final List<SampleCustomer> leads;
    private final List<SampleCustomer> outside;
    private final List<SampleCustomer> climbers;
    private final Instant start;
    private final RandomGenerator random;
    private final Diary diary = new Diary("");
    private int orders;
    private int complaints;

    ComingDays(long seed, Season season, ZoneId zone, List<SampleCustomer> customers, Instant start) {
        this.season = season;
        this.zone = zone;
        this.start = start;
        this.random = new SplittableRandom(seed + 1);
        this.outside = customers.stream().filter(c -> !c.is("internal")).toList();
        this.dealers = customers.stream().filter(c -> c.is("distributor")).toList();
        this.households = customers.stream().filter(c -> c.is("consumer") && !c.lead()).toList();
        this.leads = customers.stream().filter(SampleCustomer::lead).toList();
        this.climbers = new ArrayList<>(dealers.stream().filter(c -> gap(c).signum() > 0).sorted(Comparator.comparing(this::gap)).toList());
    }

    /** Everything until the end of the given number of days, by time; the first events lie before the start. */
    List<Event> events(int days) {
        for (int i = 0; i < OPEN_AT_START; i++) {
            complaint(Grievance.number(i), start.minusSeconds(60L * (10 + random.nextInt(3 * 24 * 60))));
        }
        LocalDate first = start.atZone(zone).toLocalDate();
        for (int day = 0; day <= days; day++) {
            LocalDate date = first.plusDays(day);
            boolean weekend = date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
            work(date, weekend);
        }
        Instant end = start.plus(days, ChronoUnit.DAYS);
        return diary.events().stream().filter(e -> e.time().isBefore(end)).toList();
    }

    private void work(LocalDate day, boolean weekend) {
        times(weekend ? 2 : 9, () -> order(one(dealers), day, BigDecimal.valueOf(800 + random.nextInt(9_000))));
        times(weekend ? 12 : 4, () -> order(one(households), day, BigDecimal.valueOf(300 + random.nextInt(4_000))));
        times(weekend ? 3 : 1, () -> order(one(leads), day, BigDecimal.valueOf(2_000 + random.nextInt(20_000))));
        times(weekend || climbers.isEmpty() ? 0 : 1, () -> {
            SampleCustomer climber = climbers.remove(0);
            order(climber, day, gap(climber).multiply(new BigDecimal("1.3")).add(BigDecimal.TEN));
        });
        times(weekend ? 1 : 3, () -> complaint(Grievance.one(random), moment(day)));
        times(weekend ? 2 : 6, () -> diary.note(one(households), "service.reported", moment(day), false, "kind",
                random.nextBoolean() ? "delivery" : "installation"));
        times(weekend ? 0 : 5, () -> diary.note(one(dealers), "stock.reported", moment(day), false, "daysOfCover", BigDecimal.valueOf(5L + random.nextInt(90))));
        times(2, () -> diary.note(one(households), "survey.answered", moment(day), false, "survey", "after-sales", "score",
                BigDecimal.valueOf(2L + random.nextInt(9))));
        times(weekend ? 0 : 2, () -> diary.note(one(dealers), "interaction.logged", moment(day), false, "channel", "phone", "outcome", "reached",
                "mood", "pleased", "promise", Map.of("text", "报一份新品价格", "due", day.plusDays(1 + random.nextInt(4)).toString())));
        times(1, () -> diary.note(one(leads), "lead.captured", moment(day), false, "need", "旧房翻新", "timing", "3个月内"));
    }

    private void order(SampleCustomer customer, LocalDate day, BigDecimal sum) {
        Instant at = moment(day);
        diary.note(customer, "purchase.made", at, false, Purchases.order("N-" + ++orders, at, sum, random).data());
    }

    /** Most are answered in time, some late, some by nobody. */
    private void complaint(Grievance matter, Instant opened) {
        SampleCustomer customer = one(random.nextInt(3) == 0 ? dealers : outside);
        String id = "K-" + ++complaints;
        diary.note(customer, "complaint.opened", opened, false, "complaint", id, "severity", matter.severity(), "category", matter.category(),
                "product", matter.product(), "text", matter.text());
        if (random.nextInt(10) < 6) {
            Instant replied = working(opened.plus(Duration.ofMinutes(30L + random.nextInt(180))));
            diary.note(customer, "complaint.replied", replied, false, "complaint", id);
            if (random.nextInt(10) < 7) {
                Instant solved = working(replied.plus(Duration.ofHours(3L + random.nextInt(24))));
                diary.note(customer, "complaint.solved", solved, false, "complaint", id);
                boolean satisfied = random.nextInt(6) > 0;
                diary.note(customer, "complaint.confirmed", working(solved.plus(Duration.ofHours(20L + random.nextInt(40)))), false, "complaint", id,
                        "satisfied", satisfied);
            }
        }
    }

    /** Staff answers between nine and six. */
    private Instant working(Instant at) {
        var local = at.atZone(zone);
        boolean late = local.getHour() >= 18;
        return late || local.getHour() < 9
                ? season.on(late ? local.toLocalDate().plusDays(1) : local.toLocalDate(), random) : at;
    }

    /** Never before the start. */
    private Instant moment(LocalDate day) {
        Instant at = season.on(day, random);
        return at.isAfter(start) ? at : start.plusSeconds(60L + random.nextInt(3600));
    }

    /** What is missing to the next tier; zero for those who are not near one. */
    private BigDecimal gap(SampleCustomer customer) {
        BigDecimal sales = customer.salesSince(start.minus(YEAR).plus(Duration.ofDays(8)));
        return THRESHOLDS.stream().filter(t -> sales.compareTo(t) < 0 && sales.compareTo(t.multiply(ALMOST)) > 0).findFirst()
                .map(t -> t.subtract(sales)).orElse(BigDecimal.ZERO);
    }

    private SampleCustomer one(List<SampleCustomer> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static void times(int count, Runnable something) {
        for (int i = 0; i < count; i++) {
            something.run();
        }
    }
}
