package dev.regard.routes.trial;

import dev.regard.engine.backtest.Difference;
import dev.regard.engine.backtest.Difference.Alert;
import dev.regard.engine.backtest.Difference.Contact;
import dev.regard.engine.backtest.Outcome;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.TierChange;
import java.util.ArrayList;
import java.util.List;

/** What is decided differently for one customer as lines for a person, with the reasons of both sides. */
record CustomerText(String customer, Difference difference, Wording wording) {

    List<String> lines() {
        List<String> lines = new ArrayList<>(tiers());
        difference.contacts().stream().filter(contact -> contact.touch().customer().equals(customer)).forEach(contact -> lines.addAll(contact(contact)));
        difference.alerts().stream().filter(alert -> alert.decision().customer().equals(customer)).forEach(alert -> lines.add(alert(alert)));
        return lines.isEmpty() ? List.of("nothing is decided differently for " + customer) : lines;
    }

    private List<String> tiers() {
        List<String> lines = new ArrayList<>();
        difference.tiers().stream().filter(tier -> tier.customer().equals(customer))
                .forEach(tier -> lines.add("tier at the end: published " + tier.published() + ", draft " + tier.draft()));
        List<String> published = tierChanges(difference.published());
        List<String> draft = tierChanges(difference.draft());
        if (!published.equals(draft)) {
            published.forEach(change -> lines.add("  tier, published: " + change));
            draft.forEach(change -> lines.add("  tier, draft:     " + change));
        }
        return lines;
    }

    private List<String> tierChanges(Outcome side) {
        return side.tierChanges().stream().filter(change -> change.customer().equals(customer)).map(TierChange::decision).map(wording::dated).toList();
    }

    private List<String> contact(Contact contact) {
        return List.of(Wording.name(contact.change()) + ": " + contact.touch().occasion() + ", " + contact.touch().role(),
                "  published: " + touch(difference.published(), contact.published()), "  draft:     " + touch(difference.draft(), contact.draft()));
    }

    /** @param touch null where it does not happen on that side */
    private String touch(Outcome side, Touch touch) {
        return touch == null ? "none" : wording.minute(touch.due()) + ", " + touch.channel() + ", " + touch.template()
                + (touch.assignee() == null ? "" : ", " + wording.company().nameOf(touch.assignee())) + wording.why(side, touch).map(why -> ". " + why).orElse("");
    }

    private String alert(Alert alert) {
        return Wording.name(alert.change()) + ": " + wording.dated(alert.decision());
    }
}
