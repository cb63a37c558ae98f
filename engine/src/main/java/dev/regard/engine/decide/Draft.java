package dev.regard.engine.decide;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Consent;
import dev.regard.engine.customer.Contacts;
import dev.regard.engine.customer.Dealings;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.How;
import dev.regard.engine.customer.Identity;
import dev.regard.engine.customer.Profile;
import dev.regard.engine.customer.Promise;
import dev.regard.engine.customer.Standing;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.event.Digest;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Journal;
import dev.regard.engine.time.AnnualDate;
import dev.regard.engine.time.LocalDays;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** One card while it is being worked on, with everything that the work gives rise to. Confined to one thread. */
final class Draft {
    private static final Duration HISTORY_KEPT = Duration.ofDays(400);

    final Rulebook book;
    final Instant now;
    final String id;
    private final Card before;

    Profile profile;
    private Standing standing;
    private Dealings dealings;
    private Contacts contacts;
    private List<Card.Score> scores;
    private final Kept<Touch> touches;
    private final Kept<Complaint> complaints;
    private final Kept<Promise> promises;
    private Map<String, Consent> consents;
    private Map<String, Instant> settled;
    private List<String> keys;
    private List<String> undeliverable;
    LocalDate plannedThrough;
    private Profile caredProfile;
    private Standing caredStanding;

    private final Map<String, Decision> decisions = new LinkedHashMap<>();
    private final Map<String, Touch> changedTouches = new LinkedHashMap<>();
    private final Map<String, Complaint> changedComplaints = new LinkedHashMap<>();
    private final Map<String, Dispatch> dispatches = new LinkedHashMap<>();
    private final List<String> newKeys = new ArrayList<>();
    private final Map<String, String> keysOfMembers = new LinkedHashMap<>();
    private final List<String> effectNames;
    private Facts known;
    private ZoneId zone;
    private LocalDate today;
    private String kind;
    private Map<String, AnnualDate> ownDates;
    private BigDecimal sales12m;
    /** What was known when a topic was asked about in {@link #ask}. */
    private final Map<Topic, Facts> asked = new EnumMap<>(Topic.class);
    /** The alerts still to be given about a complaint, as long as the card stays what it is. */
    private final Map<Complaint, List<Ladder.Step>> steps = new IdentityHashMap<>();
    private String name;
    private long laterThan;

    /** Which cards were merged into this one, or into which one this was merged. */
    Identity identity;

    /** The key of the event that is being applied; null while a date is the reason. */
    String event;
    /** No touches and no alerts come of what is being applied. */
    boolean quiet;
    /** When a silence that has lasted long enough is left alone no longer because of a contact near by; null until somebody has asked whether there is one. */
    Optional<LocalDate> silenceUncovered;
    /** The card must not be looked at before this instant; null when it may. */
    Instant notBefore;
    /** The card that the work begins with is not the stored one, and lists may show another. */
    boolean otherwiseListed;
    /** Something changed that occasions are planned by. */
    boolean occasionsChanged;

    Draft(Rulebook book, Card card, Instant now) {
        this.book = book;
        this.before = card;
        this.now = now;
        this.id = card.id();
        this.profile = card.profile();
        this.standing = card.standing();
        this.dealings = card.dealings();
        this.contacts = card.contacts();
        this.scores = card.satisfaction();
        this.touches = new Kept<>(card.touches(), Touch::id);
        this.complaints = new Kept<>(card.complaints(), Complaint::id);
        this.promises = new Kept<>(card.promises(), Promise::id);
        this.consents = card.consents();
        this.settled = card.settled();
        this.keys = card.keys();
        this.undeliverable = card.undeliverable();
        this.plannedThrough = card.plannedThrough();
        this.identity = card.identity();
        this.name = id;
        this.effectNames = card.effectNames();
        this.laterThan = card.version();
        this.caredProfile = profile;
        this.caredStanding = standing;
        if (card.version() == 0) {
            newKeys.addAll(card.keys());
        }
    }

    Instant madeAt() {
        return before.madeAt();
    }

    /** In whose name effects are made: the card's own, or that of the merged card that an event or a matter belongs to. */
    String name() {
        return name;
    }

    void inNameOf(String who, Runnable work) {
        String before = name;
        name = who;
        try {
            work.run();
        } finally {
            name = before;
        }
    }

    /**
     * The name under which a touch for an occasion in a role is known; where it is not, the one in which is spoken. A contact that was
     * made with either of two cards that were merged is made with the customer.
     */
    String nameFor(String occasion, String role) {
        if (effectNames.size() == 1) {
            return name;
        }
        List<String> names = new ArrayList<>(effectNames);
        names.remove(name);
        names.add(0, name);
        return names.stream().filter(n -> touches.has(Planner.id(n, occasion, role))).findFirst()
                .or(() -> names.stream().filter(n -> isHistory(Planner.id(n, occasion, role))).findFirst()).orElse(name);
    }

    /** Whether the fields or the standing have become others since the last time that this was asked. */
    boolean caredAnew() {
        boolean anew = profile != caredProfile || standing != caredStanding;
        caredProfile = profile;
        caredStanding = standing;
        return anew;
    }

    /** Whether the card was due to be looked at: an event may reach it before the sweep does, and sets the next moment. */
    boolean timeHadCome() {
        return before.wakeAt() != null && !before.wakeAt().isAfter(now);
    }

    /** The next version is later than this one too. */
    void laterThan(long version) {
        laterThan = Math.max(laterThan, version);
    }

    ZoneId zone() {
        if (zone == null) {
            zone = profile.text("timeZone").map(ZoneId::of).orElse(book.companyZone());
        }
        return zone;
    }

    /** Whose clock says when a touch may be handed out: the customer's, but for what the customer does not notice the company's. */
    ZoneId zone(How how) {
        return how.contact() ? zone() : book.companyZone();
    }

    LocalDate today() {
        if (today == null) {
            today = localDate(now);
        }
        return today;
    }

    LocalDate localDate(Instant instant) {
        return LocalDate.ofInstant(instant, zone());
    }

    /** The customer's own dates by occasion. */
    Map<String, AnnualDate> ownDates() {
        if (ownDates == null) {
            ownDates = Occasions.own(this);
        }
        return ownDates;
    }

    String kind() {
        if (kind == null) {
            kind = profile.text("kind").map(k -> k.toLowerCase(java.util.Locale.ROOT)).orElse("consumer");
        }
        return kind;
    }

    /** A topic's tables are asked about the card as it now is, and what comes of that is done. */
    List<Match> ask(Topic topic) {
        asked.put(topic, facts());
        return book.evaluate(topic, facts());
    }

    /** The next local day on which a count of days may change a topic's answer. */
    Optional<LocalDate> nextBoundary(Topic topic, Attribute attribute, LocalDate since) {
        OptionalInt days = book.boundaries().next(topic, attribute, ChronoUnit.DAYS.between(since, today()), facts(), asked.get(topic));
        return days.isPresent() ? Optional.of(since.plusDays(days.getAsInt())) : Optional.empty();
    }

    String owner() {
        return profile.text("owner").map(book.organisation()::personId).orElse(null);
    }

    String region() {
        return profile.text("region").orElse(null);
    }

    String language() {
        return profile.text("language").orElse(book.organisation().language());
    }

    /** Without its region; most customers have the company's. */
    String baseLanguage() {
        String own = language();
        return own.equals(book.organisation().language()) ? book.baseLanguage() : Situations.base(own);
    }

    Facts facts() {
        if (known == null) {
            known = Situations.of(this);
        }
        return known;
    }

    Standing standing() {
        return standing;
    }

    Dealings dealings() {
        return dealings;
    }

    Contacts contacts() {
        return contacts;
    }

    void profile(Profile next) {
        profile = next;
        anew();
        zone = null;
        today = null;
        kind = null;
        ownDates = null;
    }

    void standing(Standing next) {
        standing = next;
        anew();
    }

    void dealings(Dealings next) {
        dealings = next;
        sales12m = null;
        anew();
    }

    /** Purchases less returns in the year before now. */
    BigDecimal sales12m() {
        if (sales12m == null) {
            sales12m = dealings.sales12m(now);
        }
        return sales12m;
    }

    void contacts(Contacts next) {
        contacts = next;
        anew();
    }

    /** What is known of the card has become something else. */
    private void anew() {
        known = null;
        steps.clear();
    }

    /** The alerts still to be given about a complaint, worked out once as long as the card stays what it is. */
    List<Ladder.Step> steps(Complaint complaint, Function<Complaint, List<Ladder.Step>> work) {
        return steps.computeIfAbsent(complaint, work);
    }

    void score(Card.Score score) {
        List<Card.Score> next = new ArrayList<>(scores);
        next.add(0, score);
        scores = next.size() > 20 ? next.subList(0, 20) : next;
    }

    /** What the customer said, by {@code purpose/channel}. */
    Map<String, Consent> consents() {
        return consents;
    }

    void consent(String key, Consent said) {
        consents = new TreeMap<>(consents);
        consents.put(key, said);
    }

    /** Addresses, in lower case, that a server refused for good. */
    List<String> undeliverable() {
        return undeliverable;
    }

    void undeliverable(String address, boolean refused) {
        if (undeliverable.contains(address) != refused) {
            undeliverable = refused ? Stream.concat(undeliverable.stream(), Stream.of(address)).toList() : undeliverable.stream().filter(known -> !known.equals(address)).toList();
        }
    }

    /** A key that leads to this card from now on. */
    void key(String key) {
        if (!keys.contains(key)) {
            keys = new ArrayList<>(keys);
            keys.add(key);
            innerKey(key);
        }
    }

    /** A key of something on the card, such as an escalation; it leads here but is none of the customer's own. */
    void innerKey(String key) {
        if (name.equals(id)) {
            newKeys.add(key);
        } else {
            keysOfMembers.putIfAbsent(key, name);
        }
    }

    /** The touches as they are now; what is filed later does not change the list. */
    List<Touch> touches() {
        return touches.all();
    }

    Optional<Touch> touch(String touchId) {
        return touches.get(touchId);
    }

    /** Whether the key leads to this card. */
    boolean hasKey(String key) {
        return keys.contains(key);
    }

    /** Whether effects are made for this card in that customer's name, or were. */
    boolean standsFor(String customer) {
        return effectNames.contains(customer);
    }

    /** A touch as it was filed here last; empty when it was not. */
    Optional<Touch> filed(String touchId) {
        return Optional.ofNullable(changedTouches.get(touchId));
    }

    /** The touch that an id means, also one that a merger made superfluous: then the touch that stands for it. */
    Optional<Touch> meant(String touchId) {
        return touch(touchId).or(() -> effectNames.size() == 1 ? Optional.empty() : touches().stream().filter(t -> effectNames.stream()
                .anyMatch(n -> Planner.id(n, t.occasion(), t.role()).equals(touchId))).findFirst());
    }

    /** Whether the touch was ever planned: it is on the card or history. */
    boolean knows(String touchId) {
        return touches.has(touchId) || isHistory(touchId);
    }

    private boolean isHistory(String touchId) {
        Instant since = settled.get(touchId);
        return since != null && !since.isAfter(now);
    }

    /** Files the touch; one that is history leaves the card and only its id stays. */
    void file(Touch touch) {
        changedTouches.put(touch.id(), touch);
        boolean alive = switch (touch.status()) {
            case PLANNED, HELD, SENDING -> true;
            case SENT -> touch.kind() == Touch.Kind.TASK;
            default -> false;
        };
        if (alive) {
            touches.put(touch);
            if (settled.containsKey(touch.id())) {
                ownSettled().remove(touch.id());
            }
        } else {
            touches.remove(touch.id());
            ownSettled().put(touch.id(), now);
        }
    }

    private Map<String, Instant> ownSettled() {
        if (settled == before.settled()) {
            settled = new HashMap<>(settled);
        }
        return settled;
    }

    /**
     * Takes back a plan that nobody has acted on. It is no history: when it is asked for again, it is planned again, unless the last day on which it could have been
     * made is over by then.
     */
    void withdraw(Touch touch, String reason) {
        touches.remove(touch.id());
        if (touch.day() != null) {
            ownSettled().put(touch.id(), LocalDays.at(touch.day().plusDays(Math.max(0, touch.toleranceDays()) + 1L), LocalTime.MIN, zone()));
        }
        note(touch.withStatus(Touch.Status.CANCELLED, reason));
    }

    /** Of plans that were taken back, and that are not wanted on their day any more, nothing is remembered: they may be wanted on another. */
    void forgetPlans(Set<String> wanted) {
        if (settled.entrySet().stream().anyMatch(e -> e.getValue().isAfter(now) && !wanted.contains(e.getKey()))) {
            ownSettled().entrySet().removeIf(e -> e.getValue().isAfter(now) && !wanted.contains(e.getKey()));
        }
    }

    /** Files what has become of a touch that the card does not carry. */
    void note(Touch touch) {
        changedTouches.put(touch.id(), touch);
    }

    List<Complaint> complaints() {
        return complaints.all();
    }

    Optional<Complaint> complaint(String complaintId) {
        return complaints.get(complaintId);
    }

    /** The complaint that a contact is about, be it demanded by it or a revisit after its solution. */
    Optional<Complaint> complaintOf(Touch touch) {
        return complaints().stream().filter(c -> c.id().equals(touch.about().get("complaint")) || touch.occasion().startsWith("complaint/" + c.id() + "/")).findFirst();
    }

    void file(Complaint complaint) {
        complaints.put(complaint);
        changedComplaints.put(complaint.id(), complaint);
        anew();
    }

    List<Promise> promises() {
        return promises.all();
    }

    /** Which of the merged cards the promise belongs to. */
    String customer(Promise promise) {
        return effectNames.size() == 1 ? id : Promises.customer(promise, effectNames);
    }

    void file(Promise promise) {
        promises.put(promise);
    }

    void file(Dispatch dispatch) {
        dispatches.put(dispatch.id(), dispatch);
    }

    /** Files a decision and returns its id, which is made from its type and what it is about. */
    String decide(String type, String about, Map<String, Object> detail, List<Reason> because) {
        String decisionId = Digest.about(name, type, about);
        decisions.putIfAbsent(decisionId,
                new Decision(decisionId, now, name, type, present(detail), book.rules().version(), because, event));
        return decisionId;
    }

    private static Map<String, Object> present(Map<String, Object> detail) {
        Map<String, Object> present = new LinkedHashMap<>(detail);
        present.values().removeIf(Objects::isNull);
        return present;
    }

    /** The change that the work amounts to. */
    Change finish(List<Journal.Recorded> applied) {
        forgetHistory(now.minus(HISTORY_KEPT));
        forgetAliases();
        return new Change(card(laterThan + 1, wakeAt()), before.version(), newKeys, keysOfMembers, List.copyOf(decisions.values()),
                List.copyOf(changedTouches.values()), List.copyOf(changedComplaints.values()), List.copyOf(dispatches.values()), applied,
                searchableChanged());
    }

    private void forgetHistory(Instant oldest) {
        for (Instant at : settled.values()) {
            if (at.isBefore(oldest)) {
                settled = new HashMap<>(settled);
                settled.values().removeIf(old -> old.isBefore(oldest));
                break;
            }
        }
        if (complaints.removeIf(c -> c.closed() && c.closedAt().isBefore(oldest))) {
            anew();
        }
        promises.removeIf(p -> p.keptAt() != null && p.keptAt().isBefore(oldest));
    }

    private boolean searchableChanged() {
        return otherwiseListed || before.version() == 0 || profile != before.profile() || !identity.equals(before.identity())
                || !Objects.equals(standing.tier(), before.standing().tier()) || !Objects.equals(standing.stage(), before.standing().stage());
    }

    /** Once nothing is remembered that was done under them, aliases say nothing. */
    private void forgetAliases() {
        if (!identity.aliases().isEmpty()) {
            Map<String, Instant> left = new TreeMap<>(identity.aliases());
            left.values().removeIf(until -> until.isBefore(now.minus(HISTORY_KEPT)));
            identity = identity.withAliases(left);
        }
    }

    /** Whether the work came to anything besides a new version. */
    boolean changed() {
        return !decisions.isEmpty() || !changedTouches.isEmpty() || !dispatches.isEmpty() || !card(before.version(), wakeAt()).equals(before);
    }

    /** The card as it is at this point of the work. */
    Card soFar() {
        return card(before.version(), null);
    }

    private Card card(long version, Instant wakeAt) {
        return new Card(id, version, before.madeAt(), keys, profile, standing, dealings.prunedAt(now), contacts, scores,
                touches(), complaints(), promises(), consents, plannedThrough, settled, undeliverable, wakeAt,
                identity);
    }

    private Instant wakeAt() {
        return identity.mergedInto() != null ? null : notBefore != null ? notBefore : WakeTimes.next(this);
    }
}
