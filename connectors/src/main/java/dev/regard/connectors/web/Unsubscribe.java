package dev.regard.connectors.web;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Consent;
import dev.regard.engine.customer.Purpose;
import dev.regard.engine.decision.Language;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Digest;
import dev.regard.engine.event.Event;
import dev.regard.engine.event.EventType;
import dev.regard.engine.outbox.Subscription;
import dev.regard.engine.outbox.Tokens;
import dev.regard.engine.run.EngineView;
import dev.regard.engine.run.Intake;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code /u/TOKEN}: GET shows what would end and changes nothing, since scanners and mail programs open links by themselves; POST ends it, from the
 * page's buttons or from a mail program (RFC 8058), and is answered without a redirect. The consent is withdrawn by an event like any other.
 */
final class Unsubscribe {
    private static final String PATH = "/u/{token}";
    private static final String ALL = "all";
    private static final TemplateEngine TEMPLATES =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Unsubscribe.class.getClassLoader(), Unsubscribe.class.getPackageName());
    private final EngineView view;
    private final Intake intake;
    private final Tokens tokens;

    Unsubscribe(EngineView view, Intake intake, Tokens tokens) {
        this.view = view;
        this.intake = intake;
        this.tokens = tokens;
    }

    void addTo(Routes routes) {
        routes.on("GET", PATH, Routes.Access.LINK, this::shown).on("POST", PATH, Routes.Access.LINK, this::taken);
    }

    private record Asked(Subscription subscription, Card card) { }

    private Optional<Asked> asked(Call call) {
        return tokens.subscription(call.rest()).flatMap(s -> Optional.ofNullable(view.cards().standing(List.of(s.customer())).get(s.customer()))
                .map(card -> new Asked(s, card)));
    }

    private Answer shown(Call call) {
        return asked(call).map(a -> page(200, language(call, a.card()), a.subscription(), withdrawn(a.card(), a.subscription()), false)).orElseGet(() -> unknown(call));
    }

    private Answer taken(Call call) {
        return asked(call).map(a -> {
            Map<String, String> form = Pages.form(call);
            boolean all = ALL.equals(form.get("scope"));
            String how = form.containsKey("scope") ? "the button on the page" : "one click in the mail program (RFC 8058)";
            Instant at = view.arrival().now();
            List<Event> events = (all ? Stream.of(Purpose.CARE, Purpose.MARKETING, Purpose.SURVEY) : Stream.of(a.subscription().purpose()))
                    .map(purpose -> new Subscription(a.subscription().customer(), purpose, a.subscription().channel(), a.subscription().touch()))
                    .filter(s -> !withdrawn(a.card(), s)).map(s -> withdrawal(a.card(), s, how, at)).toList();
            if (!events.isEmpty()) {
                intake.accept(events);
            }
            return page(200, language(call, a.card()), a.subscription(), true, all);
        }).orElseGet(() -> unknown(call));
    }

    private static boolean withdrawn(Card card, Subscription subscription) {
        Consent said = card.consents().get(key(subscription));
        return said != null && !said.granted();
    }

    private static String key(Subscription s) {
        return Json.name(s.purpose()) + "/" + s.channel();
    }

    /** The id follows from the statement that it takes back: two clicks are one withdrawal, and one after a new consent is another. */
    private static Event withdrawal(Card card, Subscription s, String how, Instant at) {
        Consent before = card.consents().get(key(s));
        String id = Digest.of(card.id(), key(s), before == null ? "" : before.at().toString());
        // it takes back what stands, also where a source of that has a clock that goes ahead of ours
        Instant time = before != null && before.at().isAfter(at) ? before.at() : at;
        return new Event("regard:unsubscribe", id, EventType.CONSENT_CHANGED.typeName(), time, new CustomerKey(CustomerKey.Kind.ID, s.customer()),
                Data.of("purpose", Json.name(s.purpose()), "channel", s.channel(), "granted", false,
                        "proof", "unsubscribed by " + how + " at " + at + ", from message " + s.touch()));
    }

    private Answer unknown(Call call) {
        return page(404, language(call, null), null, false, false);
    }

    private Answer page(int status, Language language, Subscription subscription, boolean done, boolean all) {
        StringOutput html = new StringOutput();
        TEMPLATES.render("unsubscribe.jte", new UnsubscribePage(new Words(language), view.organisation().company(), subscription, done, all), html);
        return Answer.html(status, html.toString()).with("X-Robots-Tag", "noindex");
    }

    /** The customer's, as far as the pages speak it, else the browser's, else the company's. */
    private Language language(Call call, Card card) {
        return Optional.ofNullable(card).flatMap(c -> c.profile().text("language")).filter(Unsubscribe::spoken)
                .or(() -> call.header("accept-language").flatMap(Unsubscribe::wanted)).map(Language::of).orElseGet(() -> Language.of(view.organisation().language()));
    }

    private static boolean spoken(String language) {
        String tag = language.toLowerCase(Locale.ROOT);
        return tag.startsWith("zh") || tag.startsWith("en");
    }

    private static Optional<String> wanted(String header) {
        try {
            return Locale.LanguageRange.parse(header).stream().map(Locale.LanguageRange::getRange).filter(Unsubscribe::spoken).findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
