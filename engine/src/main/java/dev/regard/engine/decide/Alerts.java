package dev.regard.engine.decide;

import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Escalation;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.event.Digest;
import dev.regard.engine.organisation.Organisation.Addressee;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.Wording;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Mails to colleagues: one for each matter, round, deadline and level. */
final class Alerts {
    private Alerts() { }

    /** The id of an alert. */
    static String id(String customer, String matter, int round, String deadline, String level) {
        return Digest.about(customer, "alert", matter, Integer.toString(round), deadline, level);
    }

    /** Tells a level about a matter of complaint or promise; the escalation is to be kept with the matter. */
    static Escalation escalate(Draft draft, String matter, int round, String deadline, Match match, Map<String, Object> words) {
        String level = match.required("level");
        String alertId = id(draft.name(), matter, round, deadline, level);
        Addressee to = draft.book.organisation().addressee(level, draft.owner(), draft.region());
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("escalation", alertId);
        detail.put("matter", matter);
        detail.put("round", round);
        detail.put("deadline", deadline);
        detail.put("level", level);
        detail.put("to", to.address());
        String why = draft.decide("escalation", alertId, detail, Reason.of(match));
        mail(draft, alertId, to, match.required("template"), words, match);
        draft.innerKey(Engagement.escalationKey(alertId));
        return new Escalation(alertId, round, level, deadline, to.address(), draft.now, null, why);
    }

    /** Files why a level is not told of something any more: a higher one is, since nobody looked when this one's moment came. */
    static void passOver(Draft draft, String matter, int round, String deadline, Match match, Instant due, String told) {
        String level = match.required("level");
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("matter", matter);
        detail.put("round", round);
        detail.put("deadline", deadline);
        detail.put("level", level);
        detail.put("due", due.toString());
        detail.put("told", told);
        draft.decide("passed-over", id(draft.id, matter, round, deadline, level), detail,
                Reason.with(match, Reason.engine("passed-over", "due", due.toString(), "told", told)));
    }

    /** Tells a level something that needs no acknowledgement. */
    static void tell(Draft draft, String level, String type, String about, String template, Match match, Map<String, Object> words) {
        String alertId = id(draft.name(), about, 0, type, level);
        Addressee to = draft.book.organisation().addressee(level, draft.owner(), draft.region());
        draft.decide("alert", alertId, Map.of("about", about, "level", level, "to", to.address()), Reason.of(match));
        mail(draft, alertId, to, template, words, match);
    }

    /** The row and what it met, as a colleague can look it up. */
    private static String why(Match match) {
        String met = match.factsThatMatched().entrySet().stream().map(e -> e.getKey() + " = " + e.getValue())
                .collect(java.util.stream.Collectors.joining(", "));
        return match.table() + ", " + match.row().key() + " (" + met + ")";
    }

    /** The alert came back: the company's fallback address gets the same words, once; when that is the one that it came back from, nothing is left but to say so. */
    static void bounced(Draft draft, Dispatch alert, String detail) {
        String fallback = draft.book.organisation().fallbackAddress();
        boolean again = !fallback.equalsIgnoreCase(alert.recipient());
        draft.decide("bounced", alert.id(), Map.of("escalation", alert.about(), "to", alert.recipient(), "instead", again ? fallback : "", "reason", detail),
                List.of(Reason.engine("delivery", "status", "bounced", "words", detail)));
        if (again) {
            draft.file(new Dispatch(Digest.of(alert.id(), "fallback"), alert.customer(), alert.about(), true, true, alert.channel(), fallback, alert.subject(),
                    alert.body(), alert.language(), alert.headers(), Dispatch.Status.READY, draft.now, 0, null, null));
        }
    }

    private static void mail(Draft draft, String alertId, Addressee to, String template, Map<String, Object> words, Match match) {
        String language = draft.book.organisation().language();
        Supplier<Map<String, Object>> all = () -> {
            Map<String, Object> said = new LinkedHashMap<>(Words.about(draft, language));
            said.putAll(words);
            said.put("addressee", to.name());
            said.put("level", to.level());
            said.put("escalation", alertId);
            said.put("why", why(match));
            return said;
        };
        Wording.Text text = draft.book.rules().wording().variants(template, language).stream().findFirst()
                .map(v -> draft.book.rules().wording().render(v, all))
                .orElseGet(() -> new Wording.Text(template + ": " + all.get().get("customer"), all.get().toString()));
        draft.file(new Dispatch(alertId, draft.name(), alertId, true, true, "email", to.address(), text.subject(), text.body(), language,
                Map.of(), Dispatch.Status.READY, draft.now, 0, null, null));
    }
}
