package dev.regard.rules.drools;

import static org.drools.model.PatternDSL.alphaIndexedBy;
import static org.drools.model.PatternDSL.declarationOf;
import static org.drools.model.PatternDSL.on;
import static org.drools.model.PatternDSL.pattern;
import static org.drools.model.PatternDSL.rule;

import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.Test;
import dev.regard.engine.rule.ValueType;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.drools.model.AlphaIndex;
import org.drools.model.Index.ConstraintType;
import org.drools.model.PatternDSL.PatternDef;
import org.drools.model.Rule;
import org.drools.model.Variable;
import org.drools.model.impl.ModelImpl;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.conf.MBeansOption;

/** Builds one rule a row, named {@code table!key}: a pattern over the question whose first constraint is the table. */
final class RuleBase {
    private static final String PACKAGE = "dev.regard.tables";
    private static final int TABLE_INDEX = 0;

    private final Map<Object, String> ids = new HashMap<>();

    private RuleBase() { }

    static KieBase of(Collection<DecisionTable> tables) {
        RuleBase rules = new RuleBase();
        ModelImpl model = new ModelImpl(PACKAGE);
        for (DecisionTable table : tables) {
            for (int row = 0; row < table.rows().size(); row++) {
                model.addRule(rules.ruleOf(table, row));
            }
        }
        return KieBaseBuilder.createKieBaseFromModel(model, MBeansOption.DISABLED);
    }

    private Rule ruleOf(DecisionTable table, int index) {
        Row row = table.rows().get(index);
        Variable<Question> question = declarationOf(Question.class);
        PatternDef<Question> pattern = pattern(question).expr("table " + table.name(), new OfTable(table.name()),
                alphaIndexedBy(String.class, ConstraintType.EQUAL, TABLE_INDEX, Question::table, table.name()));
        for (Condition condition : row.conditions()) {
            Constraint constraint = new Constraint(id(condition), condition);
            AlphaIndex<Question, ?> equality = equality(condition);
            pattern = equality == null ? pattern.expr(constraint.id(), constraint) : pattern.expr(constraint.id(), constraint, equality);
        }
        return rule(PACKAGE, table.name() + "!" + row.key()).build(pattern, on(question).execute(q -> q.hold(index)));
    }

    /** Conditions with equal ids are one condition to Drools, so an id is given out per attribute and test. */
    private String id(Condition condition) {
        return ids.computeIfAbsent(Map.entry(condition.name(), condition.test()), c -> condition.name() + " " + ids.size());
    }

    /**
     * An index for "is exactly this name". Its number must be the attribute's own, or Drools confuses the nodes; its type must be
     * String, since Drools silently does not hash what it takes for an Object.
     */
    private static AlphaIndex<Question, ?> equality(Condition condition) {
        if (condition.attribute() != null && condition.attribute().type() == ValueType.NAME
                && condition.test() instanceof Test.OneOf oneOf && oneOf.values().size() == 1
                && oneOf.values().iterator().next() instanceof String name) {
            Attribute attribute = condition.attribute();
            return alphaIndexedBy(String.class, ConstraintType.EQUAL, TABLE_INDEX + 1 + attribute.ordinal(), q -> q.name(attribute), name);
        }
        return null;
    }
}
