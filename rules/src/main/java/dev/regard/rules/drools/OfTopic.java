package dev.regard.rules.drools;

import dev.regard.engine.rule.Topic;
import org.drools.model.functions.HashedExpression;
import org.drools.model.functions.Predicate1;

/** The question is about this topic. */
record OfTopic(Topic topic) implements Predicate1<Question>, HashedExpression {

    @Override
    public boolean test(Question question) {
        return question.topic() == topic;
    }

    @Override
    public String getExpressionHash() {
        return "topic " + topic;
    }
}
