package dev.regard.connectors.web;

import static dev.regard.connectors.web.Routes.Access.TOKEN;

import dev.regard.connectors.json.JsonTree;
import dev.regard.connectors.json.MalformedJson;
import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decide.Completeness;
import dev.regard.engine.decision.Language;
import dev.regard.engine.event.Problem;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.run.AsOf;
import dev.regard.engine.run.EngineView;
import dev.regard.engine.run.Publishing;
import dev.regard.engine.run.RuleChanges;
import dev.regard.engine.run.VirtualTime;
import dev.regard.engine.store.Records;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What programs ask: customers, decisions, touches, complaints, the clock. */
final class Api {
    static final String ROOT = "/api/v1/";
    /** A client that says nothing means it, and so does curl, which then says that it is a form; the form of a page cannot be JSON. */
    private static final Set<String> MEANT_AS_JSON = Set.of(Answer.JSON, "", "application/x-www-form-urlencoded");
    private final EngineView view;
    private final Publishing publishing;
    private final Optional<VirtualTime> time;
    private final Customers customers;

    Api(EngineView view, Publishing publishing, Optional<VirtualTime> time) {
        this.view = view;
        this.publishing = publishing;
        this.time = time;
        customers = new Customers(view);
    }

    void addTo(Routes routes) {
        routes.on("GET", ROOT + "customers", TOKEN, this::customers)
                .on("GET", ROOT + "customers/{id}", TOKEN, this::customer)
                .on("GET", ROOT + "decisions", TOKEN, this::decisions)
                .on("GET", ROOT + "touches", TOKEN, this::touches)
                .on("GET", ROOT + "complaints", TOKEN, this::complaints)
                .on("GET", ROOT + "why-not", TOKEN, this::whyNot)
                .on("GET", ROOT + "portfolio", TOKEN, this::portfolio)
                .on("GET", ROOT + "clock", TOKEN, this::clock)
                .on("POST", ROOT + "clock", TOKEN, this::advance)
                .on("POST", ROOT + "clock/release", TOKEN, this::release)
                .on("GET", ROOT + "openapi.json", TOKEN, call -> Resources.answer("openapi.json", Answer.JSON));
    }

    private Answer customers(Call call) {
        Query query = new Query(call.query());
        Records.CustomerFilter filter = new Records.CustomerFilter(query.text("tier"), query.text("kind"), query.text("owner"),
                query.text("stage"), query.text("q"));
        Records.Paging paging = query.paging();
        return listed(query, () -> Json.page(view.records().customers(filter, paging), this::card));
    }

    private Answer customer(Call call) {
        Query query = new Query(call.query());
        return checked(query, () -> customers.find(call.rest()).map(card -> Answer.json(card(card)))
                .orElseGet(() -> Answer.notFound("There is no customer of this id or key.")));
    }

    private Map<String, Object> card(Card card) {
        Instant now = view.now();
        Facts facts = view.facts(card);
        return Json.card(card, now, view.organisation().currency(), zone(), policy(card, facts),
                Completeness.of(view.rules(card), card, facts, now, card.zone(zone())));
    }

    /** What the card's tier may expect. */
    private Optional<Match> policy(Card card, Facts facts) {
        return Match.first(view.rules(card).evaluate(Topic.TIER_POLICY, facts));
    }

    private Answer decisions(Call call) {
        Query query = new Query(call.query());
        Records.DecisionFilter filter = new Records.DecisionFilter(null, query.text("type"),
                query.instant("from", zone()), query.instant("to", zone()), customers.names(query.text("customer")));
        Records.Paging paging = query.paging();
        return listed(query, () -> Json.page(view.records().decisions(filter, paging), Json::decision));
    }

    private Answer touches(Call call) {
        Query query = new Query(call.query());
        Records.TouchFilter filter = new Records.TouchFilter(null, query.choice("status", Touch.Status.values()),
                query.choice("kind", Touch.Kind.values()), query.instant("from", zone()), query.instant("to", zone()),
                customers.names(query.text("customer")));
        Records.Paging paging = query.paging();
        return listed(query, () -> Json.page(view.records().touches(filter, paging), Json::touch));
    }

    private Answer complaints(Call call) {
        Query query = new Query(call.query());
        Records.ComplaintFilter filter = new Records.ComplaintFilter(query.choice("status", Complaint.Status.values()), null,
                customers.names(query.text("customer")));
        Records.Paging paging = query.paging();
        return listed(query, () -> Json.page(view.records().complaints(filter, paging), Json::complaint));
    }

    private Answer whyNot(Call call) {
        Query query = new Query(call.query());
        String customer = query.required("customer");
        String touch = query.text("touch");
        String name = touch == null ? query.required("table") : query.text("table");
        String given = query.text("given");
        Instant at = query.instant("at", zone());
        String language = query.text("language");
        return checked(query, () -> RuleChangesApi.tried(() -> {
            Optional<Card> card = customers.find(customer);
            if (card.isEmpty()) {
                return Answer.notFound("There is no customer of this id or key.");
            }
            AsOf moment = at == null ? AsOf.now(view, card.get()) : asOf(card.get(), at);
            WhyNotJson answer = new WhyNotJson(view.records(), moment, Set.copyOf(card.get().names()), Language.of(language == null ? "en" : language));
            if (touch != null) {
                return name != null ? Answer.refused(List.of(new Problem("touch", "stands beside a table; either is asked about")))
                        : answer.of(touch, supposed(moment, given)).map(Answer::json).orElseGet(() -> Answer.notFound("There is no such contact, and no row that makes one. Rows make "
                                + String.join(", ", ExpectedTouch.known(moment.rules())) + "."));
            }
            Optional<DecisionTable> table = moment.rules().table(name);
            return table.map(t -> Answer.json(answer.of(t, supposed(moment, given))))
                    .orElseGet(() -> Answer.notFound("There is no such table. There are " + String.join(", ",
                            moment.rules().allTables().stream().map(DecisionTable::name).sorted().toList()) + "."));
        }));
    }

    private AsOf asOf(Card card, Instant at) {
        return changes().asOf(card, at);
    }

    private Facts supposed(AsOf moment, String given) {
        return given == null || given.isBlank() ? moment.facts() : changes().supposed(moment.rules().version(), moment.facts(), given);
    }

    private RuleChanges changes() {
        return publishing.changes().orElseThrow(() -> new RuleChanges.NotNow("This engine keeps no history of its rules."));
    }

    private Answer portfolio(Call call) {
        Query query = new Query(call.query());
        return checked(query, () -> view.portfolio().map(p -> Answer.json(Json.portfolio(p, view.organisation().currency())))
                .orElseGet(() -> Answer.notFound("The portfolio is computed at night, and no night has passed yet.")));
    }

    private Answer clock(Call call) {
        Query query = new Query(call.query());
        return checked(query, () -> {
            Map<String, Object> clock = Json.object("now", view.now(), "virtual", time.isPresent());
            view.heldTime().held().ifPresent(held -> clock.put("held",
                    Json.object("told", held.told(), "aheadSeconds", held.ahead().plusMillis(500).toSeconds(), "until", held.until())));
            return Answer.json(clock);
        });
    }

    /** Asking twice does no harm, so a clock that is believed already is no error. */
    private Answer release(Call call) {
        // a form of another site could be empty too, so it does not pass for JSON here
        if (!call.mediaType().equals(Answer.JSON) && !call.mediaType().isEmpty()) {
            return Answer.problem(415, "Unsupported Media Type", "A release comes as application/json; its body may be empty.").with("Accept", Answer.JSON);
        }
        Query query = new Query(call.query());
        return checked(query, () -> {
            boolean released = view.heldTime().release();
            return Answer.json(Json.object("now", view.now(), "virtual", time.isPresent(), "released", released));
        });
    }

    private Answer advance(Call call) {
        if (time.isEmpty()) {
            return Answer.notFound("This engine runs by real time; it was not started with --clock.");
        }
        if (!MEANT_AS_JSON.contains(call.mediaType()) || call.otherCharset()) {
            return Answer.problem(415, "Unsupported Media Type", "The moment comes as application/json.").with("Accept", Answer.JSON);
        }
        Instant wanted;
        try {
            Object text = JsonTree.readObject(call.body()).get("advanceTo");
            wanted = OffsetDateTime.parse(String.valueOf(text)).toInstant();
        } catch (MalformedJson e) {
            return Answer.refused(List.of(new Problem("body", e.getMessage())));
        } catch (DateTimeException e) {
            return Answer.refused(List.of(new Problem("advanceTo", "must be a time like 2026-03-01T09:30:00Z")));
        }
        try {
            return Answer.json(Json.object("now", time.get().advanceTo(wanted), "virtual", true));
        } catch (VirtualTime.Backwards e) {
            return Answer.problem(409, "Conflict", e.getMessage());
        }
    }

    private ZoneId zone() {
        return view.organisation().zone();
    }

    static Answer checked(Query query, Supplier<Answer> answer) {
        List<Problem> problems = query.problems();
        return problems.isEmpty() ? answer.get() : Answer.refused(problems);
    }

    /** A cursor that no list handed out is the client's mistake, whatever the store makes of it. */
    private static Answer listed(Query query, Supplier<Map<String, Object>> page) {
        return checked(query, () -> {
            try {
                return Answer.json(page.get());
            } catch (IllegalArgumentException e) {
                return Answer.refused(List.of(new Problem("after", "is no cursor of this list")));
            }
        });
    }
}
