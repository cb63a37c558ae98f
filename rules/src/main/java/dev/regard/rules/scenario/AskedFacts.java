package dev.regard.rules.scenario;

import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.Decider;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.rule.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers as the rules do, and keeps what each topic was asked with, what an event or an occasion gave included: of facts between which its tables tell no
 * difference those that were asked last, and of each topic those of the last {@value #MOST} situations.
 */
final class AskedFacts implements Decider {
    private static final int MOST = 2_000;
    private final RuleSet rules;
    private final Map<Topic, List<Condition>> conditions = new EnumMap<>(Topic.class);
    private final Map<Topic, Map<List<Object>, Facts>> asked = new EnumMap<>(Topic.class);

    AskedFacts(RuleSet rules) {
        this.rules = rules;
    }

    /** The same rules, of which this keeps what they are asked. */
    RuleSet listening() {
        return new RuleSet(rules.version(), rules.tables(), rules.further(), this, rules.wording(), rules.festivals(), rules.holidays());
    }

    @Override
    public List<Match> evaluate(Topic topic, Facts facts) {
        keep(topic, facts);
        return rules.evaluate(topic, facts);
    }

    private synchronized void keep(Topic topic, Facts facts) {
        List<Object> situation = new ArrayList<>();
        conditions.computeIfAbsent(topic, this::conditions).forEach(condition -> situation.add(condition.met(facts)));
        Map<List<Object>, Facts> kept = asked.computeIfAbsent(topic, t -> new LinkedHashMap<>());
        kept.remove(situation);
        kept.put(situation, facts);
        if (kept.size() > MOST) {
            kept.remove(kept.keySet().iterator().next());
        }
    }

    /** One for each fact that decides. */
    private List<Condition> conditions(Topic topic) {
        Map<String, Condition> each = new LinkedHashMap<>();
        rules.deciding(topic).stream().flatMap(table -> table.rows().stream()).flatMap(row -> row.conditions().stream())
                .forEach(condition -> each.putIfAbsent(condition.name(), condition));
        return List.copyOf(each.values());
    }

    /** The latest first. */
    synchronized List<Facts> of(Topic topic) {
        List<Facts> all = new ArrayList<>(asked.getOrDefault(topic, Map.of()).values());
        Collections.reverse(all);
        return all;
    }

    synchronized void forget() {
        asked.clear();
    }
}
