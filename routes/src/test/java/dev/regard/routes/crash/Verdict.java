package dev.regard.routes.crash;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regard.routes.year.Buyer;
import dev.regard.routes.year.Comparison;
import dev.regard.routes.year.CompanyTime;
import dev.regard.routes.year.ExpectedTouch;
import dev.regard.routes.year.ExpectedTouch.Claim;
import dev.regard.routes.year.ExpectedTouch.Means;
import dev.regard.routes.year.Fact;
import dev.regard.routes.year.YearModel;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds what the program says at the end against what the feed asks for by the shipped defaults. */
final class Verdict {
    private static final int SCORES_KEPT = 20;
    private static final Duration ANOTHER_WAY = Duration.ofDays(3);
    private static final String SUMS = "tiers, classes and sums as the model has them";
    private static final String TOUCHES = "contacts as the model has them";
    private static final String ONCE = "one contact for an event or occasion and role";
    private static final String COMPLAINTS = "complaints, deadlines and alerts as the model has them";
    private static final Map<String, String> CARE = Map.of("antique-tile", "tile-care", "wood-floor", "floor-care", "sanitary-ware", "fittings-check");

    private final Feed feed;
    private final Answers answers;
    private final Scars scars;
    private final YearModel model;
    private final Map<String, List<Fact>> facts;

    Verdict(Feed feed, Answers answers, Scars scars) {
        this.feed = feed;
        this.answers = answers;
        this.scars = scars;
        List<Fact> all = feed.facts();
        model = new YearModel(feed.buyers(), all, Feed.START, Feed.END);
        facts = all.stream().collect(Collectors.groupingBy(Fact::customer));
    }

    YearModel model() {
        return model;
    }

    void pass() {
        Map<String, String> classes = model.classes(CompanyTime.at(LocalDate.of(2026, 9, 30), LocalTime.of(2, 0)));
        Comparison complaints = new Comparison(model, Feed.END, Map.of());
        for (Buyer buyer : feed.buyers()) {
            JsonNode card = answers.customers().get(buyer.id());
            if (card == null) {
                scars.violation(SUMS, buyer.id() + " is not known");
                continue;
            }
            sums(buyer, card, classes.getOrDefault(buyer.id(), "null"));
            once(buyer);
            touches(buyer);
            complaints.complaints(buyer, answers.complaintsOf(buyer.id()));
        }
        scars.checked(COMPLAINTS, complaints.compared());
        complaints.differences().forEach(words -> scars.violation(COMPLAINTS, words));
        if (answers.customers().size() != feed.buyers().size()) {
            scars.violation(SUMS, answers.customers().size() + " customers instead of " + feed.buyers().size());
        }
    }

    private void sums(Buyer buyer, JsonNode card, String abc) {
        List<Fact> mine = facts.get(buyer.id());
        JsonNode value = card.get("value");
        same(buyer, "tier", model.tier(buyer.id(), Feed.END).word(), card.get("tier").asText());
        same(buyer, "class", abc, card.get("abc").asText());
        money(buyer, "sales12m", model.sales(buyer.id(), Feed.END), value.get("sales12m"));
        BigDecimal total = sum(mine, "purchase.made").subtract(sum(mine, "purchase.returned"));
        money(buyer, "salesTotal", total, value.get("salesTotal"));
        same(buyer, "ordersTotal", String.valueOf(mine.stream().filter(f -> f.is("purchase.made")).count()), value.get("ordersTotal").asText());
        style(buyer, mine, card.get("sections").get("traits").path("style").asText("none"));
        Set<String> answered = mine.stream().filter(f -> f.is("survey.answered")).map(f -> f.text("survey")).collect(Collectors.toSet());
        List<String> scored = new ArrayList<>();
        card.get("sections").get("satisfaction").get("scores").forEach(score -> scored.add(score.get("survey").asText()));
        same(buyer, "surveys", String.valueOf(Math.min(SCORES_KEPT, answered.size())), String.valueOf(scored.stream().distinct().filter(answered::contains).count()));
        same(buyer, "surveys told", String.valueOf(scored.stream().distinct().count()), String.valueOf(scored.size()));
        JsonNode invoices = card.get("sections").get("dealings").get("invoices");
        Map<String, List<Fact>> paid = mine.stream().filter(f -> f.is("payment.received")).collect(Collectors.groupingBy(f -> f.text("invoice")));
        for (Fact issued : mine.stream().filter(f -> f.is("invoice.issued")).toList()) {
            JsonNode invoice = invoices.path(issued.text("invoice"));
            money(buyer, "invoice " + issued.text("invoice"), issued.amount(), invoice.path("amount"));
            money(buyer, "paid of " + issued.text("invoice"), sum(paid.getOrDefault(issued.text("invoice"), List.of()), "payment.received"), invoice.path("paid"));
        }
    }

    /** The latest by its own time. */
    private void style(Buyer buyer, List<Fact> mine, String found) {
        List<Fact> said = mine.stream().filter(f -> f.is("customer.changed") && f.data().containsKey("traits")).toList();
        Optional<Instant> latest = said.stream().map(Fact::time).max(Comparator.naturalOrder());
        Set<Object> wanted = said.stream().filter(f -> f.time().equals(latest.get())).map(f -> ((Map<?, ?>) f.data().get("traits")).get("style")).collect(Collectors.toSet());
        same(buyer, "style", latest.isEmpty() ? "none" : wanted.contains(found) ? found : wanted.toString(), found);
    }

    private static BigDecimal sum(List<Fact> facts, String type) {
        return facts.stream().filter(f -> f.is(type)).map(Fact::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private void money(Buyer buyer, String what, BigDecimal wanted, JsonNode found) {
        scars.checked(SUMS, 1);
        if (found.isMissingNode() || new BigDecimal(found.asText()).compareTo(wanted) != 0) {
            scars.violation(SUMS, buyer.id() + " " + what + ": " + wanted + " expected, " + found.asText("nothing") + " found");
        }
    }

    private void same(Buyer buyer, String what, String wanted, String found) {
        scars.checked(SUMS, 1);
        if (!wanted.equals(found)) {
            scars.violation(SUMS, buyer.id() + " " + what + ": " + wanted + " expected, " + found + " found");
        }
    }

    /** What an event causes is known by the event: none is missing, none is there twice, none without its event. */
    private void once(Buyer buyer) {
        Set<String> wanted = new HashSet<>();
        for (Fact fact : facts.get(buyer.id())) {
            if (fact.is("purchase.made") && buyer.is("consumer")) {
                wanted.add("order/" + fact.text("order") + " care-call");
                fact.categories().stream().map(CARE::get).filter(role -> role != null).forEach(role -> wanted.add("order/" + fact.text("order") + " " + role));
            } else if (fact.is("purchase.made") && buyer.is("distributor")) {
                wanted.add("order/" + fact.text("order") + " reorder");
            } else if (fact.is("service.reported")) {
                wanted.add(fact.text("kind") + "/" + fact.text("order") + " service-call");
            }
        }
        scars.checked(ONCE, wanted.size());
        Set<String> seen = new HashSet<>();
        for (JsonNode touch : answers.touchesOf(buyer.id())) {
            String about = touch.get("occasion").asText() + " " + touch.get("role").asText();
            boolean ofAnEvent = about.startsWith("order/") || about.endsWith(" service-call");
            if (!seen.add(about)) {
                scars.violation(ONCE, buyer.id() + " has two: " + about);
            } else if (ofAnEvent && !wanted.contains(about)) {
                scars.violation(ONCE, buyer.id() + " has one without an event: " + about);
            }
        }
        wanted.stream().filter(about -> !seen.contains(about)).forEach(about -> scars.violation(ONCE, buyer.id() + " has none: " + about));
    }

    private void touches(Buyer buyer) {
        List<JsonNode> actual = new ArrayList<>(answers.touchesOf(buyer.id()).stream().filter(t -> due(t).isBefore(Feed.END))
                .sorted(Comparator.comparing(Verdict::due)).toList());
        List<ExpectedTouch> open = new ArrayList<>(model.touches(buyer));
        open.sort(Comparator.comparing((ExpectedTouch t) -> t.claim().ordinal())
                .thenComparing(t -> Duration.between(t.from(), t.to())).thenComparing(ExpectedTouch::from));
        scars.checked(TOUCHES, open.size());
        for (ExpectedTouch wanted : open) {
            // two calls may be due at the same minute, and one of them cancelled
            List<JsonNode> fitting = actual.stream().filter(t -> fits(buyer, wanted, t)).toList();
            JsonNode match = fitting.stream().filter(t -> statuses(buyer, wanted).contains(t.get("status").asText())).findFirst()
                    .orElse(fitting.isEmpty() ? null : fitting.get(0));
            actual.remove(match);
            if (match == null && wanted.claim() == Claim.MUST) {
                scars.violation(TOUCHES, buyer.id() + " has none: " + Comparison.shown(wanted));
            } else if (match != null && wanted.claim() != Claim.MAY && !statuses(buyer, wanted).contains(match.get("status").asText())) {
                scars.violation(TOUCHES, buyer.id() + " has it as " + match.get("status").asText() + ": " + Comparison.shown(wanted));
            }
        }
        actual.forEach(t -> scars.violation(TOUCHES, buyer.id() + " has one too many: " + t));
    }

    /** A mail to an address that is none became a person's task, later in the day or on the next good one; a kill in between leaves it in doubt. */
    private static boolean fits(Buyer buyer, ExpectedTouch wanted, JsonNode found) {
        if (wanted.means() != Means.MESSAGE || !Townsfolk.isUnknown(buyer.address())) {
            return Comparison.fits(buyer, wanted, found);
        }
        ExpectedTouch orLater = new ExpectedTouch(wanted.customer(), wanted.what(), wanted.occasion(), wanted.role(), wanted.means(), wanted.purposes(), wanted.from(),
                wanted.to().plus(ANOTHER_WAY), wanted.claim(), wanted.statuses());
        return Comparison.fits(buyer.withoutMail(), orLater, found) || found.get("status").asText().equals("uncertain") && Comparison.fits(buyer, wanted, found);
    }

    /** Nobody does the calls here; what was not handed to a customer for sure says so. */
    private static Set<String> statuses(Buyer buyer, ExpectedTouch wanted) {
        if (wanted.claim() == Claim.STOPPED) {
            return ExpectedTouch.STILL;
        }
        if (wanted.statuses().equals(Set.of("missed")) || wanted.statuses().equals(Set.of("cancelled"))) {
            return wanted.statuses();
        }
        boolean mail = wanted.means() == Means.MESSAGE && buyer.mail();
        return mail ? Set.of("sent", "uncertain") : Set.of("sent");
    }

    /** How many messages a customer may get at most, by the model. */
    Map<String, Integer> mostMessages() {
        Map<String, Integer> most = new HashMap<>();
        feed.buyers().forEach(b -> most.put(b.address(), (int) model.touches(b).stream()
                .filter(t -> t.means() == Means.MESSAGE && t.claim() != Claim.STOPPED && !t.statuses().equals(Set.of("missed"))).count()));
        return most;
    }

    static Instant due(JsonNode touch) {
        return Instant.parse(touch.get("due").asText());
    }
}
