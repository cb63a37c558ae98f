package dev.regard.engine.run;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Contacts.Contact;
import dev.regard.engine.customer.Contacts.Direction;
import dev.regard.engine.customer.Order;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What customers for whom a change decides or who were contacted did in a span of time, beside what others did. The difference has the interval within which chance
 * alone leaves it 95 times in 100; where it holds zero, nothing is shown. Of means it is the normal approximation with unequal variances, of shares that of Newcombe (1998,
 * method 10, from two intervals of Wilson), which is not zero where all of a group did the same. Fewer than {@value #FEWEST} customers in a group show nothing: such approximations
 * do not hold for them.
 */
public final class Groups {
    /** The smallest group of which anything is shown. */
    public static final int FEWEST = 30;
    private static final double Z = 1.96;
    private static final String BOUGHT = "bought";
    private final Sample draft = new Sample();
    private final Sample others = new Sample();

    /** Sums of one measure over the customers of a group. */
    private static final class Measure {
        private double sum;
        private double squares;

        void add(double value) {
            sum += value;
            squares += value * value;
        }

        double mean(long count) {
            return count == 0 ? 0 : sum / count;
        }

        double variance(long count) {
            return count < 2 ? 0 : Math.max(0, (squares - sum * sum / count) / (count - 1));
        }
    }

    private static final class Sample {
        private long customers;
        private final Map<String, Measure> measures = new LinkedHashMap<>();

        void add(String measure, double value) {
            measures.computeIfAbsent(measure, m -> new Measure()).add(value);
        }
    }

    /**
     * Takes a customer in; one that was merged into another does not count.
     *
     * @param treated whether the change decides for the customer, or the contact was meant for them
     * @param from    begin of the span that is looked at, included
     * @param to      its end, excluded
     */
    public void see(Card card, boolean treated, Instant from, Instant to) {
        if (card.givenUp()) {
            return;
        }
        Predicate<Instant> within = at -> !at.isBefore(from) && at.isBefore(to);
        Sample group = treated ? draft : others;
        List<Order> orders = card.dealings().orders().stream().filter(o -> within.test(o.at())).toList();
        group.customers++;
        group.add("contacts", card.contacts().released().stream().filter(r -> within.test(r.at())).count());
        group.add("replies", card.contacts().recent().stream().filter(c -> within.test(c.at()) && isReply(c)).count());
        group.add(BOUGHT, orders.isEmpty() ? 0 : 1);
        group.add("sales", orders.stream().map(Order::net).reduce(BigDecimal.ZERO, BigDecimal::add).doubleValue());
        group.add("complaints", card.complaints().stream().filter(c -> within.test(c.openedAt())).count());
    }

    /** Whoever is reached by a call or a visit has answered it. */
    private static boolean isReply(Contact contact) {
        return contact.touch() != null && (contact.direction() == Direction.IN || "reached".equals(contact.outcome()));
    }

    /**
     * One measure, per customer.
     *
     * @param margin how far the interval of the difference goes from it, on the longer side
     * @param tooFew whether a group is so small that nothing can be shown
     */
    public record Compared(String measure, double draft, double others, double margin, boolean tooFew) {
        public double difference() {
            return draft - others;
        }

        /** Whether chance alone explains it badly. */
        public boolean shown() {
            return !tooFew && Math.abs(difference()) > margin;
        }
    }

    public long customers() {
        return draft.customers;
    }

    public long control() {
        return others.customers;
    }

    /** Contacts handed out (at most of the last 31 days), replies to them and calls that reached somebody, who bought, sales less returns, complaints. */
    public List<Compared> compared() {
        return draft.measures.keySet().stream().filter(others.measures::containsKey).map(name -> {
            Measure one = draft.measures.get(name);
            Measure other = others.measures.get(name);
            double margin = name.equals(BOUGHT) ? Share.margin(new Share(one.mean(draft.customers), draft.customers), new Share(other.mean(others.customers), others.customers))
                    : Z * Math.sqrt(one.variance(draft.customers) / draft.customers + other.variance(others.customers) / others.customers);
            return new Compared(name, one.mean(draft.customers), other.mean(others.customers), margin, draft.customers < FEWEST || others.customers < FEWEST);
        }).toList();
    }

    /** Of a group's customers, who did something. */
    private record Share(double part, long of) {
        /** The interval of Wilson ends so far from its middle. */
        private double reach() {
            return Z * Math.sqrt(part * (1 - part) / of + Z * Z / (4.0 * of * of)) / (1 + Z * Z / of);
        }

        private double middle() {
            return (part + Z * Z / (2.0 * of)) / (1 + Z * Z / of);
        }

        static double margin(Share one, Share other) {
            double below = Math.hypot(one.part - one.middle() + one.reach(), other.middle() + other.reach() - other.part);
            double above = Math.hypot(one.middle() + one.reach() - one.part, other.part - other.middle() + other.reach());
            return Math.max(below, above);
        }
    }
}
