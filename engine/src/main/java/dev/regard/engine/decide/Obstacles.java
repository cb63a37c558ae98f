package dev.regard.engine.decide;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.Row;
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
     * @param goodMinute the next minute at which such a contact is made
     */
    public record Obstacle(Row row, Optional<Match> permission, String consent, Optional<Instant> capped, Instant goodMinute) { }

    /** For each row of the table that plans a contact. */
    public static List<Obstacle> of(Card card, Rulebook book, Instant now, DecisionTable table) {
        if (table.results().stream().noneMatch(r -> r.name().equals("role"))) {
            return List.of();
        }
        Draft draft = new Draft(book, card, now);
        Facts facts = draft.facts();
        List<Obstacle> all = new ArrayList<>();
        for (Row row : table.rows()) {
            Touch touch = Planner.supposed(draft, new Match(table.name(), row, facts));
            Optional<Match> permission = Release.permission(draft, touch);
            ContactHours hours = book.hours(touch.how(), draft.kind());
            boolean good = hours.isGood(now.atZone(draft.zone(touch.how())), book.calendar());
            all.add(new Obstacle(row, permission.filter(m -> !m.required("verdict").equals("send")),
                    (String) permission.map(m -> m.facts().get(Attribute.CONSENT)).orElse(Release.consent(draft, touch)),
                    Caps.freeAt(draft, touch), good ? now : Planner.goodMinute(draft, touch.how(), now)));
        }
        return all;
    }
}
