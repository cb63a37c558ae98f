package dev.regard.engine.run;

import dev.regard.engine.customer.Card;
import dev.regard.engine.decide.Obstacles;
import dev.regard.engine.decide.Obstacles.Obstacle;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.decide.Situations;
import dev.regard.engine.decision.Language;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.RuleSet;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/**
 * What rules see of a customer at a moment.
 *
 * @param card      as it was then
 * @param rules     that decided about the customer then
 * @param facts     without any event, with those of a monthly review
 * @param obstacles what beside a table itself stood in the way of the contacts that its rows plan, by the table and the facts with those that are taken for granted
 * @param notes     what of it is not as it was then, in words; nothing for now
 */
public record AsOf(Instant at, Card card, RuleSet rules, Facts facts, BiFunction<DecisionTable, Facts, List<Obstacle>> obstacles, List<Note> notes) {

    /** Something that is said to a person, in either language. */
    public record Note(String english, String chinese) {
        public String in(Language language) {
            return language.pick(english, chinese);
        }
    }

    public AsOf {
        notes = List.copyOf(notes);
    }

    /** Now. */
    public static AsOf now(EngineView view, Card card) {
        return new AsOf(view.now(), card, view.rules(card), view.facts(card), (table, facts) -> view.obstacles(card, table, facts), List.of());
    }

    /** A moment that is over. */
    public static AsOf then(Instant at, Card card, Rulebook book, List<Note> notes) {
        return new AsOf(at, card, book.rules(), Situations.underReview(card, book, at), (table, facts) -> Obstacles.of(card, book, at, table, facts), notes);
    }
}
