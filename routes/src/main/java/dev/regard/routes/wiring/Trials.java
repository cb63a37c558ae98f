package dev.regard.routes.wiring;

import dev.regard.engine.backtest.Replay;
import dev.regard.engine.backtest.Tape;
import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Standing;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.decision.TierChange;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.run.AsOf;
import dev.regard.engine.run.Groups;
import dev.regard.engine.run.RuleChanges.Finding;
import dev.regard.engine.run.RuleChanges.NotNow;
import dev.regard.engine.run.TierDecisions;
import dev.regard.engine.store.Journal;
import dev.regard.engine.store.Store;
import dev.regard.routes.trial.Backtest;
import dev.regard.routes.trial.Concerned;
import dev.regard.routes.trial.Policy;
import dev.regard.routes.trial.RowOutcome;
import dev.regard.routes.trial.Trial;
import dev.regard.routes.trial.Verdict;
import dev.regard.rules.RuleSetFiles;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.scenario.Situation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Tries rule sets on what the store recorded, beside the engine that works on it. One back-test at a time, since each holds all events in memory: who only asks is told so, and
 * broken off for a publication that waits for its own, or after {@link #LONGEST}.
 */
class Trials {
    private static final int DIGITS = 4;
    /** The engine goes on beside it. */
    private static final int PROCESSORS = Math.max(2, Runtime.getRuntime().availableProcessors() / 2);
    /** For one that nobody's publication waits for; the command {@code backtest} has no such limit. */
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private final Store store;
    private final Organisation company;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final AtomicInteger gates = new AtomicInteger();

    Trials(Store store, Organisation company) {
        this.store = store;
        this.company = company;
    }

    /**
     * What a draft would have done from the first day to the last.
     *
     * @throws NotNow when another back-test is under way, or this one was broken off
     */
    Map<String, Object> report(RuleSet published, RuleSet draft, LocalDate from, LocalDate to, Policy policy, Instant now) {
        if (isWaitedFor() || !turn.tryLock()) {
            throw new NotNow("Another back-test is under way; ask again when it is over, or run 'regard backtest' beside the engine.");
        }
        try {
            long end = System.nanoTime() + LONGEST.toNanos();
            return trial(published, draft, from, to, policy, LocalDate.ofInstant(now, company.zone()), () -> goOn(end)).report().tree(Optional.empty());
        } finally {
            turn.unlock();
        }
    }

    /** Whether a publication waits for its back-test, or has it. */
    boolean isWaitedFor() {
        return gates.get() > 0;
    }

    private void goOn(long end) {
        if (isWaitedFor()) {
            throw new NotNow("The back-test was broken off, since a publication waits for its own; ask again when that is over.");
        }
        if (System.nanoTime() - end > 0) {
            throw new NotNow("The back-test was broken off after " + LONGEST.toMinutes() + " minutes; run 'regard backtest' beside the engine, which takes its time.");
        }
    }

    /** What the months before a moment say of a gate. */
    Verdict verdict(RuleSet published, RuleSet draft, Policy policy, Policy.Gate gate, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, company.zone());
        gates.incrementAndGet();
        turn.lock();
        try {
            return trial(published, draft, today.minusMonths(gate.months()), today, policy, today, () -> { }).verdict(gate);
        } finally {
            turn.unlock();
            gates.decrementAndGet();
        }
    }

    /** A customer's situation as a scenario; empty when there is no such customer. */
    Optional<String> situation(String customer, Instant now, RuleSet rules) {
        String id = store.cards().resolve(List.of(customer)).getOrDefault(customer, customer.startsWith("id:") ? customer.substring(3) : customer);
        return Optional.ofNullable(store.cards().load(List.of(id)).get(id)).map(card -> Situation.of(card, now, new Rulebook(rules, company)));
    }

    /**
     * A customer at a moment that is over, by the events that had arrived; empty when there were none.
     *
     * @param card of today
     * @param book that decided about the customer then
     */
    Optional<AsOf> asOf(Card card, Rulebook book, Instant at) {
        Set<String> keys = new TreeSet<>(card.keys());
        card.names().forEach(name -> keys.add("id:" + name));
        card.identity().members().forEach(member -> keys.addAll(member.card().keys()));
        Instant end = at.plusNanos(1);
        Tape tape = new Tape();
        store.journal().replay(Instant.EPOCH, end, recorded -> {
            if (recorded.event().subject() != null && keys.contains(recorded.event().subject().toString())) {
                tape.add(recorded);
            }
        });
        try (Replay replay = new Replay(book, Optional.empty(), end, end)) {
            tape.events().forEach(replay::take);
            replay.end();
            return replay.card(keys).map(then -> AsOf.then(at, asRecorded(then, card, at), book, List.of(madeOfEvents(book.rules().version()))));
        }
    }

    private static AsOf.Note madeOfEvents(String version) {
        return new AsOf.Note("what was known is made of the events that had arrived by then, as if " + version + " had decided all along and each message had been sent; "
                + "the tier is the recorded one; organisation.yaml, and how earlier contacts ended, are of today",
                "当时所知由截至那时已到达的事件得出，如同一直由 " + version + " 决定、每条消息都已发出；等级为当时记录的等级；organisation.yaml 和早先联系的结果以今天为准");
    }

    /** With the tier that was decided then, which former rules may have had a part in. */
    private Card asRecorded(Card then, Card card, Instant at) {
        Optional<TierChange> last = TierDecisions.last(store.records(), Set.copyOf(card.names()), at).map(TierChange::of);
        Standing standing = then.standing();
        return last.filter(change -> !change.after().equals(standing.tier())).map(change -> then.with(standing.withTier(change.after(), change.at()))).orElse(then);
    }

    /** Problems of a rule set with the number of today's customers that each concerns. */
    List<Finding> findings(List<RuleProblem> problems, RuleSetFiles files, Optional<RuleSet> draft, RuleSet published, Instant now) {
        Concerned concerned = new Concerned(problems, files, draft, new Rulebook(published, company), now);
        if (!concerned.isEmpty()) {
            store.cards().scan(concerned::see);
        }
        return concerned.told().stream().map(p -> new Finding(PublishedRules.problem(p), concerned.count(p))).toList();
    }

    /** What the customers with staged rules did since, beside all others. */
    Map<String, Object> outcome(RuleArchive.Staged staged, RuleSet published, RuleSet draft) {
        Rulebook book = new Rulebook(published, company).staging(new Rulebook(draft, company), staged.percent());
        Groups groups = new Groups();
        store.cards().scan(card -> groups.see(card, book.of(card.id()) != book, staged.since(), Instant.MAX));
        Map<String, Object> outcome = new LinkedHashMap<>();
        outcome.put("draft", staged.version());
        outcome.put("share", staged.percent());
        outcome.put("since", staged.since().toString());
        outcome.put("customers", groups.customers());
        outcome.put("control", groups.control());
        outcome.put("measures", groups.compared().stream().map(m -> measure(m, "draft")).toList());
        return outcome;
    }

    /**
     * What customers did after a row had them contacted, beside those whom it left out; empty when it contacted and left out nobody. Released contacts are kept for a
     * month only and so are not told.
     *
     * @param from empty for all that was ever decided
     */
    Optional<Map<String, Object>> outcome(String row, Predicate<String> counts, Optional<Instant> from, Instant now) {
        RowOutcome found = new RowOutcome(store, row, counts, from.orElse(Instant.EPOCH), now);
        return found.groups().customers() + found.groups().control() + found.open() == 0 ? Optional.empty() : Optional.of(outcome(row, from, found.groups(), found.open()));
    }

    /** The same of a row that has decided nothing yet. */
    Map<String, Object> nothingOf(String row, Optional<Instant> from) {
        return outcome(row, from, new Groups(), 0);
    }

    private static Map<String, Object> outcome(String row, Optional<Instant> from, Groups groups, long open) {
        Map<String, Object> outcome = new LinkedHashMap<>();
        outcome.put("row", row);
        from.ifPresent(since -> outcome.put("since", since.toString()));
        outcome.put("customers", groups.customers());
        outcome.put("control", groups.control());
        outcome.put("open", open);
        outcome.put("measures", groups.compared().stream().filter(m -> !m.measure().equals("contacts")).map(m -> measure(m, "contacted")).toList());
        return outcome;
    }

    private static Map<String, Object> measure(Groups.Compared measure, String treated) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("measure", measure.measure());
        tree.put(treated, rounded(measure.draft()));
        tree.put("control", rounded(measure.others()));
        tree.put("difference", rounded(measure.difference()));
        tree.put("margin", rounded(measure.margin()));
        tree.put("shown", measure.shown());
        tree.put("tooFew", measure.tooFew());
        return tree;
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(DIGITS, RoundingMode.HALF_EVEN);
    }

    private Trial trial(RuleSet published, RuleSet draft, LocalDate from, LocalDate to, Policy policy, LocalDate today, Runnable step) {
        Tape tape = new Tape();
        store.journal().replay(Instant.EPOCH, Stores.END, tape::add);
        List<Journal.Recorded> events = tape.events();
        Backtest backtest = new Backtest(new Rulebook(published, company), new Rulebook(draft, company), from, to);
        return Trial.of(backtest, backtest.run(events, Optional.empty(), PROCESSORS, step), events, company, policy.cost(), today);
    }
}
