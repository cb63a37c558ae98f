package dev.regard.routes.trial;

import dev.regard.engine.backtest.Difference;
import dev.regard.engine.backtest.Difference.Change;
import dev.regard.engine.backtest.Outcome;
import dev.regard.engine.backtest.Outcome.Alike;
import dev.regard.engine.backtest.Outcome.Unmade;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Decision;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What two rule sets did in one period, counted beside each other. What it counts by has no order. */
final class Comparison {
    private final Difference difference;
    private final Outcome published;
    private final Outcome draft;
    private final Map<String, BigDecimal> prices;
    private final List<TierHistory> tierHistories;

    /** @param prices of one contact, by channel; what a channel without one costs is not counted */
    Comparison(Difference difference, Map<String, BigDecimal> prices) {
        this.difference = difference;
        this.published = difference.published();
        this.draft = difference.draft();
        this.prices = Map.copyOf(prices);
        this.tierHistories = TierHistory.differing(difference);
    }

    /**
     * From the tier that a customer ends in under the published rules to that under the draft.
     *
     * @param published null for none
     * @param draft     null for none
     */
    record TierMove(String published, String draft) { }

    /** A day with a number of its contacts. */
    record Day(LocalDate date, int contacts) { }

    /** Of all contacts of the period that have a price, in the company's currency. */
    record Cost(BigDecimal published, BigDecimal draft) {
        /** How much more the draft costs; negative for less. */
        BigDecimal more() {
            return draft.subtract(published);
        }
    }

    Difference difference() {
        return difference;
    }

    Outcome published() {
        return published;
    }

    Outcome draft() {
        return draft;
    }

    /** How many customers have a tier at the end, under the rules that give one to more of them. */
    int customers() {
        return Math.max(published.tiers().size(), draft.tiers().size());
    }

    /** Whether nobody is there with whom the two could differ. */
    boolean isOfNobody() {
        return customers() == 0 && published.contacts().isEmpty() && draft.contacts().isEmpty();
    }

    /** Whether anything is known of a customer by the end of the period. */
    boolean knows(String customer) {
        return Stream.of(published, draft)
                .anyMatch(side -> side.tiers().containsKey(customer) || side.touches().values().stream().anyMatch(touch -> touch.customer().equals(customer)));
    }

    /** The customers with whom anything differs, each once: those of tiers first, then those of contacts and of alerts. */
    List<String> customersDiffering() {
        return Stream.of(tierHistories.stream().map(TierHistory::customer), difference.contacts().stream().map(contact -> contact.touch().customer()),
                difference.alerts().stream().map(alert -> alert.decision().customer())).flatMap(customers -> customers).distinct().toList();
    }

    Pair tierChanges() {
        return each(side -> side.tierChanges().size());
    }

    /** How many customers end in another tier, by the two tiers. */
    Map<TierMove, Integer> tierMoves() {
        return difference.tiers().stream().collect(Collectors.toMap(tier -> new TierMove(tier.published(), tier.draft()), tier -> 1, Integer::sum));
    }

    /** Of the customers who have another tier at the end or for a time, by id. */
    List<TierHistory> tierHistories() {
        return tierHistories;
    }

    /** How many customers end in another tier. */
    int tiersDifferingAtTheEnd() {
        return difference.tiers().size();
    }

    /** How many customers have another tier for a time and end in the same. */
    int tiersDifferingForATime() {
        return (int) tierHistories.stream().filter(tier -> !tier.differsAtTheEnd()).count();
    }

    /** The contacts of the period by which somebody is contacted. */
    Pair contacts() {
        return contacts(contact -> true);
    }

    Pair messages() {
        return contacts(contact -> contact.kind() == Touch.Kind.MESSAGE);
    }

    private Pair contacts(Predicate<Alike> which) {
        return each(side -> side.contacts().entrySet().stream().filter(contacts -> which.test(contacts.getKey())).mapToInt(Map.Entry::getValue).sum());
    }

    /** How many contacts differ in this way. */
    int contacts(Change change) {
        return (int) difference.contacts().stream().filter(contact -> contact.change() == change).count();
    }

    Map<String, Pair> contactsByChannel() {
        return pairs(Outcome::contacts, Alike::channel);
    }

    /** Without the contacts that were planned long before the period. */
    Map<Outcome.Row, Pair> contactsByRow() {
        return pairs(Outcome::contacts, Alike::row);
    }

    Map<LocalDate, Pair> contactsByDay() {
        return pairs(Outcome::contacts, Alike::day);
    }

    /** The tasks, by the person's id. */
    Map<String, Pair> contactsByAssignee() {
        return pairs(Outcome::contacts, Alike::assignee);
    }

    /** The contacts of one status by which nobody is contacted. */
    Pair unmade(Touch.Status status) {
        return each(side -> side.unmade().entrySet().stream().filter(unmade -> unmade.getKey().status() == status).mapToInt(Map.Entry::getValue).sum());
    }

    Map<Unmade, Pair> unmade() {
        return pairs(Outcome::unmade, Function.identity());
    }

    /** How often a contact was put off, by what asked for it. */
    Map<String, Pair> held() {
        return pairs(Outcome::held, Function.identity());
    }

    Map<String, Pair> alertsByLevel() {
        return pairs(side -> side.alerts().values().stream().collect(Collectors.toMap(Comparison::level, alert -> 1, Integer::sum)), Function.identity());
    }

    /** Whom an alert is told. */
    static String level(Decision alert) {
        return String.valueOf(alert.detail().get("level"));
    }

    /** How many alerts more the draft gives; negative for fewer. */
    int moreAlerts() {
        return each(side -> side.alerts().size()).more();
    }

    /** Empty where there are no prices at all. */
    Optional<Cost> cost() {
        return prices.isEmpty() ? Optional.empty() : Optional.of(new Cost(cost(published), cost(draft)));
    }

    private BigDecimal cost(Outcome side) {
        return side.contacts().entrySet().stream()
                .map(contacts -> prices.getOrDefault(contacts.getKey().channel(), BigDecimal.ZERO).multiply(BigDecimal.valueOf(contacts.getValue())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The channels of the contacts of either side that have no price, in the order of their names. */
    List<String> unpriced() {
        return contactsByChannel().keySet().stream().filter(channel -> !prices.containsKey(channel)).sorted().toList();
    }

    /** The day with the most messages under the published rules, the earliest of several; empty where there are none. */
    Optional<Day> busiestPublished() {
        return busiest(daily(published, Touch.Kind.MESSAGE));
    }

    /** The day with the most messages under the draft, the earliest of several; empty where there are none. */
    Optional<Day> busiestDraft() {
        return busiest(daily(draft, Touch.Kind.MESSAGE));
    }

    /** The day to which the draft adds the most of a kind, with how many it adds, the earliest of several; empty where no day has more. */
    Optional<Day> mostAdded(Touch.Kind kind) {
        TreeMap<LocalDate, Integer> added = daily(draft, kind);
        daily(published, kind).forEach((day, contacts) -> added.merge(day, -contacts, Integer::sum));
        return busiest(added).filter(day -> day.contacts() > 0);
    }

    private static Optional<Day> busiest(TreeMap<LocalDate, Integer> days) {
        return days.entrySet().stream().max(Map.Entry.<LocalDate, Integer>comparingByValue().thenComparing(Map.Entry.<LocalDate, Integer>comparingByKey().reversed()))
                .map(day -> new Day(day.getKey(), day.getValue()));
    }

    private static TreeMap<LocalDate, Integer> daily(Outcome side, Touch.Kind kind) {
        TreeMap<LocalDate, Integer> days = new TreeMap<>();
        side.contacts().forEach((alike, contacts) -> {
            if (alike.kind() == kind) {
                days.merge(alike.day(), contacts, Integer::sum);
            }
        });
        return days;
    }

    private Pair each(ToIntFunction<Outcome> count) {
        return new Pair(count.applyAsInt(published), count.applyAsInt(draft));
    }

    /** @param key of what is counted; null for what has none, which is left out */
    private <T, K> Map<K, Pair> pairs(Function<Outcome, Map<T, Integer>> counts, Function<T, K> key) {
        Map<K, Pair> pairs = new HashMap<>();
        counts.apply(published).forEach((counted, times) -> Optional.ofNullable(key.apply(counted)).ifPresent(k -> pairs.merge(k, new Pair(times, 0), Pair::plus)));
        counts.apply(draft).forEach((counted, times) -> Optional.ofNullable(key.apply(counted)).ifPresent(k -> pairs.merge(k, new Pair(0, times), Pair::plus)));
        return pairs;
    }
}
