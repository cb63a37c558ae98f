package dev.regard.engine.decide;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Cause;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.time.ContactHours;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What beside the table itself would stand in the way of the contacts that its rows plan: permission and consent, caps and hours. */
public final class Obstacles {
    private Obstacles() { }

    /**
     * What a contact of one row would meet if it were due now.
     *
     * @param permission the row that forbids or delays it; empty when none does
     * @param consent    granted, withdrawn or none
     * @param capped     until when a cap holds it back; empty when there is room
     * @param goodMinute the next minute at which such a contact is made; for an occasion whose date is known when its own is due
     * @param leftOut    why the row leaves the customer out; empty when it does not
     * @param occasion   which the contact is about; empty where it is about none, or the row is for several and none is taken for granted
     */
    public record Obstacle(Row row, Optional<Match> permission, String consent, Optional<Instant> capped, Instant goodMinute, Optional<String> leftOut, Optional<NextOccasion> occasion) { }

    /**
     * For each row of the table that plans a contact.
     *
     * @param facts with those that are taken for granted, such as the occasion
     */
    public static List<Obstacle> of(Card card, Rulebook book, Instant now, DecisionTable table, Facts facts) {
        if (table.results().stream().noneMatch(r -> r.name().equals("role"))) {
            return List.of();
        }
        Draft draft = new Draft(book, card, now);
        List<Obstacle> all = new ArrayList<>();
        for (Row row : table.rows()) {
            Match match = new Match(table.name(), row, facts);
            Optional<NextOccasion> occasion = occasion(book, table, row, facts).map(name -> Occasions.next(draft, match, name));
            Touch touch = Planner.supposed(draft, match, occasion.map(o -> o.name() + "/").orElse(table.name() + "/" + row.key()));
            Optional<Match> permission = Release.permission(draft, touch);
            ContactHours hours = book.hours(touch.how(), draft.kind());
            boolean good = hours.isGood(now.atZone(draft.zone(touch.how())), book.calendar());
            all.add(new Obstacle(row, permission.filter(m -> !m.required("verdict").equals("send")),
                    (String) permission.map(m -> m.facts().get(Attribute.CONSENT)).orElse(Release.consent(draft, touch)),
                    Caps.freeAt(draft, touch), occasion.flatMap(NextOccasion::due).orElseGet(() -> good ? now : Planner.goodMinute(draft, touch.how(), now)),
                    Planner.isControl(draft, match) ? Optional.of(Cause.CONTROL_GROUP.words(table.name() + "/" + row.key())) : Optional.empty(), occasion));
        }
        return all;
    }

    /** The one that is taken for granted, where the row is for it, else the only one that the row is for. */
    private static Optional<String> occasion(Rulebook book, DecisionTable table, Row row, Facts facts) {
        List<String> possible = table.topic() == Topic.OCCASIONS ? book.occasionsOf(row) : List.of();
        Object given = facts.get(Attribute.OCCASION);
        return possible.stream().filter(name -> possible.size() == 1 || name.equals(given)).findFirst();
    }
}
