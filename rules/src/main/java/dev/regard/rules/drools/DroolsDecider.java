package dev.regard.rules.drools;

import dev.regard.engine.rule.Decider;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Further;
import dev.regard.engine.rule.LayeredDecider;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 */
public final class DroolsDecider implements Decider {
    /** A session is much dearer than a question, yet one that lives for ever would keep whatever ever went wrong in it. */
    private static final int QUESTIONS_A_SESSION = 100;

    private final LayeredDecider layers;
    private final KieBase rules;
    private final KieSessionConfiguration configuration = KieServices.get().newKieSessionConfiguration();
    private Reused session;

    public DroolsDecider(Map<Topic, DecisionTable> tables) {
        this(tables, Further.NONE);
    }

    public DroolsDecider(Map<Topic, DecisionTable> tables, Further further) {
        this.layers = new LayeredDecider(tables, further, this::answer);
        this.rules = RuleBase.of(Stream.concat(tables.values().stream(), further.tables().stream()).toList());
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
        Question question = new Question(table.name(), facts);
        ask(question, table.rows().size());
        return matches(table, question);
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

    private static List<Match> matches(DecisionTable table, Question question) {
        int[] held = question.held();
        if (table.policy() == Topic.HitPolicy.FIRST) {
            return held.length == 0 ? List.of() : List.of(new Match(table.name(), table.rows().get(held[0]), question.facts()));
        }
        List<Row> holding = new ArrayList<>(held.length);
        for (int row : held) {
            holding.add(table.rows().get(row));
        }
        return table.answering(holding).stream().map(row -> new Match(table.name(), row, question.facts())).toList();
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
