package dev.regard.engine.decide;

import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Contacts.Contact;
import dev.regard.engine.customer.Contacts.Direction;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Digest;
import dev.regard.engine.event.Event;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Topic;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a person wrote to us (X1): it belongs to the message and the complaint that it answers, else it may open a complaint; the table says
 * which mails somebody has to look at. An unproven sender reaches a person and changes nothing that is known of the customer.
 */
final class Mails {
    static final String FROM = "from";
    static final String SUBJECT = "subject";
    static final String TEXT = "text";
    private static final String OCCASION = "mail/";
    private static final int SHOWN = 1_500;

    /** What a mail answers. */
    private enum Answer { NOTHING, MESSAGE, COMPLAINT }

    private Mails() { }

    static void received(Draft draft, Event event, Filed filed) {
        Data data = event.data();
        boolean known = isSomebody(draft);
        String text = data.text("text").orElse("");
        Optional<Dispatch> answered = data.texts("answers").stream().map(filed::dispatch).flatMap(Optional::stream)
                .filter(d -> !d.alert() && draft.standsFor(d.customer())).findFirst();
        draft.contacts(draft.contacts().with(new Contact(event.time(), Direction.IN, Way.MAIL, answered.map(Dispatch::about).orElse(null), null, null,
                text.isEmpty() ? null : text)));
        if (data.flag("proven").orElse(false)) {
            draft.undeliverable().remove(data.text(FROM).orElse("").toLowerCase(Locale.ROOT));
        }
        Optional<Complaint> complaint = answered.flatMap(d -> filed.carriedBy(d.id())).flatMap(touch -> complaint(draft, touch));
        if (complaint.isPresent()) {
            draft.inNameOf(complaint.get().customer(), () -> Complaints.answered(draft, complaint.get(), text, answered.get().about(), event.time()));
        } else {
            Complaints.recognise(draft, event.type(), data, text, event.time());
        }
        Answer answer = complaint.isPresent() ? Answer.COMPLAINT : answered.isPresent() ? Answer.MESSAGE : Answer.NOTHING;
        toBeRead(draft, event, text, known, answer);
    }

    /** Whether anything but an address is known: a card that mails alone have made says nothing about who writes. */
    private static boolean isSomebody(Draft draft) {
        return draft.dealings().ordersTotal() > 0 || draft.profile.fields().keySet().stream().anyMatch(f -> !f.equals("emails"));
    }

    /** A complaint that is not closed and that the touch is about. */
    private static Optional<Complaint> complaint(Draft draft, Touch touch) {
        return draft.complaints().stream().filter(c -> !c.closed())
                .filter(c -> c.id().equals(touch.about().get("complaint")) || touch.occasion().startsWith("complaint/" + c.id() + "/")).findFirst();
    }

    private static void toBeRead(Draft draft, Event event, String text, boolean known, Answer answer) {
        if (draft.quiet || draft.book.rules().answering(Topic.MAIL).isEmpty()) {
            return;
        }
        Facts facts = draft.facts().toBuilder().set(Attribute.WORDS, text).set(Attribute.COMPLAINT_WORDS, Complaints.lexicon(draft, text).isPresent())
                .set(Attribute.SENDER_KNOWN, known).set(Attribute.SENDER_PROVEN, event.data().flag("proven").orElse(false))
                .set(Attribute.ANSWERS, Planner.key(answer)).build();
        draft.book.first(Topic.MAIL, facts).filter(m -> m.has("how")).ifPresent(match -> {
            Map<String, String> about = new LinkedHashMap<>();
            about.put(FROM, event.data().text(FROM).orElse(""));
            about.put(SUBJECT, event.data().text(SUBJECT).orElse(""));
            about.put(TEXT, text.length() > SHOWN ? text.substring(0, SHOWN) + " ..." : text);
            match.name("level").ifPresent(level -> about.put(SpotChecks.LEVEL, level));
            Planner.fromOn(draft, match, OCCASION + Digest.of(event.key()), event.time(), about);
        });
    }

    static boolean asks(Touch touch) {
        return touch.occasion().startsWith(OCCASION);
    }
}
