package dev.regard.rules.shipped;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Escalation;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.decision.Cause;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.decision.Language;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.event.EventCheck;
import dev.regard.engine.memory.MemoryStore;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.outbox.Gateway;
import dev.regard.engine.outbox.Pace;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.run.Engine;
import dev.regard.engine.run.EngineClock;
import dev.regard.engine.store.Records.ComplaintFilter;
import dev.regard.engine.store.Records.DecisionFilter;
import dev.regard.engine.store.Records.Paging;
import dev.regard.engine.store.Records.TouchFilter;
import dev.regard.rules.RuleSetFiles;
import dev.regard.rules.RuleSetReader;
import dev.regard.rules.organisation.OrganisationFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The shipped rule set at work in the sample company, with a virtual clock in Shanghai and a letter-box in memory. */
final class Dealership implements AutoCloseable {
    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Path SHIPPED = Path.of("src/main/rule-set");
    private static final RuleSet SHIPPED_RULES = read();
    private static final Paging ALL = new Paging(1000, null);

    final List<Dispatch> letterBox = new ArrayList<>();
    private final List<Throwable> troubles = new ArrayList<>();
    private final MemoryStore store = new MemoryStore();
    private Rulebook book;
    private Pace pace = Pace.ANY;
    private List<Gateway> gateways = List.of();
    private Engine engine;
    private int events;
    private Event last;
    private Carrier.Attempt answer = new Carrier.Attempt(Carrier.Result.SENT, "");

    private Dealership(String start, RuleSet rules) {
        this.book = new Rulebook(rules, organisation());
        open(start);
    }

    private void open(String moment) {
        EngineClock clock = EngineClock.virtual(at(moment), store.notes());
        engine = new Engine(store, clock, this::carry, pace, book, "started " + moment, troubles::add);
        engine.openForManualWork();
    }

    /** Opens on a local moment such as {@code 2026-03-02T09:00}. */
    static Dealership on(String start) {
        return new Dealership(start, rules());
    }

    /** Opens with other rules than the shipped ones. */
    static Dealership on(String start, UnaryOperator<RuleSet> changed) {
        return new Dealership(start, changed.apply(rules()));
    }

    /** The same, with ways to customers beside mail. */
    Dealership with(Gateway... others) {
        gateways = List.of(others);
        return reachedFromOutside();
    }

    /** The engine is stopped and started again, and sends at this pace. */
    Dealership atPace(Pace other) {
        pace = other;
        return downUntil(local(engine.now()));
    }

    /** The same, at an address that customers reach: messages name a way out, which says here what it stands for. */
    Dealership reachedFromOutside() {
        book = new Rulebook(book.rules(), book.organisation(), s -> Optional.of("https://care.example/u/" + s.customer() + "." + s.purpose() + "." + s.channel() + "." + s.touch()), gateways);
        engine.publish(book);
        return this;
    }

    static RuleSet rules() {
        return SHIPPED_RULES;
    }

    private static RuleSet read() {
        return RuleSetReader.read(RuleSetFiles.in(SHIPPED), Optional.of(organisation())).ruleSet().orElseThrow();
    }

    static Organisation organisation() {
        try {
            return OrganisationFile.read(OrganisationFile.NAME, Files.readAllBytes(SHIPPED.resolve(OrganisationFile.NAME)), new ArrayList<>())
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(SHANGHAI).toInstant();
    }

    static String local(Instant instant) {
        return instant.atZone(SHANGHAI).toLocalDateTime().toString();
    }

    private Carrier.Attempt carry(Dispatch dispatch) {
        letterBox.add(dispatch);
        return answer;
    }

    Dealership theMailServerAnswers(Carrier.Result result, String words) {
        answer = new Carrier.Attempt(result, words);
        return this;
    }

    /** Something happens now. */
    Dealership happens(String customer, String type, Object... data) {
        return happened(local(engine.now()), customer, type, data);
    }

    /** Something happened at a local moment and arrives now. */
    Dealership happened(String when, String customer, String type, Object... data) {
        return arrives(when, customer, type, data).until(local(engine.now()));
    }

    /** Something that happened at a local moment is brought in as history now. */
    Dealership tellsOfThePast(String when, String customer, String type, Object... data) {
        engine.accept(List.of(new Event("history", "e" + ++events, type, at(when), CustomerKey.stated(customer).orElseThrow(), Data.of(data), true)));
        return until(local(engine.now()));
    }

    /** The same, and nobody looks at it before the clock is moved or the engine started again. */
    Dealership arrives(String when, String customer, String type, Object... data) {
        String id = "e" + ++events;
        Event event = new Event("test", id, type, at(when), customer == null ? null : CustomerKey.stated(customer).orElseThrow(),
                Data.of(data));
        if (!EventCheck.problems(event, engine.now()).isEmpty()) {
            throw new IllegalArgumentException(EventCheck.problems(event, engine.now()).toString());
        }
        last = event;
        engine.accept(List.of(event));
        return this;
    }

    /** The latest event arrives once more. */
    Dealership repeatLastEvent() {
        engine.accept(List.of(last));
        return until(local(engine.now()));
    }

    /** Time passes until a local moment. */
    Dealership until(String local) {
        engine.advanceTo(at(local));
        if (!troubles.isEmpty()) {
            throw new AssertionError(troubles.get(0));
        }
        return this;
    }

    /** The engine stops now and is started again at a local moment: nobody looks in between. */
    Dealership downUntil(String local) {
        engine.close();
        open(local);
        return until(local);
    }

    Card card(String customer) {
        return store.cards().load(List.of(customer)).get(customer);
    }

    String tier(String customer) {
        return card(customer).standing().tier();
    }

    List<Touch> touches(String customer) {
        return store.records().touches(new TouchFilter(null, null, null, null, null, names(customer)), ALL).items();
    }

    private Set<String> names(String customer) {
        Card card = card(customer);
        return card == null ? Set.of(customer) : Set.copyOf(card.names());
    }

    /** The only touch of this role. */
    Touch touch(String customer, String role) {
        return only(touches(customer).stream().filter(t -> t.role().equals(role)).toList(), customer, role);
    }

    /** The only touch of this role that a merged card has in this name. */
    Touch touch(String customer, String role, String name) {
        return only(touches(customer).stream().filter(t -> t.role().equals(role) && t.customer().equals(name)).toList(), name, role);
    }

    private static Touch only(List<Touch> found, String customer, String role) {
        if (found.size() != 1) {
            throw new AssertionError("expected one " + role + " for " + customer + ", found " + found);
        }
        return found.get(0);
    }

    /** Why the only touch of this role is held or did not go as planned, in English. */
    String because(String customer, String role) {
        return Cause.in(touch(customer, role).heldBecause(), Language.ENGLISH);
    }

    /** What the touches are, one line each: {@code occasion role due status}, by due. */
    List<String> plan(String customer) {
        return touches(customer).stream().sorted(Comparator.comparing(Touch::due))
                .map(t -> t.occasion() + " " + t.role() + " " + local(t.due()) + " " + t.status()).toList();
    }

    Complaint complaint(String id) {
        return store.records().complaints(new ComplaintFilter(null, null), ALL).items().stream().filter(c -> c.id().equals(id)).findFirst()
                .orElseThrow();
    }

    /** The alerts of a complaint, one line each: {@code round deadline level moment}. */
    List<String> alerts(String complaint) {
        return complaint(complaint).escalations().stream().sorted(Comparator.comparing(Escalation::at))
                .map(e -> e.round() + " " + e.deadline() + " " + e.level() + " " + local(e.at())).toList();
    }

    List<Decision> decisions(String customer, String type) {
        return store.records().decisions(new DecisionFilter(null, type, null, null, names(customer)), ALL).items();
    }

    Engine engine() {
        return engine;
    }

    /** Also holds that no event was set aside and no card put off by a failure. */
    @Override
    public void close() {
        for (String failure : List.of("set-aside", "put-off")) {
            List<Decision> failures = store.records().decisions(new DecisionFilter(null, failure, null, null), ALL).items();
            if (!failures.isEmpty()) {
                throw new AssertionError(failures.get(0));
            }
        }
        engine.close();
    }
}
