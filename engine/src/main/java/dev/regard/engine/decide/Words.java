package dev.regard.engine.decide;

import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Order;
import dev.regard.engine.customer.Profile;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Language;
import dev.regard.engine.decision.Terms;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.organisation.Person;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What templates can say about a customer: names and values for their blanks, in the reader's language. */
final class Words {
    private static final List<String> MANNERS = List.of("talkative", "silent", "demanding", "puzzled", "agitated");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private Words() { }

    /** For a message or a script. */
    static Map<String, Object> of(Draft draft, Touch touch, String language, boolean belated) {
        Map<String, Object> words = about(draft, language);
        words.put("belated", belated);
        String occasion = touch.occasion().contains("/") ? touch.occasion().substring(0, touch.occasion().indexOf('/')) : touch.occasion();
        words.put("festival", Terms.of(occasion, Language.of(language)));
        words.put("occasionDate", touch.about().getOrDefault("occasionDate", ""));
        Optional.ofNullable(touch.about().get("category")).ifPresent(c -> words.put("category", category(draft, c, language)));
        draft.complaintOf(touch).ifPresent(c -> {
            words.put("complaint", Optional.ofNullable(c.text()).orElse(category(draft, c.category(), language)));
            words.put("remedy", Optional.ofNullable(c.remedy()).map(Language.of(language)::part).orElse(""));
        });
        draft.promises().stream().filter(p -> p.id().equals(touch.about().get("promise"))).findFirst().ifPresent(p -> {
            words.put("promise", p.text());
            words.put("promised", p.due().toString());
            words.put("deadline", p.due().toString());
            words.put("deadlineAt", moment(draft, p.internal()));
        });
        if (SpotChecks.asks(touch)) {
            words.put("cards", touch.about().get(SpotChecks.CARDS));
            words.put("fields", touch.about().get(SpotChecks.FIELDS));
        }
        if (Mails.asks(touch)) {
            words.put("mailFrom", touch.about().get(Mails.FROM));
            words.put("mailSubject", touch.about().get(Mails.SUBJECT));
            words.put("mailText", touch.about().get(Mails.TEXT));
            words.put("mailQuoted", touch.about().getOrDefault(Mails.QUOTED, ""));
            words.put("mailAttachments", touch.about().getOrDefault(Mails.ATTACHMENTS, ""));
            words.put("mailProblems", touch.about().getOrDefault(Mails.PROBLEMS, ""));
            words.put("mailCategory", category(draft, touch.about().get(Mails.CATEGORY), language));
            words.put("mailSeverity", Optional.ofNullable(touch.about().get(Mails.SEVERITY)).map(s -> Terms.of(s, Language.of(language))).orElse(""));
        }
        if (Upkeep.asks(touch)) {
            card(draft, Upkeep.completeness(draft), Language.of(language), words);
        }
        return words;
    }

    /** What a card lacks, in words. */
    private static void card(Draft draft, Completeness card, Language language, Map<String, Object> words) {
        words.put("completeness", card.share().movePointRight(2).setScale(0, java.math.RoundingMode.DOWN).toPlainString() + " %");
        words.put("confirmed", card.confirmed().toString());
        words.put("missing", fields(card.missing(), language));
        words.put("stale", fields(card.stale(), language));
        words.put("unverified", fields(card.unverified(), language));
        words.put("contradictions", card.contested().entrySet().stream().sorted(Map.Entry.comparingByKey()).map(e -> {
            Profile.Field field = draft.profile.fields().get(e.getKey());
            return language.pick("%s: %s (%s) or %s (%s)", "%s：%s（%s）或 %s（%s）").formatted(Terms.field(e.getKey(), language),
                    field.value(), field.source(), e.getValue().value(), e.getValue().source());
        }).collect(Collectors.joining(language.pick("; ", "；"))));
    }

    private static String fields(List<String> names, Language language) {
        return names.stream().map(n -> Terms.field(n, language)).collect(Collectors.joining(language.pick(", ", "、")));
    }

    /** What any text may name. */
    static Map<String, Object> about(Draft draft, String language) {
        Organisation company = draft.book.organisation();
        Map<String, Object> words = new LinkedHashMap<>();
        String name = draft.profile.text("name").orElse(draft.id);
        words.put("customer", name);
        words.put("customerId", draft.id);
        words.put("salutation", draft.profile.text("salutation").or(() -> mainContact(draft)).orElse(name));
        words.put("kind", draft.kind());
        words.put("tier", Optional.ofNullable(draft.standing().tier()).orElse(""));
        words.put("company", company.company());
        words.put("organisation", company.company());
        Optional<Person> caller = company.acting(draft.owner());
        words.put("caller", caller.map(Person::name).orElse(""));
        words.put("owner", caller.map(Person::name).orElse(""));
        words.put("servicePhone", caller.map(Person::phone).filter(p -> !p.isBlank()).orElse(company.servicePhone()));
        draft.dealings().lastPurchase().ifPresent(order -> {
            String products = products(draft, order, language);
            words.put("products", products);
            words.put("lastPurchase", products.isBlank() ? draft.localDate(order.at()).toString() : products + " (" + draft.localDate(order.at()) + ")");
        });
        draft.contacts().recent().stream().filter(c -> c.text() != null).findFirst().ifPresent(c -> words.put("said", c.text()));
        draft.complaints().stream().filter(c -> !c.closed()).findFirst()
                .ifPresent(c -> words.put("complaint", Optional.ofNullable(c.text()).orElse(category(draft, c.category(), language))));
        draft.promises().stream().filter(p -> p.keptAt() == null).findFirst().ifPresent(p -> words.put("promise", p.text()));
        String manner = draft.profile.text("traits.manner").orElse("").toLowerCase(Locale.ROOT);
        MANNERS.stream().filter(manner::contains).forEach(m -> words.put(m, true));
        if (draft.contacts().recent().stream().limit(1).anyMatch(c -> "angry".equals(c.mood()))) {
            words.put("agitated", true);
        }
        words.put(draft.kind(), true);
        draft.dealings().stockCover(null).ifPresent(days -> words.put("stockCover", days));
        return words;
    }

    /** For an alert about a complaint. */
    static Map<String, Object> complaint(Draft draft, Complaint complaint) {
        String language = draft.book.organisation().language();
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("complaintId", complaint.id());
        words.put("text", Optional.ofNullable(complaint.text()).orElse(""));
        words.put("category", category(draft, complaint.category(), language));
        words.put("severity", Terms.of(complaint.effectiveSeverity().key(), Language.of(language)));
        words.put("openedAt", moment(draft, complaint.openedAt()));
        words.put("replyBy", moment(draft, complaint.deadlines().reply()));
        words.put("solveBy", moment(draft, complaint.deadlines().solve()));
        words.put("confirmBy", moment(draft, complaint.deadlines().confirm()));
        words.put("round", complaint.round());
        return words;
    }

    /** A level that was not told when its moment came. */
    static String missed(Draft draft, String level, String deadline, Instant due) {
        return Language.of(draft.book.organisation().language()).pick("%s (%s, %s)", "%s（%s，%s）")
                .formatted(named(draft, level), named(draft, deadline), moment(draft, due));
    }

    /** An instant as colleagues read it: in the company's zone. */
    static String moment(Draft draft, Instant instant) {
        return instant == null ? "" : MOMENT.format(instant.atZone(draft.book.companyZone()));
    }

    /** A term of the engine in the company's language. */
    static String named(Draft draft, String term) {
        return Terms.of(term, Language.of(draft.book.organisation().language()));
    }

    private static Optional<String> mainContact(Draft draft) {
        return draft.profile.children("contacts").stream().filter(c -> c.flag("main").orElse(false)).findFirst()
                .or(() -> draft.profile.children("contacts").stream().findFirst()).flatMap(c -> c.text("name"));
    }

    private static String products(Draft draft, Order order, String language) {
        String separator = language.startsWith("zh") ? "、" : ", ";
        return order.products().isEmpty()
                ? order.categories().stream().map(c -> category(draft, c, language)).collect(Collectors.joining(separator))
                : String.join(separator, order.products());
    }

    private static String category(Draft draft, String category, String language) {
        return category == null ? "" : draft.book.organisation().categoryName(category, language).orElse(category);
    }
}
