package dev.regard.rules.simulation;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What must be true after a number of events, computed from the events and the published defaults alone. It knows nothing of the engine: no class, no
 * table, no store.
 */
final class Oracle {
    private static final LocalTime REVIEW = LocalTime.of(3, 0);
    private static final LocalTime NIGHT = LocalTime.of(2, 0);
    private final Map<String, Someone> standing = new LinkedHashMap<>();
    private final Map<String, String> mergedInto = new HashMap<>();
    private final Map<String, String> keys = new HashMap<>();
    private final List<Together> together = new ArrayList<>();
    private final List<Greeting> greetings = new ArrayList<>();

    /** Two cards that were one customer from one step of the run to another. */
    private record Together(Set<String> pair, int from, int[] to) { }

    /** A birthday that is over: something must have become of it under one of these names. */
    record Greeting(Set<String> names, String occasion) { }

    // who

    Collection<Someone> everybody() {
        return standing.values();
    }

    /** Cards that another one stands for. */
    Set<String> givenUp() {
        return mergedInto.keySet();
    }

    /** The card that a key names, itself. */
    Optional<String> named(String key) {
        return Optional.ofNullable(key.startsWith("id:") ? key.substring(3) : keys.get(key));
    }

    /** The customer that a card is a part of. */
    Someone of(String card, Instant now) {
        String id = card;
        while (mergedInto.containsKey(id)) {
            id = mergedInto.get(id);
        }
        return standing.computeIfAbsent(id, i -> new Someone(i, now));
    }

    boolean known(String card) {
        return standing.containsKey(card) || mergedInto.containsKey(card);
    }

    /** Whether what was done with one card at one step counts for another one at a later step. */
    boolean counts(String card, int first, String other, int second) {
        return card.equals(other) || together.stream().anyMatch(t -> t.pair.equals(Set.of(card, other)) && t.from <= second && first < t.to[0]);
    }

    // what is told

    void leads(String key, String card) {
        keys.putIfAbsent(key, card);
    }

    Someone tell(String named, Instant now, java.util.function.Consumer<Told> what) {
        Someone someone = of(named, now);
        someone.tell(named, now, what);
        return someone;
    }

    void complain(String named, String id, String severity, boolean publicInterest, Instant at, Instant now) {
        Someone someone = tell(named, now, told -> { });
        Optional<Grievance> known = complaint(someone, id);
        if (known.isPresent()) {
            known.get().openedAgain(at);
        } else {
            someone.complaints.add(new Grievance(id, named, at, now, severity, "platinum".equals(someone.whole.tier()), publicInterest));
        }
    }

    static Optional<Grievance> complaint(Someone someone, String id) {
        return someone.complaints.stream().filter(c -> c.id.equals(id)).findFirst();
    }

    /** True when the cards can be merged. */
    boolean merge(String subject, String other, Instant now, int step) {
        boolean subjectKnown = known(subject);
        Someone survivor = of(subject, now); // an event makes a card, even if nothing comes of it
        survivor.tell(subject, now, told -> { });
        if (!subjectKnown || !known(other) || mergedInto.containsKey(other) || survivor.id.equals(other)) {
            return false;
        }
        Someone gone = standing.remove(other);
        for (String mine : survivor.names()) {
            gone.names().forEach(its -> together.add(new Together(Set.of(mine, its), step, new int[] {Integer.MAX_VALUE})));
        }
        survivor.merge(gone, now);
        mergedInto.put(other, survivor.id);
        return true;
    }

    boolean separate(String subject, String other, Instant now, int step) {
        boolean subjectKnown = known(subject);
        Someone survivor = of(subject, now);
        survivor.tell(subject, now, told -> { });
        if (!subjectKnown || !survivor.id.equals(mergedInto.get(other))) {
            return false;
        }
        Someone alone = survivor.separate(other, now);
        mergedInto.remove(other);
        standing.put(other, alone);
        Set<String> left = new HashSet<>(survivor.names());
        Set<String> gone = new HashSet<>(alone.names());
        together.stream().filter(t -> t.to[0] == Integer.MAX_VALUE && t.pair.stream().anyMatch(left::contains) && t.pair.stream().anyMatch(gone::contains))
                .forEach(t -> t.to[0] = step);
        return true;
    }

    // what time brings

    /** Time passes while the engine works. */
    void passes(Instant from, Instant to) {
        for (YearMonth month = YearMonth.from(OfficeHours.date(from)); ; month = month.plusMonths(1)) {
            Instant review = OfficeHours.at(month.atDay(1), REVIEW);
            if (review.isAfter(to)) {
                break;
            }
            if (review.isAfter(from)) {
                everybody().forEach(s -> s.whole.review(review, review));
            }
        }
        lastNight(from, to).ifPresent(this::rank);
        birthdays(from, to);
    }

    /** Time passes while the engine stands still: what was missed happens once, at the end. */
    void passesUnseen(Instant from, Instant to) {
        Instant review = OfficeHours.at(OfficeHours.date(to).withDayOfMonth(1), REVIEW);
        Instant last = review.isAfter(to) ? OfficeHours.at(OfficeHours.date(to).withDayOfMonth(1).minusMonths(1), REVIEW) : review;
        if (last.isAfter(from)) {
            everybody().forEach(s -> s.whole.review(last, to));
        }
        if (lastNight(from, to).isPresent()) {
            rank(to);
        }
        birthdays(from, to);
    }

    private static Optional<Instant> lastNight(Instant from, Instant to) {
        Instant night = OfficeHours.at(OfficeHours.date(to), NIGHT);
        Instant last = night.isAfter(to) ? OfficeHours.at(OfficeHours.date(to).minusDays(1), NIGHT) : night;
        return Optional.of(last).filter(from::isBefore);
    }

    private void rank(Instant at) {
        everybody().forEach(s -> s.ranked(""));
        List<Someone> buyers = everybody().stream().filter(s -> s.sales(at).signum() > 0)
                .sorted(Comparator.comparing((Someone s) -> s.sales(at)).reversed().thenComparing(s -> s.id)).toList();
        BigDecimal total = buyers.stream().map(s -> s.sales(at)).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal better = BigDecimal.ZERO;
        for (Someone buyer : buyers) {
            buyer.ranked(better.compareTo(total.multiply(new BigDecimal("0.80"))) < 0 ? "A"
                    : better.compareTo(total.multiply(new BigDecimal("0.95"))) < 0 ? "B" : "C");
            better = better.add(buyer.sales(at));
        }
    }

    private void birthdays(Instant from, Instant to) {
        for (Someone someone : everybody()) {
            if (someone.whole.field("birthday") instanceof MonthDay birthday && !"internal".equals(someone.whole.field("kind"))) {
                ZoneId zone = someone.whole.field("timeZone") instanceof String stated ? ZoneId.of(stated) : OfficeHours.OFFSET;
                LocalDate last = to.atZone(zone).toLocalDate();
                for (LocalDate day = from.atZone(zone).toLocalDate(); day.isBefore(last); day = day.plusDays(1)) {
                    boolean kept = MonthDay.from(day).equals(birthday) || birthday.equals(MonthDay.of(2, 29)) && MonthDay.from(day).equals(MonthDay.of(2, 28))
                            && !Year.isLeap(day.getYear());
                    if (kept && someone.changed.isBefore(day.atStartOfDay(zone).toInstant())) {
                        greetings.add(new Greeting(everTogether(someone), "birthday/" + day.getYear()));
                    }
                }
            }
        }
    }

    /** The names of a customer and of those who were one with it for a while: what became of a birthday then was it. */
    private Set<String> everTogether(Someone someone) {
        Set<String> names = new TreeSet<>(someone.names());
        together.stream().filter(t -> t.pair.stream().anyMatch(someone.names()::contains)).forEach(t -> names.addAll(t.pair));
        return names;
    }

    List<Greeting> greetings() {
        return greetings;
    }

    /** Why a customer must not be contacted for a purpose; null when nothing forbids it. */
    String forbids(Someone someone, String purpose, boolean aboutOpenComplaint) {
        if (someone.whole.flag("deceased")) {
            return "deceased";
        }
        if (someone.whole.flag("doNotContact") && !purpose.equals("service")) {
            return "not to be contacted";
        }
        Boolean consent = someone.whole.consent(purpose);
        if (Boolean.FALSE.equals(consent) && !(purpose.equals("service") && aboutOpenComplaint)) {
            return "consent withdrawn";
        }
        return consent == null && (purpose.equals("marketing") || purpose.equals("survey")) ? "no consent" : null;
    }
}
