package dev.regard.routes.trial;

import dev.regard.engine.backtest.Difference;
import dev.regard.engine.backtest.Difference.Alert;
import dev.regard.engine.backtest.Difference.Change;
import dev.regard.engine.backtest.Difference.Contact;
import dev.regard.engine.backtest.Outcome;
import dev.regard.engine.backtest.Outcome.Alike;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Cause;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.decision.Language;
import dev.regard.engine.decision.Sentence;
import dev.regard.engine.decision.TierChange;
import dev.regard.engine.organisation.Organisation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A difference between two rule sets as text for a person and as a tree for a program; both depend on nothing but the difference. */
public final class BacktestReport {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final int SHOWN = 20;
    private final Difference difference;
    private final Outcome published;
    private final Outcome draft;
    private final LocalDate from;
    private final LocalDate to;
    private final Organisation company;
    private final Language language;
    private final Map<String, BigDecimal> cost;
    private final List<String> notes;
    private final List<TierHistory> tiers;

    /** How many there are on each side. */
    private record Pair(int published, int draft) {
        Pair plus(Pair more) {
            return new Pair(published + more.published, draft + more.draft);
        }

        boolean differs() {
            return published != draft;
        }

        Map<String, Object> tree() {
            return map("published", published, "draft", draft);
        }
    }

    /**
     * @param cost  of one contact, by channel; what a channel without one costs is not counted, and a note says so
     * @param notes what {@link Backtest#notes} says
     */
    public BacktestReport(Difference difference, LocalDate from, LocalDate to, Organisation company, Language language, Map<String, BigDecimal> cost, List<String> notes) {
        this.cost = cost;
        this.difference = difference;
        this.published = difference.published();
        this.draft = difference.draft();
        this.from = from;
        this.to = to;
        this.company = company;
        this.language = language;
        this.tiers = TierHistory.differing(difference);
        this.notes = cost.isEmpty() || unpriced().isEmpty() ? List.copyOf(notes) : Stream.concat(notes.stream(), Stream.of(Verdict.withoutPrice(unpriced()))).toList();
    }

    private static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    /** @param customer only what concerns this one, if given */
    public Map<String, Object> tree(Optional<String> customer) {
        List<Contact> contacts = difference.contacts().stream().filter(c -> customer.map(c.touch().customer()::equals).orElse(true)).toList();
        List<TierHistory> histories = tiers.stream().filter(t -> customer.map(t.customer()::equals).orElse(true)).toList();
        List<Alert> alerts = difference.alerts().stream().filter(a -> customer.map(a.decision().customer()::equals).orElse(true)).toList();
        return map("from", from.toString(), "to", to.toString(), "notes", notes, "published", published.ruleSet(), "draft", draft.ruleSet(), "events", published.events(), "eventsInPeriod", published.inPeriod(),
                "customers", Math.max(published.tiers().size(), draft.tiers().size()),
                "tierChanges", new Pair(published.tierChanges().size(), draft.tierChanges().size()).tree(), "tierMoves", moves(),
                "tiersDiffering", map("atTheEnd", difference.tiers().size(), "forATime", forATime()), "customersDiffering", differing().size(),
                "contacts", map("published", contacts(published), "draft", contacts(draft), "added", count(Change.ADDED),
                        "gone", count(Change.GONE), "moved", count(Change.MOVED)),
                "cancelled", unmade(Touch.Status.CANCELLED).tree(), "missed", unmade(Touch.Status.MISSED).tree(), "heldAtTheEnd", unmade(Touch.Status.HELD).tree(), "unmadeBecause", trees(unmade()),
                "messages", new Pair(messages(published), messages(draft)).tree(),
                "cost", cost.isEmpty() ? null : map("published", cost(published), "draft", cost(draft), "currency", company.currency()),
                "busiestDay", map("published", busiest(published), "draft", busiest(draft)),
                "byChannel", trees(by(Alike::channel)), "byRule", trees(byRule()), "byDay", trees(by(c -> c.day().toString())),
                "byRepresentative", trees(by(Alike::assignee)),
                "held", trees(held()), "alertsByLevel", trees(alertsByLevel()),
                "differences", map("tiers", histories.stream().map(this::tree).toList(), "contacts", contacts.stream().map(this::tree).toList(),
                        "alerts", alerts.stream().map(a -> map("change", name(a.change()), "at", a.decision().at().toString(), "customer", a.decision().customer(),
                                "level", String.valueOf(a.decision().detail().get("level")), "why", sentence(a.decision()))).toList()));
    }

    private Map<String, Object> tree(TierHistory tier) {
        return map("customer", tier.customer(), "published", tier.published(), "draft", tier.draft(), "forATime", !tier.differsAtTheEnd(),
                "changesPublished", changes(tier.publishedChanges()), "changesDraft", changes(tier.draftChanges()),
                "whyPublished", reasons(tier.publishedChanges()), "whyDraft", reasons(tier.draftChanges()));
    }

    private static List<Map<String, Object>> changes(List<TierChange> changes) {
        return changes.stream().map(c -> map("at", c.at().toString(), "before", c.before(), "after", c.after())).toList();
    }

    private List<String> reasons(List<TierChange> changes) {
        return changes.stream().map(TierChange::decision).map(d -> moment(d) + " " + sentence(d)).toList();
    }

    private long forATime() {
        return tiers.stream().filter(tier -> !tier.differsAtTheEnd()).count();
    }

    /** The customers with whom anything differs. */
    private List<String> differing() {
        return Stream.of(tiers.stream().map(TierHistory::customer), difference.contacts().stream().map(c -> c.touch().customer()), difference.alerts().stream().map(a -> a.decision().customer()))
                .flatMap(customers -> customers).distinct().toList();
    }

    private Map<String, Object> tree(Contact contact) {
        return map("change", name(contact.change()), "customer", contact.touch().customer(), "occasion", contact.touch().occasion(), "role", contact.touch().role(),
                "published", side(published, contact.published()), "draft", side(draft, contact.draft()));
    }

    private Map<String, Object> side(Outcome outcome, Touch touch) {
        if (touch == null) {
            return null;
        }
        return map("due", touch.due().toString(), "channel", touch.channel(), "kind", name(touch.kind()), "status", name(touch.status()), "assignee", touch.assignee(),
                "template", touch.template(), "rule", outcome.rowOf(touch).map(BacktestReport::row).orElse(null), "why", why(outcome, touch));
    }

    private String why(Outcome outcome, Touch touch) {
        return Optional.ofNullable(outcome.reasons().get(touch.why())).map(this::sentence).orElse(null);
    }

    private String sentence(Decision decision) {
        return Sentence.of(decision, language, company);
    }

    private String moment(Decision decision) {
        return MINUTE.format(decision.at().atZone(company.zone()));
    }

    private static String row(Outcome.Row reason) {
        return reason.table() + "/" + reason.row();
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static int contacts(Outcome outcome) {
        return count(outcome, contact -> true);
    }

    private static int messages(Outcome outcome) {
        return count(outcome, contact -> contact.kind() == Touch.Kind.MESSAGE);
    }

    private static int count(Outcome outcome, Predicate<Alike> which) {
        return outcome.contacts().entrySet().stream().filter(c -> which.test(c.getKey())).mapToInt(Map.Entry::getValue).sum();
    }

    /** The channels of the contacts of either side that have no price. */
    List<String> unpriced() {
        return by(Alike::channel).keySet().stream().filter(channel -> !cost.containsKey(channel)).toList();
    }

    /** Of all contacts of the period. */
    private BigDecimal cost(Outcome outcome) {
        return outcome.contacts().entrySet().stream().map(c -> cost.getOrDefault(c.getKey().channel(), BigDecimal.ZERO).multiply(BigDecimal.valueOf(c.getValue())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Whether nobody is there with whom the two could differ. */
    boolean isOfNobody() {
        return published.tiers().isEmpty() && draft.tiers().isEmpty() && published.contacts().isEmpty() && draft.contacts().isEmpty();
    }

    /**
     * What of a gate is exceeded, in words; nothing when the draft may pass.
     *
     * @param tiers      of the published rules, the best first
     * @param draftTiers those of the draft
     */
    List<String> exceeding(Policy.Gate gate, List<String> tiers, List<String> draftTiers) {
        List<String> exceeded = new ArrayList<>();
        gate.messages().ifPresent(most -> mostMore(Touch.Kind.MESSAGE).filter(day -> day.getValue() > most).ifPresent(day ->
                exceeded.add("%,d messages more on %s; at most %,d a day may be added".formatted(day.getValue(), day.getKey(), most))));
        gate.tasks().ifPresent(most -> mostMore(Touch.Kind.TASK).filter(day -> day.getValue() > most).ifPresent(day ->
                exceeded.add("%,d tasks more on %s; at most %,d a day may be added".formatted(day.getValue(), day.getKey(), most))));
        int moreAlerts = draft.alerts().size() - published.alerts().size();
        gate.alerts().filter(most -> moreAlerts > most).ifPresent(most -> exceeded.add("%,d alerts more; at most %,d may be added".formatted(moreAlerts, most)));
        BigDecimal moreCost = cost(draft).subtract(cost(published));
        gate.cost().filter(most -> moreCost.compareTo(most) > 0).ifPresent(most -> exceeded.add("contacts cost %s %s more; at most %s may be added".formatted(
                moreCost.toPlainString(), company.currency(), most.toPlainString())));
        TierLoss loss = new TierLoss(difference, tiers, draftTiers);
        gate.losingTier().forEach((tier, most) -> {
            if (loss.customers(tier) > most) {
                String forATime = loss.forATime(tier) == 0 ? "" : ", %,d of them for a time".formatted(loss.forATime(tier));
                exceeded.add("%,d customers lose tier %s%s; at most %,d may".formatted(loss.customers(tier), tier, forATime, most));
            }
        });
        return exceeded;
    }

    /** The day with the most more of a kind; empty when no day has more. */
    private Optional<Map.Entry<LocalDate, Integer>> mostMore(Touch.Kind kind) {
        Map<LocalDate, Integer> days = days(draft, kind);
        days(published, kind).forEach((day, contacts) -> days.merge(day, -contacts, Integer::sum));
        return days.entrySet().stream().filter(d -> d.getValue() > 0).max(Map.Entry.comparingByValue());
    }

    private static Map<LocalDate, Integer> days(Outcome outcome, Touch.Kind kind) {
        Map<LocalDate, Integer> days = new TreeMap<>();
        outcome.contacts().forEach((alike, contacts) -> {
            if (alike.kind() == kind) {
                days.merge(alike.day(), contacts, Integer::sum);
            }
        });
        return days;
    }

    private static Map<String, Object> busiest(Outcome outcome) {
        return days(outcome, Touch.Kind.MESSAGE).entrySet().stream().max(Map.Entry.<LocalDate, Integer>comparingByValue().thenComparing(Map.Entry.<LocalDate, Integer>comparingByKey().reversed()))
                .map(d -> map("date", d.getKey().toString(), "messages", d.getValue())).orElse(null);
    }

    private long count(Change change) {
        return difference.contacts().stream().filter(c -> c.change() == change).count();
    }

    /** The contacts of each side by a name; those for which it is null have none. */
    private Map<String, Pair> by(Function<Alike, String> what) {
        return pairs(names(published, what), names(draft, what));
    }

    private static Map<String, Integer> names(Outcome outcome, Function<Alike, String> what) {
        Map<String, Integer> names = new HashMap<>();
        outcome.contacts().forEach((alike, contacts) -> Optional.ofNullable(what.apply(alike)).ifPresent(name -> names.merge(name, contacts, Integer::sum)));
        return names;
    }

    private Map<String, Pair> byRule() {
        return by(alike -> alike.row() == null ? null : row(alike.row()));
    }

    private Map<String, Pair> alertsByLevel() {
        return pairs(levels(published), levels(draft));
    }

    private static Map<String, Integer> levels(Outcome outcome) {
        return outcome.alerts().values().stream().collect(Collectors.toMap(alert -> String.valueOf(alert.detail().get("level")), alert -> 1, Integer::sum));
    }

    private Map<String, Pair> held() {
        return pairs(published.held(), draft.held());
    }

    private Pair unmade(Touch.Status status) {
        return new Pair(unmade(published, status), unmade(draft, status));
    }

    private static int unmade(Outcome outcome, Touch.Status status) {
        return outcome.unmade().entrySet().stream().filter(e -> e.getKey().status() == status).mapToInt(Map.Entry::getValue).sum();
    }

    /** By status and reason. */
    private Map<String, Pair> unmade() {
        return pairs(unmadeBecause(published), unmadeBecause(draft));
    }

    private Map<String, Integer> unmadeBecause(Outcome outcome) {
        Map<String, Integer> reasons = new HashMap<>();
        outcome.unmade().forEach((unmade, contacts) -> reasons.merge(name(unmade.status()) + (unmade.because().isEmpty() ? "" : ": " + Cause.in(unmade.because(), language)), contacts, Integer::sum));
        return reasons;
    }

    private static Map<String, Pair> pairs(Map<String, Integer> published, Map<String, Integer> draft) {
        Map<String, Pair> pairs = new TreeMap<>();
        published.forEach((name, times) -> pairs.merge(name, new Pair(times, 0), Pair::plus));
        draft.forEach((name, times) -> pairs.merge(name, new Pair(0, times), Pair::plus));
        return pairs;
    }

    private Map<String, Integer> moves() {
        Map<String, Integer> moves = new TreeMap<>();
        difference.tiers().forEach(t -> moves.merge(t.published() + " -> " + t.draft(), 1, Integer::sum));
        return moves;
    }

    private static Map<String, Object> trees(Map<String, Pair> pairs) {
        Map<String, Object> tree = new LinkedHashMap<>();
        pairs.forEach((name, pair) -> tree.put(name, pair.tree()));
        return tree;
    }

    /** The totals, and what differs most. */
    public List<String> text() {
        List<String> lines = new ArrayList<>();
        long earlier = published.events() - published.inPeriod();
        lines.add("%s to %s: %,d events%s, %,d customers".formatted(from, to, published.inPeriod(), earlier == 0 ? "" : ", %,d replayed before it".formatted(earlier), Math.max(published.tiers().size(), draft.tiers().size())));
        lines.add("published " + published.ruleSet() + ", draft " + draft.ruleSet());
        notes.forEach(note -> lines.add("note: " + note));
        lines.add("");
        lines.add(tiers.isEmpty() ? "Tiers: the same" : "Tiers: %,d customers in another one at the end, %,d more for a time".formatted(difference.tiers().size(), forATime()));
        moves().forEach((move, customers) -> lines.add("  %-40s %,8d".formatted(move, customers)));
        lines.add("  %-40s %,8d %,8d".formatted("changes in the period (published, draft)", published.tierChanges().size(), draft.tierChanges().size()));
        lines.add("");
        lines.add("Contacts: %,d added, %,d gone, %,d moved".formatted(count(Change.ADDED), count(Change.GONE), count(Change.MOVED)));
        lines.add("  %-40s %8s %8s".formatted("", "published", "draft"));
        lines.add(row("all", new Pair(contacts(published), contacts(draft))));
        by(Alike::channel).forEach((channel, pair) -> lines.add(row(channel, pair)));
        List.of(Touch.Status.CANCELLED, Touch.Status.MISSED, Touch.Status.HELD).forEach(status -> {
            if (unmade(status).differs()) {
                lines.add(row("not made: " + (status == Touch.Status.HELD ? "held at the end" : name(status)), unmade(status)));
            }
        });
        lines.add("  %-40s %8s %8s".formatted("most messages in a day", most(published), most(draft)));
        if (!cost.isEmpty()) {
            lines.add("  %-40s %,8.0f %,8.0f %+,.0f".formatted("cost in " + company.currency(), cost(published), cost(draft), cost(draft).subtract(cost(published))));
        }
        section(lines, "By rule, where it differs", byRule());
        section(lines, "By person, where it differs", by(c -> c.assignee() == null ? null : company.nameOf(c.assignee())));
        section(lines, "Put off, where it differs", held());
        section(lines, "Not made, where it differs", unmade());
        section(lines, "Alerts, where they differ", alertsByLevel());
        List<String> customers = differing();
        if (!customers.isEmpty()) {
            lines.add("");
            lines.add("%,d customers are treated differently; --customer ID says how and why: %s%s".formatted(customers.size(),
                    String.join(", ", customers.stream().limit(SHOWN).toList()), customers.size() > SHOWN ? ", ..." : ""));
        }
        return lines;
    }

    private static void section(List<String> lines, String title, Map<String, Pair> pairs) {
        List<Map.Entry<String, Pair>> differing = pairs.entrySet().stream().filter(p -> p.getValue().differs())
                .sorted(Comparator.comparing((Map.Entry<String, Pair> p) -> -Math.abs(p.getValue().draft() - p.getValue().published())).thenComparing(Map.Entry::getKey)).toList();
        if (!differing.isEmpty()) {
            lines.add("");
            lines.add(title);
            differing.stream().limit(SHOWN).forEach(p -> lines.add(row(p.getKey(), p.getValue())));
            if (differing.size() > SHOWN) {
                lines.add("  and %,d more".formatted(differing.size() - SHOWN));
            }
        }
    }

    private static String row(String name, Pair pair) {
        return "  %-40s %,8d %,8d %s".formatted(name, pair.published(), pair.draft(), pair.differs() ? "%+,d".formatted(pair.draft() - pair.published()) : "").stripTrailing();
    }

    private String most(Outcome outcome) {
        Map<String, Object> day = busiest(outcome);
        return day == null ? "0" : String.valueOf(day.get("messages"));
    }

    /** Whether anything is known of a customer by the end of the period. */
    public boolean knows(String customer) {
        return Stream.of(published, draft).anyMatch(side -> side.tiers().containsKey(customer) || side.touches().values().stream().anyMatch(t -> t.customer().equals(customer)));
    }

    /** One customer, with the reasons of both sides. */
    public List<String> text(String customer) {
        List<String> lines = new ArrayList<>();
        difference.tiers().stream().filter(t -> t.customer().equals(customer)).forEach(t -> lines.add("tier at the end: published " + t.published() + ", draft " + t.draft()));
        both(lines, "tier", reasons(changesOf(published, customer)), reasons(changesOf(draft, customer)));
        difference.contacts().stream().filter(c -> c.touch().customer().equals(customer)).forEach(c -> {
            lines.add(name(c.change()) + ": " + c.touch().occasion() + ", " + c.touch().role());
            lines.add("  published: " + said(published, c.published()));
            lines.add("  draft:     " + said(draft, c.draft()));
        });
        difference.alerts().stream().filter(a -> a.decision().customer().equals(customer))
                .forEach(a -> lines.add(name(a.change()) + ": " + moment(a.decision()) + " " + sentence(a.decision())));
        return lines.isEmpty() ? List.of("nothing is decided differently for " + customer) : lines;
    }

    private static List<TierChange> changesOf(Outcome outcome, String customer) {
        return outcome.tierChanges().stream().filter(change -> change.customer().equals(customer)).toList();
    }

    private static void both(List<String> lines, String what, List<String> published, List<String> draft) {
        if (!published.equals(draft)) {
            published.forEach(line -> lines.add("  " + what + ", published: " + line));
            draft.forEach(line -> lines.add("  " + what + ", draft:     " + line));
        }
    }

    private String said(Outcome outcome, Touch touch) {
        if (touch == null) {
            return "none";
        }
        String why = why(outcome, touch);
        return MINUTE.format(touch.due().atZone(company.zone())) + ", " + touch.channel() + ", " + touch.template() + (touch.assignee() == null ? "" : ", " + company.nameOf(touch.assignee()))
                + (why == null ? "" : ". " + why);
    }
}
