package dev.regard.engine.decide;

import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Contacts.Contact;
import dev.regard.engine.customer.Contacts.Direction;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Digest;
import dev.regard.engine.event.Event;
import dev.regard.engine.event.EventType;
import dev.regard.engine.event.Texts;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.Topic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a person wrote to us, by mail or in a form (X1): it belongs to the message and the complaint that it answers, else it may open a complaint;
 * the table says what somebody has to look at. An unproven sender reaches a person and changes nothing that is known of the customer.
 */
final class Mails {
    static final String FROM = "from";
    static final String SUBJECT = "subject";
    static final String TEXT = "text";
    /** What the lexicon takes the words for. */
    static final String CATEGORY = "wordsCategory";
    static final String SEVERITY = "wordsSeverity";
    private static final String OCCASION = "mail/";
    static final String QUOTED = "quoted";
    private static final String BELOW = "below";
    static final String ATTACHMENTS = "attachments";
    static final String PROBLEMS = "problems";
    private static final int SHOWN = 1_500;
    private static final int QUOTE_SHOWN = 600;
    private static final int FROM_SHOWN = 300;
    /** So much of a text stays on the card. */
    static final int KEPT = 4_000;

    /** What a mail answers. */
    private enum Answer { NOTHING, MESSAGE, COMPLAINT }

    private Mails() { }

    /** Whether the event says with authority that its subject is an address of the customer. */
    static boolean isStated(Event event) {
        return isMail(event) ? event.data().flag("proven").orElse(false) : !event.type().equals(EventType.FORM_RECEIVED.typeName());
    }

    private static boolean isMail(Event event) {
        return event.type().equals(EventType.MAIL_RECEIVED.typeName());
    }

    static void received(Draft draft, Event event, Filed filed) {
        Data data = event.data();
        boolean known = isSomebody(draft);
        String text = data.text("text").orElse("");
        Optional<Dispatch> answered = data.texts("answers").stream().map(filed::dispatch).flatMap(Optional::stream)
                .filter(d -> !d.alert() && draft.standsFor(d.customer())).findFirst();
        Optional<Boolean> proven = isProven(draft, event);
        boolean doubted = data.flag("judged").orElse(false) && !data.flag("proven").orElse(false);
        if (isMail(event) && (proven.orElse(true) || answered.isPresent() && !doubted)) { // who has our mail may write from elsewhere
            draft.contacts(draft.contacts().with(new Contact(event.time(), Direction.IN, Way.MAIL, answered.map(Dispatch::about).orElse(null), null, null,
                    text.isEmpty() ? null : Texts.cut(text, KEPT))));
        }
        if (proven.orElse(false)) {
            draft.undeliverable(data.text(FROM).orElse("").toLowerCase(Locale.ROOT), false);
        }
        Optional<Complaint> complaint = answered.flatMap(d -> filed.carriedBy(d.id())).flatMap(touch -> complaint(draft, touch));
        if (complaint.isPresent() && proven.orElse(true)) {
            draft.inNameOf(complaint.get().customer(), () -> Complaints.answered(draft, complaint.get(), text, answered.get().about(), event.time()));
        } else {
            Complaints.recognise(draft, event, text, proven);
        }
        Answer answer = complaint.isPresent() ? Answer.COMPLAINT : answered.isPresent() ? Answer.MESSAGE : Answer.NOTHING;
        toBeRead(draft, event, text, draft.facts().toBuilder().set(Attribute.SENDER_KNOWN, known).set(Attribute.SENDER_PROVEN, proven.orElse(null))
                .set(Attribute.ANSWERS, Planner.key(answer)));
    }

    /** Whether the customer wrote this; empty where nobody could have proven it. Whoever answers a mail from another address is somebody else. */
    private static Optional<Boolean> isProven(Draft draft, Event event) {
        boolean theirs = event.subject().kind() != CustomerKey.Kind.ID || event.data().text(FROM).flatMap(CustomerKey::email).filter(from -> draft.hasKey(from.toString())).isPresent();
        boolean judged = event.data().flag("judged").orElse(false);
        boolean proven = event.data().flag("proven").orElse(false);
        return !isMail(event) || theirs && !judged && !proven ? Optional.empty() : Optional.of(theirs && proven);
    }

    /** Whether anything but an address is known: a card that mails alone have made says nothing about who writes. */
    private static boolean isSomebody(Draft draft) {
        return draft.dealings().ordersTotal() > 0 || draft.profile.fields().keySet().stream().anyMatch(f -> !f.equals("emails"));
    }

    /** A complaint that is not closed and that the touch is about. */
    private static Optional<Complaint> complaint(Draft draft, Touch touch) {
        return draft.complaintOf(touch).filter(c -> !c.closed());
    }

    private static void toBeRead(Draft draft, Event event, String text, Facts.Builder said) {
        if (draft.quiet || draft.book.rules().answering(Topic.MAIL).isEmpty()) {
            return;
        }
        Optional<Match> words = Complaints.lexicon(draft, text);
        String below = event.data().text(BELOW).orElse("");
        Optional<Match> wordsBelow = Complaints.lexicon(draft, below);
        Facts facts = said.set(Attribute.EVENT_TYPE, event.type()).set(Attribute.WORDS, text).set(Attribute.COMPLAINT_WORDS, words.isPresent())
                .set(Attribute.COMPLAINT_WORDS_BELOW, wordsBelow.isPresent()).build();
        draft.book.first(Topic.MAIL, facts).filter(m -> m.has("how")).ifPresent(match -> {
            Map<String, String> about = new LinkedHashMap<>();
            about.put(FROM, shown(event.data().text(FROM).orElse(""), FROM_SHOWN));
            about.put(SUBJECT, event.data().text(SUBJECT).orElse(""));
            about.put(TEXT, shown(text, SHOWN));
            String quoted = shown(event.data().text(QUOTED).orElse(""), QUOTE_SHOWN);
            about.put(QUOTED, Stream.of(quoted, shown(below, KEPT)).filter(part -> !part.isEmpty()).collect(Collectors.joining("\n")));
            List.of(ATTACHMENTS, PROBLEMS).forEach(field -> about.put(field, String.join("; ", event.data().texts(field))));
            Optional<Match> taken = words.or(() -> wordsBelow);
            taken.flatMap(w -> w.name("category")).ifPresent(category -> about.put(CATEGORY, category));
            taken.flatMap(w -> w.name("severity")).ifPresent(severity -> about.put(SEVERITY, severity));
            match.name("level").ifPresent(level -> about.put(SpotChecks.LEVEL, level));
            Planner.fromOn(draft, match, OCCASION + Digest.of(event.key()), event.time(), about);
        });
    }

    private static String shown(String text, int most) {
        return text.length() > most ? Texts.cut(text, most) + " ..." : text;
    }

    static boolean asks(Touch touch) {
        return touch.occasion().startsWith(OCCASION);
    }
}
