package dev.regard.rules.drools;

import dev.regard.engine.rule.Decider;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Distinctions;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Further;
import dev.regard.engine.rule.LayeredDecider;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.Topic;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.DirectFiringOption;
import org.kie.api.runtime.conf.KeepReferenceOption;
import org.kie.api.runtime.conf.ThreadSafeOption;
import org.kie.api.runtime.rule.FactHandle;

/**
 * Answers from rules that were built once of all tables of one version. Several threads may ask at once and are answered one after the other:
 * sessions of one rule base that worked side by side were seen to miss a row once in a great many questions, and an answer takes a microsecond or two.
 * What was answered about a situation is the answer about every other customer in that situation, as far as the table can tell.
 */
public final class DroolsDecider implements Decider {
    /** A session is much dearer than a question, yet one that lives for ever would keep whatever ever went wrong in it. */
    private static final int QUESTIONS_A_SESSION = 100;

    private static final int SITUATIONS_KEPT = 10_000;

    private final LayeredDecider layers;
    private final KieBase rules;
    private final KieSessionConfiguration configuration = KieServices.get().newKieSessionConfiguration();
    private final Map<DecisionTable, Answered> answered = new IdentityHashMap<>();
    private Reused session;

    /** The rows that held in situations that were asked about. */
    private record Answered(Distinctions distinctions, Map<Long, int[]> rows) { }

    public DroolsDecider(Map<Topic, DecisionTable> tables) {
        this(tables, Further.NONE);
    }

    public DroolsDecider(Map<Topic, DecisionTable> tables, Further further) {
        this.layers = new LayeredDecider(tables, further, this::answer);
        List<DecisionTable> all = Stream.concat(tables.values().stream(), further.tables().stream()).toList();
        this.rules = RuleBase.of(all);
        all.forEach(table -> Distinctions.of(table).ifPresent(d -> answered.put(table, new Answered(d, new ConcurrentHashMap<>()))));
        configuration.setOption(DirectFiringOption.YES);
        configuration.setOption(ThreadSafeOption.NO);
        configuration.setOption(KeepReferenceOption.NO);
    }

    @Override
    public List<Match> evaluate(Topic topic, Facts facts) {
        return layers.evaluate(topic, facts);
    }

    private List<Match> answer(DecisionTable table, Facts facts) {
        if (table.rows().isEmpty()) {
            return List.of();
        }
        return matches(table, held(table, facts), facts);
    }

    private int[] held(DecisionTable table, Facts facts) {
        Answered known = answered.get(table);
        OptionalLong situation = known == null ? OptionalLong.empty() : known.distinctions.situation(facts);
        int[] before = situation.isPresent() ? known.rows.get(situation.getAsLong()) : null;
        if (before != null) {
            return before;
        }
        Question question = new Question(table.name(), facts);
        ask(question, table.rows().size());
        int[] held = question.held();
        if (situation.isPresent() && known.rows.size() < SITUATIONS_KEPT) {
            known.rows.put(situation.getAsLong(), held);
        }
        return held;
    }

    private synchronized void ask(Question question, int most) {
        Reused asked = session == null ? new Reused(rules.newKieSession(configuration, null)) : session;
        session = null;
        boolean clean = false;
        try {
            asked.ask(question, most);
            clean = true;
        } finally {
            if (clean && asked.asked < QUESTIONS_A_SESSION) {
                session = asked;
            } else {
                asked.rules.dispose();
            }
        }
    }

    private static List<Match> matches(DecisionTable table, int[] held, Facts facts) {
        if (table.policy() == Topic.HitPolicy.FIRST) {
            return held.length == 0 ? List.of() : List.of(new Match(table.name(), table.rows().get(held[0]), facts));
        }
        List<Row> holding = new ArrayList<>(held.length);
        for (int row : held) {
            holding.add(table.rows().get(row));
        }
        return table.answering(holding).stream().map(row -> new Match(table.name(), row, facts)).toList();
    }

    /** A session between two questions is empty. */
    private static final class Reused {
        private final KieSession rules;
        private int asked;

        Reused(KieSession rules) {
            this.rules = rules;
        }

        void ask(Question question, int most) {
            asked++;
            FactHandle handle = rules.insert(question);
            rules.fireAllRules(most);
            rules.delete(handle);
        }
    }
}
