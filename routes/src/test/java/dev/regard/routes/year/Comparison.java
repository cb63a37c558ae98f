package dev.regard.routes.year;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regard.routes.year.ExpectedTouch.Claim;
import dev.regard.routes.year.ExpectedTouch.Means;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Holds what the program answered against the model, both ways: what is missing and what is too much. */
public final class Comparison {
    /** The occasions of the contract; what else a touch names as its occasion, such as an order, is the program's own affair. */
    private static final Set<String> OCCASIONS = Set.of("birthday", "spring-festival", "dragon-boat", "mid-autumn", "national-day",
            "new-year", "christmas", "first-purchase");

    private final YearModel model;
    private final Instant end;
    private final Map<String, String> because;
    private final List<String> differences = new ArrayList<>();
    private int compared;

    /** {@code because}: the reasons of a decision in words, by its id. */
    public Comparison(YearModel model, Instant end, Map<String, String> because) {
        this.model = model;
        this.end = end;
        this.because = because;
    }

    public List<String> differences() {
        return differences;
    }

    /** How many touches, tiers, deadlines and alerts were held against the model. */
    public int compared() {
        return compared;
    }

    void tiers(Instant evening, List<JsonNode> customers) {
        Map<String, String> classes = model.classes(CompanyTime.at(CompanyTime.date(evening), LocalTime.of(2, 0)));
        for (JsonNode card : customers) {
            String id = card.get("id").asText();
            same(id, "tier on " + CompanyTime.date(evening), model.tier(id, evening).word(), text(card, "tier"));
            same(id, "class on " + CompanyTime.date(evening), classes.getOrDefault(id, ""), text(card, "abc"));
            BigDecimal sales = new BigDecimal(text(card.get("value"), "sales12m"));
            if (sales.compareTo(model.sales(id, evening)) != 0) {
                differ(id, "sales12m on " + CompanyTime.date(evening), model.sales(id, evening).toPlainString(), sales.toPlainString());
            }
        }
    }

    public void complaints(Buyer buyer, List<JsonNode> actual) {
        List<ExpectedComplaint> expected = model.complaints(buyer);
        same(buyer.id(), "complaints", expected.stream().map(ExpectedComplaint::id).sorted().toList(),
                actual.stream().map(c -> text(c, "id")).sorted().toList());
        for (ExpectedComplaint wanted : expected) {
            actual.stream().filter(c -> text(c, "id").equals(wanted.id())).findFirst().ifPresent(c -> complaint(buyer, wanted, c));
        }
    }

    private void complaint(Buyer buyer, ExpectedComplaint wanted, JsonNode found) {
        String what = "complaint " + wanted.id() + " ";
        same(buyer.id(), what + "effectiveSeverity", wanted.effectiveSeverity(), text(found, "effectiveSeverity"));
        same(buyer.id(), what + "round", String.valueOf(wanted.round()), text(found, "round"));
        JsonNode deadlines = found.get("deadlines");
        same(buyer.id(), what + "reply", wanted.reply(), instant(deadlines, "reply"));
        same(buyer.id(), what + "solve", wanted.solve(), instant(deadlines, "solve"));
        same(buyer.id(), what + "confirm", wanted.confirm(), instant(deadlines, "confirm"));
        List<JsonNode> alerts = new ArrayList<>();
        found.get("escalations").forEach(alerts::add);
        for (ExpectedAlert alert : wanted.alerts()) {
            compared++;
            Optional<JsonNode> match = alerts.stream().filter(a -> text(a, "round").equals(String.valueOf(alert.round()))
                    && text(a, "level").equals(alert.level()) && text(a, "deadline").equals(alert.deadline())).findFirst();
            match.ifPresent(alerts::remove);
            if (match.isEmpty() && alert.required()) {
                differ(buyer.id(), what + "alert", alert.toString(), "none");
            } else if (match.isPresent() && !alert.at().equals(instant(match.get(), "at"))
                    || match.isPresent() && !alert.to().isEmpty() && !alert.to().equals(text(match.get(), "to"))) {
                differ(buyer.id(), what + "alert", alert.toString(), match.get() + reason(text(match.get(), "why")));
            }
        }
        alerts.forEach(a -> differ(buyer.id(), what + "alert", "none", a + reason(text(a, "why"))));
    }

    void touches(Buyer buyer, List<JsonNode> all) {
        List<JsonNode> actual = new ArrayList<>(all.stream().filter(t -> instant(t, "due").isBefore(end))
                .sorted(Comparator.comparing(t -> instant(t, "due"))).toList());
        List<ExpectedTouch> open = new ArrayList<>(model.touches(buyer));
        open.sort(Comparator.comparing((ExpectedTouch t) -> t.claim().ordinal())
                .thenComparing(t -> Duration.between(t.from(), t.to())).thenComparing(ExpectedTouch::from));
        for (ExpectedTouch wanted : open) {
            compared++;
            Optional<JsonNode> match = actual.stream().filter(t -> fits(buyer, wanted, t)).findFirst();
            match.ifPresent(actual::remove);
            if (match.isEmpty() && wanted.claim() == Claim.MUST) {
                differ(buyer.id(), "touch", shown(wanted), "none");
            } else if (match.isPresent() && !wanted.statuses().isEmpty() && !wanted.statuses().contains(text(match.get(), "status"))) {
                differ(buyer.id(), "status", shown(wanted), shown(match.get()));
            }
        }
        actual.stream().filter(t -> !text(t, "status").equals("cancelled") || open.stream().noneMatch(w -> w.claim() == Claim.STOPPED))
                .forEach(t -> differ(buyer.id(), "touch", "none", shown(t)));
    }

    /** Whom the cap held something back from on an evening: everybody whose turn is later, and maybe those whose turn is that day. */
    void held(LocalDate day, Set<String> customers) {
        compared++;
        Set<String> must = held(day, day.plusDays(1));
        Set<String> may = held(day, day);
        if (!customers.containsAll(must) || !may.containsAll(customers)) {
            differ("all", "held on " + day, must + " at least, " + may + " at most", customers.toString());
        }
    }

    private Set<String> held(LocalDate day, LocalDate longerThan) {
        return model.buyers().stream().filter(buyer -> model.touches(buyer).stream().anyMatch(t -> t.what().equals(RevisitYear.HELD)
                && !CompanyTime.date(t.from()).isAfter(day) && CompanyTime.date(t.to()).isAfter(longerThan))).map(Buyer::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a touch that the program tells of can be the one that the model asks for. */
    public static boolean fits(Buyer buyer, ExpectedTouch wanted, JsonNode found) {
        String occasion = text(found, "occasion");
        boolean sameOccasion = wanted.occasional() ? wanted.occasion().equals(occasion) : !OCCASIONS.contains(occasion.split("/")[0]);
        boolean sameRole = wanted.role().isEmpty() || wanted.claim() == Claim.MAY || wanted.role().equals(text(found, "role"));
        Instant due = instant(found, "due");
        boolean inTime = wanted.claim() == Claim.MAY && wanted.occasional()
                ? Duration.between(wanted.from(), due).abs().compareTo(Duration.ofDays(3)) < 0
                : !due.isBefore(wanted.from()) && !due.isAfter(wanted.to());
        boolean decidedElsewhere = wanted.claim() == Claim.MAY && wanted.occasional() || wanted.statuses().equals(Set.of("missed"));
        boolean sameMeans = decidedElsewhere || means(buyer, wanted.means(), found);
        return sameOccasion && sameRole && inTime && sameMeans && wanted.purposes().contains(text(found, "purpose"));
    }

    private static boolean means(Buyer buyer, Means means, JsonNode found) {
        String channel = text(found, "channel");
        boolean task = text(found, "kind").equals("task");
        if (channel.equals("desk") != (means == Means.DESK)) {
            return false;
        }
        return switch (means) {
            case MESSAGE -> buyer.mail() ? !task && channel.equals("email") : task && !channel.equals("gift");
            case CALL -> task && channel.equals("phone");
            case VISIT -> task && channel.equals("visit");
            case GIFT -> task && channel.equals("gift");
            case DESK -> task;
            case NO_CALL -> !channel.equals("phone");
            case ANY -> true;
        };
    }

    private void same(String customer, String what, Object expected, Object actual) {
        compared++;
        if (!Objects.equals(expected, actual)) {
            differ(customer, what, String.valueOf(expected), String.valueOf(actual));
        }
    }

    private void differ(String customer, String what, String expected, String actual) {
        differences.add(customer + " " + what + "\n    expected " + expected + "\n    actual   " + actual);
    }

    public static String shown(ExpectedTouch t) {
        return t.what() + " by " + t.means() + " " + t.role() + " for " + t.purposes() + " due " + local(t.from())
                + (t.to().equals(t.from()) ? "" : " to " + local(t.to())) + " " + t.statuses();
    }

    private String shown(JsonNode t) {
        return text(t, "occasion") + " " + text(t, "role") + " by " + text(t, "kind") + "/" + text(t, "channel") + " for "
                + text(t, "purpose") + " due " + local(instant(t, "due")) + " " + text(t, "status") + " " + text(t, "heldBecause")
                + reason(text(t, "why"));
    }

    private String reason(String decision) {
        return "\n    because  " + because.getOrDefault(decision, "of decision " + decision);
    }

    private static String local(Instant at) {
        return at.atZone(CompanyTime.ZONE).toLocalDateTime().toString();
    }

    private static String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.get(field).asText() : "";
    }

    private static Instant instant(JsonNode node, String field) {
        return node.hasNonNull(field) ? Instant.parse(node.get(field).asText()) : null;
    }
}
