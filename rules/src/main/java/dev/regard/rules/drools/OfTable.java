package dev.regard.rules.drools;

import org.drools.model.functions.HashedExpression;
import org.drools.model.functions.Predicate1;

/** This table is asked. */
record OfTable(String table) implements Predicate1<Question>, HashedExpression {

    @Override
    public boolean test(Question question) {
        return question.table().equals(table);
    }

    @Override
    public String getExpressionHash() {
        return "table " + table;
    }
}
