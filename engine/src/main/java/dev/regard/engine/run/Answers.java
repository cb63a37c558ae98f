package dev.regard.engine.run;

import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.rule.Topic;
import java.util.List;
import java.util.Optional;

/**
 * The answers of one table to many questions, one after the other. Which row answers depends on nothing but which conditions hold; along a ranking
 * these seldom change from one customer to the next, and only then the rules are asked again.
 */
final class Answers {
    private static final int MOST_CONDITIONS = 64;
    private final RuleSet rules;
    private final Topic topic;
    private final List<Condition> conditions;
    /** Whether nothing but one table has a say. */
    private final boolean alone;
    private long asked;
    private Optional<Match> answer;

    Answers(RuleSet rules, Topic topic) {
        this.rules = rules;
        this.topic = topic;
        this.conditions = rules.deciding(topic).stream().flatMap(table -> table.rows().stream()).flatMap(row -> row.conditions().stream()).toList();
        this.alone = rules.deciding(topic).size() == 1;
    }

    Optional<Match> to(Facts facts) {
        if (!alone || conditions.size() > MOST_CONDITIONS) {
            return Match.first(rules.evaluate(topic, facts));
        }
        long holding = 0;
        for (int i = 0; i < conditions.size(); i++) {
            holding |= conditions.get(i).holds(facts) ? 1L << i : 0;
        }
        if (answer == null || holding != asked) {
            asked = holding;
            answer = Match.first(rules.evaluate(topic, facts));
        }
        return answer.map(match -> new Match(match.table(), match.row(), facts));
    }
}
