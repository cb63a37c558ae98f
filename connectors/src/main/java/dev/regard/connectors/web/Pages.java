package dev.regard.connectors.web;

import static dev.regard.connectors.web.Routes.Access.OPEN;
import static dev.regard.connectors.web.Routes.Access.PAGE;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.decision.Language;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.run.EngineView;
import dev.regard.engine.run.Portfolio;
import dev.regard.engine.store.Records;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pages: today, customers, one card, complaints, portfolio. They show and change nothing. */
final class Pages implements ErrorPages {
    private static final TemplateEngine TEMPLATES =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Pages.class.getClassLoader(), Pages.class.getPackageName());
    private static final String LANGUAGE = "lang";
    private static final int SHOWN = 50;
    private static final int TIMELINE = 60;
    private static final int VITAL = 100;
    private final EngineView view;
    private final Gate gate;
    private final Customers customers;
    private final Today today = new Today();

    Pages(EngineView view, Gate gate) {
        this.view = view;
        this.gate = gate;
        customers = new Customers(view);
    }

    void addTo(Routes routes) {
        routes.on("GET", "/", PAGE, call -> shown(call, this::today))
                .on("GET", "/customers", PAGE, call -> shown(call, this::customers))
                .on("GET", "/customers/{id}", PAGE, call -> shown(call, this::customer))
                .on("GET", "/complaints", PAGE, call -> shown(call, this::complaints))
                .on("GET", "/portfolio", PAGE, call -> shown(call, this::portfolio))
                .on("GET", "/sign-in", OPEN, call -> shown(call, (c, rows) -> signIn(c, rows, false)))
                .on("POST", "/sign-in", OPEN, this::signedIn)
                .on("POST", "/sign-out", OPEN, call -> Answer.seeOther("/").with("Set-Cookie", Gate.COOKIE + "=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict"));
        Assets.addTo(routes);
    }

    private interface Page {
        Answer answer(Call call, Rows rows);
    }

    /** A language that was chosen is remembered, and a page may be chosen in it by its address. */
    private Answer shown(Call call, Page page) {
        Rows rows = new Rows(view, new Words(language(call)));
        Answer answer;
        try {
            answer = page.answer(call, rows);
        } catch (IllegalArgumentException e) {
            if (!call.query().containsKey("after")) {
                throw e;
            }
            answer = message(400, call, rows, rows.words.say("error.cursor"));
        }
        return call.query().containsKey(LANGUAGE)
                ? answer.with("Set-Cookie", LANGUAGE + "=" + language(call).tag() + "; Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict") : answer;
    }

    private Language language(Call call) {
        String chosen = call.query().getOrDefault(LANGUAGE, call.cookies().get(LANGUAGE));
        if (chosen != null) {
            return Language.of(chosen);
        }
        try {
            return call.header("accept-language").map(Locale.LanguageRange::parse)
                    .flatMap(ranges -> ranges.stream().map(Locale.LanguageRange::getRange).filter(r -> r.startsWith("zh") || r.startsWith("en")).findFirst())
                    .map(Language::of).orElseGet(() -> Language.of(view.organisation().language()));
        } catch (IllegalArgumentException e) {
            return Language.of(view.organisation().language());
        }
    }

    private Frame frame(Call call, Rows rows, String here, String title) {
        String trouble = view.health().entrySet().stream().filter(e -> !e.getValue().isBlank()).sorted(Map.Entry.comparingByKey())
                .map(e -> e.getKey() + ": " + e.getValue()).collect(Collectors.joining(" · "));
        return new Frame(rows.words, title, here, self(call, "en"), self(call, "zh"), view.organisation().company(), rows.moments.moment(rows.now),
                gate.hasToken(), trouble);
    }

    private static String self(Call call, String language) {
        Map<String, String> query = new LinkedHashMap<>(call.query());
        query.put(LANGUAGE, language);
        return parameters(query);
    }

    private static String parameters(Map<String, String> query) {
        return query.entrySet().stream().filter(e -> e.getValue() != null && !e.getValue().isEmpty())
                .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue())).collect(Collectors.joining("&", "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Answer rendered(String template, Object model) {
        return rendered(200, template, model);
    }

    private static Answer rendered(int status, String template, Object model) {
        StringOutput html = new StringOutput(16_384);
        TEMPLATES.render(template, model, html);
        return Answer.html(status, html.toString());
    }

    private Answer today(Call call, Rows rows) {
        Frame frame = frame(call, rows, "today", rows.words.say("nav.today"));
        return rendered("today.jte", today.page(rows, frame, call.query().get("after")));
    }

    private Answer customers(Call call, Rows rows) {
        Query query = new Query(call.query());
        String q = query.text("q");
        Records.CustomerFilter filter = new Records.CustomerFilter(query.text("tier"), query.text("kind"), null, query.text("stage"), q);
        Records.Page<Card> page = view.records().customers(filter, new Records.Paging(SHOWN, query.text("after")));
        Map<String, String> onward = new LinkedHashMap<>(call.query());
        onward.remove(LANGUAGE);
        onward.put("after", page.after());
        boolean filtered = Stream.of(filter.q(), filter.tier(), filter.kind(), filter.stage()).anyMatch(f -> f != null);
        return rendered("customers.jte", new CustomersPage(frame(call, rows, "customers", rows.words.say("nav.customers")), q == null ? "" : q,
                choices(rows.words, tierNames(), filter.tier()),
                choices(rows.words, List.of("consumer", "distributor", "designer", "internal"), filter.kind()),
                choices(rows.words, List.of("prospect", "active", "former"), filter.stage()), page.items().stream().map(rows::customer).toList(),
                page.after() == null ? null : "/customers" + parameters(onward), filtered, query.text("after") == null));
    }

    private List<String> tierNames() {
        return Optional.ofNullable(view.rules().tables().get(Topic.TIER)).map(t -> t.rowsByRank().stream()
                .map(r -> String.valueOf(r.results().get("tier"))).distinct().toList()).orElse(List.of());
    }

    private static List<CustomersPage.Choice> choices(Words words, List<String> values, String chosen) {
        return values.stream().map(v -> new CustomersPage.Choice(v, words.term(v), v.equals(chosen))).toList();
    }

    private Answer customer(Call call, Rows rows) {
        Optional<Card> found = customers.find(call.rest());
        if (found.isEmpty()) {
            return message(404, call, rows, rows.words.say("error.customer"));
        }
        Card card = found.get();
        if (!card.id().equals(call.rest()) && card.names().contains(call.rest())) {
            return Answer.seeOther(Rows.url(card.id()));
        }
        Timeline timeline = Timeline.of(rows, card);
        boolean whole = call.query().containsKey("all") || timeline.past().size() <= TIMELINE;
        List<String> warnings = new ArrayList<>();
        for (String flag : List.of("doNotContact", "deceased")) {
            if (card.profile().flag(flag)) {
                warnings.add(rows.words.say("field." + flag));
            }
        }
        String there = rows.moments.there(rows.now, card.zone(rows.moments.zone()));
        return rendered("customer.jte", new CustomerPage(frame(call, rows, "customers", card.name()), rows.customer(card), card.standing().vital(),
                warnings, there, Sections.of(rows, card),
                card.complaints().stream().filter(Complaint::unsolved).map(c -> rows.complaint(c, card)).toList(), timeline.upcoming(),
                whole ? timeline.past() : timeline.past().subList(0, TIMELINE), whole ? null : Rows.url(card.id()) + "?all=1#timeline"));
    }

    private Answer complaints(Call call, Rows rows) {
        Query query = new Query(call.query());
        Complaint.Status status = query.choice("status", Complaint.Status.values());
        Complaint.Status wanted = status == null ? Complaint.Status.OPEN : status;
        Records.Page<Complaint> page = view.records().complaints(new Records.ComplaintFilter(wanted, null),
                new Records.Paging(SHOWN, query.text("after")));
        Map<String, Card> cards = rows.cards(page.items().stream().map(Complaint::customer));
        List<CustomersPage.Choice> statuses = Stream.of(Complaint.Status.values())
                .map(s -> new CustomersPage.Choice(Json.name(s), rows.words.term(s), s == wanted)).toList();
        Map<String, String> onward = new TreeMap<>(Map.of("status", Json.name(wanted), "after", page.after() == null ? "" : page.after()));
        return rendered("complaintlist.jte", new ComplaintsPage(frame(call, rows, "complaints", rows.words.say("nav.complaints")), statuses,
                page.items().stream().map(c -> rows.complaint(c, cards.get(c.customer()))).toList(),
                page.after() == null ? null : "/complaints" + parameters(onward)));
    }

    private Answer portfolio(Call call, Rows rows) {
        Frame frame = frame(call, rows, "portfolio", rows.words.say("nav.portfolio"));
        Bars tiers = Today.tierBars(rows.words, view);
        Optional<Portfolio> figures = view.portfolio();
        if (figures.isEmpty()) {
            return rendered("portfolio.jte", new PortfolioPage(frame, null, List.of(), List.of(), tiers, null, List.of(), ""));
        }
        Portfolio p = figures.get();
        Map<String, Portfolio.ClassFigures> classes = new TreeMap<>(p.classes());
        List<PortfolioPage.ClassRow> rowsOfClasses = classes.entrySet().stream().map(e -> new PortfolioPage.ClassRow(e.getKey(), e.getValue().customers(),
                rows.amount(e.getValue().sales()), rows.share(e.getValue().sales(), p.sales()))).toList();
        Bars sales = new Bars(rows.words.say("chart.classes"), List.copyOf(classes.keySet()), List.of(new Bars.Series(rows.words.say("field.sales12m"), "main",
                classes.values().stream().map(c -> c.sales().longValue()).toList())));
        List<Portfolio.Place> listed = p.vital().stream().limit(VITAL).toList();
        Map<String, Card> cards = rows.cards(listed.stream().map(Portfolio.Place::customer));
        List<PortfolioPage.PlaceRow> vital = new ArrayList<>();
        for (Portfolio.Place place : listed) {
            Card card = cards.get(place.customer());
            vital.add(new PortfolioPage.PlaceRow(vital.size() + 1, place.customer(), Rows.url(place.customer()),
                    card == null ? place.customer() : card.name(), rows.amount(place.sales()), rows.share(place.sales(), p.sales()),
                    place.margin().isUnknown() ? "" : rows.amount(place.margin().profit()), place.abc()));
        }
        return rendered("portfolio.jte", new PortfolioPage(frame, rows.moments.moment(p.at()), portfolioFigures(rows, p), rowsOfClasses, tiers, sales, vital,
                vitalLine(rows, p)));
    }

    private static String vitalLine(Rows rows, Portfolio p) {
        String line = rows.words.say("portfolio.vital.line", p.vitalCount(), rows.share(BigDecimal.valueOf(p.vitalCount()), BigDecimal.valueOf(Math.max(1, p.buyers()))),
                rows.share(p.vitalSales(), p.sales()));
        if (p.margin().profit().signum() <= 0) {
            return line;
        }
        return line + " " + rows.words.say("portfolio.vital.profit", rows.share(p.vitalMargin().profit(), p.margin().profit()),
                rows.share(p.margin().sales(), p.sales()));
    }

    private static List<TodayPage.Figure> portfolioFigures(Rows rows, Portfolio p) {
        return List.of(new TodayPage.Figure(Today.number(p.customers()), rows.words.say("portfolio.customers"), "/customers"),
                new TodayPage.Figure(Today.number(p.buyers()), rows.words.say("portfolio.buyers"), null),
                new TodayPage.Figure(rows.amount(p.sales()), rows.words.say("field.sales12m"), null));
    }

    private Answer message(int status, Call call, Rows rows, String message) {
        return rendered(status, "message.jte", new MessagePage(frame(call, rows, "", rows.words.say("error.title")), message));
    }

    private Answer signIn(Call call, Rows rows, boolean wrong) {
        if (!gate.hasToken()) {
            return Answer.seeOther("/");
        }
        return rendered(wrong ? 401 : 200, "signin.jte", new SignInPage(frame(call, rows, "", rows.words.say("signin.title")),
                local(call.query().get("next")), wrong));
    }

    private Answer signedIn(Call call) {
        Map<String, String> form = form(call);
        if (!gate.hasToken() || !gate.isToken(form.getOrDefault("token", ""), call.client())) {
            Call again = new Call("", Map.of("next", local(form.get("next"))), call.headers(), call.cookies(), call.client(), call.body());
            return shown(again, (c, rows) -> signIn(c, rows, true));
        }
        return Answer.seeOther(local(form.get("next"))).with("Set-Cookie", Gate.COOKIE + "=" + gate.cookie() + "; Path=/; HttpOnly; SameSite=Strict");
    }

    /** The fields of a form that a browser sent; of a field without a name or another body none. */
    static Map<String, String> form(Call call) {
        Map<String, String> form = new LinkedHashMap<>();
        if (!call.mediaType().equals("application/x-www-form-urlencoded")) {
            return form;
        }
        for (String pair : new String(call.body(), StandardCharsets.US_ASCII).split("&")) {
            int equals = pair.indexOf('=');
            try {
                form.put(URLDecoder.decode(pair.substring(0, Math.max(0, equals)), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                return Map.of();
            }
        }
        return form;
    }

    /** A path of ours; anything that could lead elsewhere leads to the first page. */
    private static String local(String next) {
        return next != null && next.matches("/[A-Za-z0-9%?=&_.-][A-Za-z0-9/%?=&_.-]*") ? next : "/";
    }

    @Override
    public Answer forPeople(Answer problem, String path, Call call) {
        boolean program = path.startsWith("/api/") || path.startsWith("/health/") || call.header("accept").filter(a -> a.contains("text/html")).isEmpty();
        if (program) {
            return problem;
        }
        if (problem.status() == 401) {
            String query = call.query().isEmpty() ? "" : parameters(call.query());
            return Answer.seeOther("/sign-in?next=" + encoded(path + query));
        }
        return problem.status() == 404 ? shown(call, (c, rows) -> message(404, c, rows, rows.words.say("error.nothing"))) : problem;
    }
}
