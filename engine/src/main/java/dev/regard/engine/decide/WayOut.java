package dev.regard.engine.decide;

import dev.regard.engine.customer.Purpose;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Language;
import dev.regard.engine.outbox.Subscription;
import dev.regard.engine.rule.Wording;
import java.util.Map;
import java.util.Optional;

/** How a customer ends messages like this one: a link that the text names, and what mail programs read (RFC 2369, RFC 8058). */
record WayOut(String link) {

    /** Empty for service, which answers what the customer asked for, and where nothing from outside reaches the engine. */
    static Optional<WayOut> of(Draft draft, Touch touch, String channel) {
        return touch.purpose() == Purpose.SERVICE ? Optional.empty()
                : draft.book.unsubscribing().link(new Subscription(touch.customer(), touch.purpose(), channel, touch.id())).map(WayOut::new);
    }

    /** The text with the link, which is added where its template has no place for it. */
    Wording.Text named(Wording.Text text, String language) {
        return text.body().contains(link) ? text : new Wording.Text(text.subject(), text.body().stripTrailing() + "\n\n"
                + Language.of(language).pick("If you would rather not receive messages like this: ", "不想再收到这类信息，请打开：") + link + "\n");
    }

    /** One click is for https only (RFC 8058, 3.1). */
    Map<String, String> headers() {
        String address = "<" + link + ">";
        return link.startsWith("https:") ? Map.of("List-Unsubscribe", address, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
                : Map.of("List-Unsubscribe", address);
    }
}
