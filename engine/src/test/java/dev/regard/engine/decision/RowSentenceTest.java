package dev.regard.engine.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.Test.Between;
import dev.regard.engine.rule.Test.Contains;
import dev.regard.engine.rule.Test.Either;
import dev.regard.engine.rule.Test.Not;
import dev.regard.engine.rule.Test.OneOf;
import dev.regard.engine.rule.Test.Unknown;
import dev.regard.engine.rule.Topic;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowSentenceTest {
    private static final Between BELOW_45 = new Between(null, false, BigDecimal.valueOf(45), false);

    private static Condition asks(Attribute attribute, dev.regard.engine.rule.Test test) {
        return new Condition(attribute, attribute.key(), test, "B");
    }

    @Test
    void everyKindOfConditionAndAnswerIsSaidInBothLanguages() {
        Row row = new Row("a", 4, List.of(asks(Attribute.KIND, new OneOf(Set.of("consumer", "designer"))), asks(Attribute.TIER, new Not(new OneOf(Set.of("lead")))),
                asks(Attribute.STOCK_COVER, new Either(new Unknown(), BELOW_45)), asks(Attribute.WORDS, new Contains(List.of("broken", "坏了")))),
                Map.of("daysAfter", 14, "how", "call", "cheerful", false));
        assertEquals("If Customer kind is consumer or designer and Tier is not lead and Stock cover in days is not known or is < 45 and Words in the text hold one of: broken; 坏了, "
                + "then Days after 14, How call, Cheerful no.", RowSentence.of(table(Topic.REVISITS), row, Language.ENGLISH));
        assertEquals("如果客户类型 为 消费者或设计师，且客户等级 不是铅牌，且库存可用天数 未知或为 < 45，且文中用语 含有：broken; 坏了，则之后天数：14，方式：电话，喜庆内容：否。",
                RowSentence.of(table(Topic.REVISITS), row, Language.CHINESE));
    }

    @Test
    void aRowWithoutConditionsIsForAllOtherCases() {
        assertEquals("In all other cases: Tier is lead, Kept down to 90%.", RowSentence.of(table(Topic.TIER), new Row("lead", 7, List.of(),
                Map.of("tier", "lead", "keepShare", new BigDecimal("0.90"))), Language.ENGLISH));
    }

    private static DecisionTable table(Topic topic) {
        return new DecisionTable(topic.tableName(), "", "", topic, List.of());
    }
}
