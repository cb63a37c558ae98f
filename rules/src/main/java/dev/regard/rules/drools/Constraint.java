package dev.regard.rules.drools;

import dev.regard.engine.rule.Condition;
import org.drools.model.functions.HashedExpression;
import org.drools.model.functions.Predicate1;

/**
 * One condition as a constraint of a rule.
 *
 * @param id the same for the same condition only: rules with equal ids share one node
 */
record Constraint(String id, Condition condition) implements Predicate1<Question>, HashedExpression {

    @Override
    public boolean test(Question question) {
        return condition.holds(question.facts());
    }

    @Override
    public String getExpressionHash() {
        return id;
    }
}
