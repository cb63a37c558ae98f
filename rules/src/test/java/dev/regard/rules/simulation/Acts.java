package dev.regard.rules.simulation;

import dev.regard.engine.customer.Touch;
import dev.regard.engine.event.Event;
import dev.regard.engine.outbox.Carrier;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Draws what happens in a run. Everything is drawn beforehand, so that parts of a run can be done again without the others. */
final class Acts {
    private static final int CARDS = 6;
    private static final int LENGTH = 45;
    private static final List<String> ZONES = List.of("Asia/Shanghai", "America/New_York", "Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland",
            "America/Los_Angeles", "Pacific/Kiritimati");
    private static final List<String> AMOUNTS = List.of("100", "900", "3000", "4600", "6000", "20000", "47000", "60000", "210000");
    private static final List<String> CATEGORIES = List.of("antique-tile", "wood-floor", "sanitary-ware", "paint");
    private static final List<String> SEVERITIES = List.of("low", "normal", "high", "critical");
    private final Random random;
    private final List<Act> acts = new ArrayList<>();

    private Acts(long seed) {
        random = new Random(seed * 6364136223846793005L + 1442695040888963407L);
    }

    static List<Act> of(long seed) {
        Acts drawn = new Acts(seed);
        for (int card = 0; card < CARDS; card++) {
            drawn.customer("id:C" + card, true);
        }
        while (drawn.acts.size() < LENGTH) {
            drawn.next();
        }
        return drawn.acts;
    }

    private int draw(int bound) {
        return random.nextInt(bound);
    }

    private boolean chance(int percent) {
        return draw(100) < percent;
    }

    private <T> T one(List<T> of) {
        return of.get(draw(of.size()));
    }

    private void act(String words, Consumer<World> doing) {
        acts.add(new Act(words, doing));
    }

    private void next() {
        int kind = draw(100);
        if (kind < 22) {
            passes();
        } else if (kind < 32) {
            customer(key(), false);
        } else if (kind < 44) {
            purchase();
        } else if (kind < 48) {
            returned();
        } else if (kind < 54) {
            consent();
        } else if (kind < 61) {
            complaint();
        } else if (kind < 65) {
            report();
        } else if (kind < 70) {
            answer();
        } else if (kind < 78) {
            merge();
        } else if (kind < 83) {
            separate();
        } else if (kind < 86) {
            publish();
        } else if (kind < 94) {
            trouble();
        } else if (kind < 97) {
            act("an event is brought again", w -> w.bringAgain());
        } else {
            standsStill();
        }
    }

    /** A key of one of the cards: the id, an address or a number. */
    private String key() {
        int card = draw(CARDS);
        return switch (draw(6)) {
            case 0 -> "email:c" + card + "@example.com";
            case 1 -> "phone:+861380000000" + card;
            default -> "id:C" + card;
        };
    }

    /** Who is meant by a key; the id's card where the key leads nowhere. */
    private static String meant(World w, String key) {
        return w.oracle.named(key).isPresent() ? key : "id:C" + number(key);
    }

    /** The number of the card that a key was made for: {@code id:C3}, {@code email:c3@example.com}, {@code phone:+8613800000003}. */
    private static String number(String key) {
        String digits = key.replaceAll("\\D", "");
        return digits.substring(digits.length() - 1);
    }

    private void about(String words, String key, BiConsumer<World, String> doing) {
        act(key + " " + words, w -> doing.accept(w, meant(w, key)));
    }

    // the engine and its surroundings

    private void passes() {
        Duration time = switch (draw(6)) {
            case 0 -> Duration.ofMinutes(1 + draw(240));
            case 1, 2 -> Duration.ofHours(1 + draw(60));
            case 3, 4 -> Duration.ofDays(1 + draw(9)).plusMinutes(draw(1440));
            default -> Duration.ofDays(5 + draw(30)).plusMinutes(draw(1440));
        };
        act("time passes: " + time, w -> w.passes(time));
    }

    private void standsStill() {
        Duration time = chance(50) ? Duration.ofHours(1 + draw(50)) : Duration.ofDays(1 + draw(6)).plusHours(draw(24));
        act("the engine stands still: " + time, w -> w.standsStill(time));
    }

    private void publish() {
        int version = draw(Rulebooks.ALL.size());
        act("rules are published: " + Rulebooks.ALL.get(version).rules().version(), w -> w.publish(version));
    }

    private void trouble() {
        switch (draw(6)) {
            case 0 -> act("the engine starts again", World::restart);
            case 1, 2 -> {
                int call = 1 + draw(60);
                Faults.How how = one(List.of(Faults.How.values()));
                boolean deadly = chance(70);
                act("call " + call + " of the store fails: " + how + (deadly ? " and the process dies" : ""), w -> w.fails(call, how, deadly));
            }
            case 3 -> {
                Carrier.Result result = one(List.of(Carrier.Result.DELAYED, Carrier.Result.DELAYED, Carrier.Result.FAILED, Carrier.Result.REFUSED, Carrier.Result.UNCERTAIN, Carrier.Result.UNANSWERED));
                int times = 1 + draw(5);
                act("the mail server answers " + result + " " + times + " times", w -> w.theMailServerAnswers(result, times));
            }
            default -> {
                boolean handedOver = chance(50);
                act("the process dies " + (handedOver ? "after" : "before") + " handing over the next mail", w -> w.theProcessDiesWhileSending(handedOver));
            }
        }
    }

    // customers

    private void customer(String key, boolean first) {
        Map<String, Object> data = new LinkedHashMap<>();
        Map<String, Object> told = new LinkedHashMap<>();
        String digit = number(key);
        if (first || chance(15)) {
            data.put("name", "Customer " + digit);
            List<String> emails = new ArrayList<>(List.of("c" + digit + "@example.com"));
            if (chance(20)) {
                emails.add("family@example.com");
            }
            data.put("emails", emails);
            if (chance(60)) {
                data.put("phones", List.of("+861380000000" + digit));
            }
        }
        if (first || chance(35)) {
            MonthDay birthday = chance(5) ? MonthDay.of(2, 29) : MonthDay.from(World.START.atOffset(OfficeHours.OFFSET).plusDays(draw(first ? 60 : 365)));
            data.put("birthday", Map.of("month", BigDecimal.valueOf(birthday.getMonthValue()), "day", BigDecimal.valueOf(birthday.getDayOfMonth())));
            told.put("birthday", birthday);
        }
        if (first ? chance(50) : chance(25)) {
            field(data, told, "timeZone", one(ZONES));
        }
        if (first ? chance(60) : chance(15)) {
            field(data, told, "kind", chance(6) ? "internal" : one(List.of("consumer", "distributor", "designer")));
        }
        if (chance(first ? 40 : 15)) {
            data.put("language", one(List.of("en", "zh-CN")));
        }
        if (chance(first ? 60 : 10)) {
            data.put("owner", "rep-0" + (1 + draw(9)));
        }
        if (chance(first ? 4 : 12)) {
            field(data, told, "doNotContact", chance(60));
        }
        if (chance(first ? 1 : 5)) {
            field(data, told, "deceased", chance(80));
        }
        Duration ago = chance(25) && !data.containsKey("emails") ? Duration.ofHours(draw(72)) : Duration.ZERO;
        about("is " + data + (ago.isZero() ? "" : " since " + ago), key, (w, who) -> {
            Instant at = w.now().minus(ago);
            String named = w.oracle.named(who).orElseThrow();
            Someone someone = w.oracle.tell(named, w.now(), t -> told.forEach((name, value) -> t.states(name, value, at)));
            someone.changed = w.now();
            addresses(data).forEach(address -> w.oracle.leads(address, named));
            List<Object> fields = new ArrayList<>();
            data.forEach((name, value) -> fields.addAll(List.of(name, value)));
            w.bring(List.of(w.event(who, "customer.changed", at, fields.toArray())));
        });
    }

    private static List<String> addresses(Map<String, Object> data) {
        List<String> all = new ArrayList<>();
        ((List<?>) data.getOrDefault("emails", List.of())).forEach(e -> all.add("email:" + e));
        ((List<?>) data.getOrDefault("phones", List.of())).forEach(p -> all.add("phone:" + p));
        return all;
    }

    private static void field(Map<String, Object> data, Map<String, Object> told, String name, Object value) {
        data.put(name, value);
        told.put(name, value);
    }

    private void consent() {
        String purpose = one(List.of("care", "care", "marketing", "survey", "service"));
        String channel = one(List.of("email", "any"));
        boolean granted = chance(45);
        Duration ago = chance(30) ? Duration.ofHours(draw(72)) : Duration.ZERO;
        about((granted ? "grants " : "withdraws ") + purpose + "/" + channel + (ago.isZero() ? "" : " " + ago + " ago"), key(), (w, who) -> {
            Instant at = w.now().minus(ago);
            w.oracle.tell(w.oracle.named(who).orElseThrow(), w.now(), t -> t.consents(purpose + "/" + channel, granted, at));
            w.bring(List.of(w.event(who, "consent.changed", at, "purpose", purpose, "channel", channel, "granted", granted)));
        });
    }

    // what is bought

    private void purchase() {
        Duration ago = chance(70) ? Duration.ZERO : chance(50) ? Duration.ofHours(draw(90)) : Duration.ofDays(draw(300));
        String order = chance(75) ? "O-" + acts.size() : "O-" + draw(8);
        String amount = one(AMOUNTS);
        String category = one(CATEGORIES);
        boolean history = ago.toDays() > 10 && chance(50);
        about("buys " + category + " for " + amount + " as " + order + (ago.isZero() ? "" : " " + ago + " ago") + (history ? ", history" : ""), key(), (w, who) ->
                w.bring(List.of(purchase(w, who, order, new BigDecimal(amount), category, ago, history))));
    }

    private static Event purchase(World w, String who, String order, BigDecimal amount, String category, Duration ago, boolean history) {
        Instant at = w.now().minus(ago);
        w.oracle.tell(w.oracle.named(who).orElseThrow(), w.now(), t -> t.purchase(order, amount, at, w.now()));
        Event event = w.event(who, "purchase.made", at, "order", order, "amount", amount, "items", List.of(Map.of("category", category, "sku", "S")));
        return history ? event.asHistory() : event;
    }

    private void returned() {
        String order = "O-" + draw(Math.max(8, acts.size()));
        BigDecimal amount = new BigDecimal(one(AMOUNTS)).divide(BigDecimal.TEN);
        about("returns " + amount + " of " + order, key(), (w, who) -> {
            w.oracle.tell(w.oracle.named(who).orElseThrow(), w.now(), t -> t.returned(order, amount, w.now()));
            w.bring(List.of(w.event(who, "purchase.returned", w.now(), "order", order, "amount", amount)));
        });
    }

    // what is said

    private void complaint() {
        String known = "K-" + draw(Math.max(1, acts.size()));
        int what = draw(10);
        if (what < 5) {
            String id = chance(85) ? "K-" + acts.size() : known;
            String severity = one(SEVERITIES);
            boolean inPublic = chance(10);
            Duration ago = chance(85) ? Duration.ZERO : Duration.ofHours(draw(300));
            about("complains: " + id + " " + severity + (inPublic ? " in public" : "") + (ago.isZero() ? "" : " " + ago + " ago"), key(), (w, who) -> {
                String named = w.oracle.named(who).orElseThrow();
                Someone mine = w.oracle.of(named, w.now());
                if (w.oracle.everybody().stream().noneMatch(s -> s != mine && Oracle.complaint(s, id).isPresent())) {
                    w.oracle.complain(named, id, severity, inPublic, w.now().minus(ago), w.now());
                    w.bring(List.of(w.event(who, "complaint.opened", w.now().minus(ago), "complaint", id, "severity", severity, "publicInterest", inPublic)));
                }
            });
            return;
        }
        String step = one(List.of("replied", "solved", "solved", "confirmed", "waiting", "resumed"));
        boolean satisfied = chance(60);
        act("some complaint is " + step + (step.equals("confirmed") ? " " + satisfied : ""), w -> step(w, what, step, satisfied));
    }

    private static void step(World w, int which, String step, boolean satisfied) {
        List<Someone> all = w.oracle.everybody().stream().filter(s -> !s.complaints.isEmpty()).toList();
        if (all.isEmpty()) {
            return;
        }
        Someone someone = all.get(which % all.size());
        Grievance complaint = someone.complaints.get(which % someone.complaints.size());
        switch (step) {
            case "replied" -> complaint.replied(w.now());
            case "solved" -> complaint.solved(w.now());
            case "confirmed" -> complaint.confirmed(satisfied, w.now());
            case "waiting" -> complaint.waiting(w.now());
            default -> complaint.resumed(w.now());
        }
        List<String> names = someone.names();
        String name = names.get(which % names.size());
        w.oracle.tell(name, w.now(), t -> { });
        w.bring(List.of(w.event("id:" + name, "complaint." + step, w.now(), "complaint", complaint.id, "satisfied", satisfied)));
    }

    private void report() {
        int kind = draw(4);
        int number = draw(100);
        about(List.of("gets a delivery", "reports stock", "answers a survey", "states a need").get(kind) + " " + number, key(), (w, who) -> {
            w.oracle.tell(w.oracle.named(who).orElseThrow(), w.now(), t -> { });
            w.bring(List.of(switch (kind) {
                case 0 -> w.event(who, "service.reported", w.now(), "kind", "delivery", "order", "O-" + number % 9);
                case 1 -> w.event(who, "stock.reported", w.now(), "daysOfCover", BigDecimal.valueOf(number));
                case 2 -> w.event(who, "survey.answered", w.now(), "survey", "spring", "score", BigDecimal.valueOf(5 + number % 6));
                default -> w.event(who, "need.stated", w.now(), "text", "samples");
            }));
        });
    }

    private void answer() {
        int which = draw(1000);
        String outcome = one(List.of("reached", "reached", "not-reached", "refused"));
        boolean promise = chance(25);
        if (chance(20)) {
            act("an alert is acknowledged", w -> {
                List<String> all = w.escalations();
                if (!all.isEmpty()) {
                    w.bring(List.of(w.event(null, "escalation.acknowledged", w.now(), "escalation", all.get(which % all.size()))));
                }
            });
            return;
        }
        act("a task is answered: " + outcome + (promise ? " with a promise" : ""), w -> {
            List<Touch> open = w.openTasks();
            if (!open.isEmpty()) {
                Touch task = open.get(which % open.size());
                w.oracle.tell(task.customer(), w.now(), t -> { });
                Map<String, Object> promised = Map.of("text", "call", "due", w.now().plus(Duration.ofDays(3 + which % 9)).toString().substring(0, 10));
                w.bring(List.of(w.event("id:" + task.customer(), "interaction.logged", w.now(), "channel", "phone", "touch", task.id(), "outcome", outcome,
                        "promise", promise ? promised : Map.of())));
                if (outcome.equals("not-reached")) {
                    w.nobodyWasReached(task);
                }
            }
        });
    }

    // who is who

    private void merge() {
        String other = key();
        boolean more = chance(40);
        String order = "O-" + acts.size();
        about("takes over " + other + (more ? " and goes on buying" : ""), key(), (w, who) -> {
            String subject = w.oracle.named(who).orElseThrow();
            String named = w.oracle.named(meant(w, other)).orElseThrow();
            w.oracle.merge(subject, named, w.now(), w.step());
            List<Event> events = new ArrayList<>(List.of(w.event(who, "customer.merged", w.now(), "other", meant(w, other))));
            if (more) {
                events.add(purchase(w, "id:" + named, order, new BigDecimal("700"), "paint", Duration.ZERO, false));
            }
            w.bring(events);
        });
    }

    private void separate() {
        int which = draw(1000);
        boolean more = chance(40);
        String order = "O-" + acts.size();
        String wrong = key();
        String other = chance(15) ? key() : null;
        act("a merged card is taken out again" + (other == null ? "" : ": " + other + " of " + wrong) + (more ? " and goes on buying" : ""), w -> {
            List<String> merged = w.oracle.givenUp().stream().sorted().toList();
            if (merged.isEmpty() && other == null) {
                return;
            }
            String named = other == null ? merged.get(which % merged.size()) : w.oracle.named(meant(w, other)).orElseThrow();
            String subject = other == null ? named : w.oracle.named(meant(w, wrong)).orElseThrow();
            w.oracle.separate(subject, named, w.now(), w.step());
            List<Event> events = new ArrayList<>(List.of(w.event("id:" + subject, "customer.unmerged", w.now(), "other", named)));
            if (more) {
                events.add(purchase(w, "id:" + named, order, new BigDecimal("700"), "paint", Duration.ZERO, false));
            }
            w.bring(events);
        });
    }

}
