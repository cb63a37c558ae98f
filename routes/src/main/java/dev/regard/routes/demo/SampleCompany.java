package dev.regard.routes.demo;

import dev.regard.engine.event.Event;
import dev.regard.engine.organisation.Organisation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;

/** A dealer in building materials with its customers and 14 months of their dealings, made up: the same seed gives the same company. */
public final class SampleCompany {
    public static final long SEED = 8;
    /** A week before Mid-Autumn of 2026, with a working Sunday in between. */
    public static final Instant START = OffsetDateTime.parse("2026-09-18T08:30:00+08:00").toInstant();
    private static final int MONTHS = 14;

    private final long seed;
    private final Instant start;
    private final Instant begin;
    private final ZoneId zone;
    private final Season season;
    private final List<SampleCustomer> customers;

    /**
     * @param start        where the virtual clock starts
     * @param organisation who owns the customers
     */
    public SampleCompany(long seed, Instant start, Organisation organisation) {
        this.seed = seed;
        this.start = start;
        this.zone = organisation.zone();
        this.season = new Season(zone);
        LocalDate today = start.atZone(zone).toLocalDate();
        this.begin = today.minusMonths(MONTHS).atStartOfDay(zone).toInstant();
        this.customers = new Customers(seed, today, new Purchases(season, begin, start.minusSeconds(3600)), organisation).all();
    }

    /** How many customers there are. */
    public int size() {
        return customers.size();
    }

    /** Everything before the start, one customer after the other, each by time. */
    public void past(Consumer<Event> each) {
        Past past = new Past(seed, season, begin, start);
        customers.forEach(customer -> past.of(customer).forEach(each));
    }

    /** What happens in the days after the start, by time; the first ones are complaints that were open already. */
    public List<Event> coming(int days) {
        return new ComingDays(seed, season, zone, customers, start).events(days);
    }
}
