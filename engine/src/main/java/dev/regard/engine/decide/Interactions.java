package dev.regard.engine.decide;

import dev.regard.engine.customer.Contacts.Contact;
import dev.regard.engine.customer.Contacts.Direction;
import dev.regard.engine.customer.How;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Cause;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.event.Texts;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.Topic;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What came of a call or a visit (R7): done, tried again, or another way. */
final class Interactions {
    private static final String DESK = How.DESK.channel();

    private Interactions() { }

    /** A report; one about work on the card is no contact, whatever channel it names. */
    static void logged(Draft draft, Event event) {
        Data data = event.data();
        Instant at = event.time();
        String outcome = data.text("outcome").map(o -> o.toLowerCase(Locale.ROOT)).orElse(null);
        String touchId = data.text("touch").orElse(null);
        String channel = data.text("channel").orElse("other");
        Optional<Touch> answered = touchId == null ? Optional.empty() : draft.meant(touchId);
        if (answered.map(t -> t.how().contact()).orElse(!channel.equalsIgnoreCase(DESK))) {
            draft.contacts(draft.contacts().with(new Contact(at, touchId == null ? Direction.IN : Direction.OUT, channel, touchId, outcome,
                    data.text("mood").orElse(null), data.text("text").map(t -> Texts.cut(t, Mails.KEPT)).orElse(null))));
        }
        answered.ifPresent(touch -> answer(draft, touch, outcome, at));
        answered.filter(t -> !"not-reached".equals(outcome) && Upkeep.asks(t))
                .ifPresent(t -> draft.profile(draft.profile.confirmed(draft.localDate(at), at, event.source())));
        Promises.make(draft, data.child("promise"), at);
        String words = String.join("\n", data.text("text").orElse(""), data.text("request").orElse(""));
        Complaints.recognise(draft, event, words);
    }

    private static void answer(Draft draft, Touch touch, String outcome, Instant at) {
        if ("not-reached".equals(outcome)) {
            draft.contacts(draft.contacts().withoutVariant(touch.variant()));
            again(draft, touch.tried(touch.tries() + 1), at);
        } else {
            draft.file(touch.withStatus(Touch.Status.DONE, null));
            Promises.done(draft, touch.id(), at);
        }
    }

    private static void again(Draft draft, Touch touch, Instant at) {
        Facts facts = draft.facts().toBuilder().set(Attribute.HOW, Planner.key(touch.how()))
                .set(Attribute.TRIES, BigDecimal.valueOf(touch.tries())).set(Attribute.PURPOSE, Planner.key(touch.purpose())).build();
        Optional<Match> row = draft.book.first(Topic.RETRIES, facts);
        String next = row.map(m -> m.required("how")).orElse("none");
        if (next.equals("none")) {
            draft.file(touch.withStatus(Touch.Status.FAILED, Cause.NOBODY_REACHED.words()));
            return;
        }
        How how = How.valueOf(next.toUpperCase(Locale.ROOT));
        int days = row.get().days("afterWorkingDays");
        LocalDate day = draft.book.calendar().plusWorkingDays(draft.localDate(at), days);
        Instant from = days == 0 ? at : dev.regard.engine.time.LocalDays.at(day, LocalTime.MIN, draft.zone());
        Touch moved = touch.by(how, touch.purpose(), row.get().name("template").orElse(touch.template()))
                .again(Planner.goodMinute(draft, how, from), Cause.NOT_REACHED.words(touch.tries()));
        draft.decide("retry", touch.id() + "/" + touch.tries(), Map.of("touch", touch.id(), "tries", touch.tries(), "how", next,
                "due", moved.due().toString()), Reason.of(row.get()));
        draft.file(moved);
    }
}
