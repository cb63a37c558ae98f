package dev.regard.engine.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Charter;
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
import java.time.DayOfWeek;
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
        Row gold = new Row("gold", 6, List.of(asks(Attribute.SALES_12M, BELOW_45)), Map.of("tier", "gold"));
        Row lead = new Row("lead", 7, List.of(), Map.of("tier", "lead", "keepShare", new BigDecimal("0.90")));
        assertEquals("In all other cases: Tier is lead, Kept down to 90%.", RowSentence.of(table(Topic.TIER).withRows(List.of(gold, lead)), lead, Language.ENGLISH));
        assertEquals("其他情况：定为等级：铅牌，保级比例：90%。", RowSentence.of(table(Topic.TIER).withRows(List.of(gold, lead)), lead, Language.CHINESE));
    }

    @Test
    void aRowThatHoldsBesideOthersOrBeforeThemIsForAllCases() {
        Row asking = new Row("a", 4, List.of(asks(Attribute.SALES_12M, BELOW_45)), Map.of("daysAfter", 7, "priority", BigDecimal.ONE));
        Row free = new Row("c", 5, List.of(), Map.of("daysAfter", 14, "priority", BigDecimal.valueOf(9)));
        List<Row> rows = List.of(asking, free);
        assertEquals("Always: Days after 14, Priority 9.", RowSentence.of(table(Topic.REVISITS).withRows(rows), free, Language.ENGLISH));
        assertEquals("任何情况：之后天数：14，优先级：9。", RowSentence.of(table(Topic.REVISITS).withRows(rows), free, Language.CHINESE));
        assertEquals("Always: Days after 14, Priority 9.", RowSentence.of(ranked(rows), free, Language.ENGLISH));
        Row low = new Row("d", 6, List.of(), Map.of("daysAfter", 1, "priority", BigDecimal.ZERO));
        assertEquals("In all other cases: Days after 1, Priority 0.", RowSentence.of(ranked(List.of(low, asking)), low, Language.ENGLISH));
        assertEquals("Always: Tier is lead.", RowSentence.of(table(Topic.TIER).withRows(List.of(new Row("lead", 4, List.of(), Map.of("tier", "lead")), asking)),
                new Row("lead", 4, List.of(), Map.of("tier", "lead")), Language.ENGLISH));
    }

    @Test
    void daysOfTheWeekAndChoicesAreNamedInTheLanguage() {
        Row row = new Row("a", 4, List.of(asks(Attribute.HOW, new OneOf(Set.of("call")))), Map.of("days", Set.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY), "verdict", "busy"));
        assertEquals("If How is call, then Weekdays Monday, Sunday, Moment is busy.", RowSentence.of(table(Topic.CONTACT_HOURS), row, Language.ENGLISH));
        assertEquals("如果方式 为 电话，则星期：周一、周日，时段：繁忙。", RowSentence.of(table(Topic.CONTACT_HOURS), row, Language.CHINESE));
        for (Topic topic : Topic.values()) {
            topic.results().stream().flatMap(result -> result.choices().stream())
                    .forEach(choice -> assertFalse(Terms.of(choice, Language.CHINESE).matches("\\p{ASCII}*"), topic + ": " + choice));
        }
    }

    private static DecisionTable ranked(List<Row> rows) {
        return new DecisionTable("revisits", "", "", Topic.REVISITS, Topic.REVISITS.results(), rows, Topic.HitPolicy.PRIORITY, Charter.NONE);
    }

    private static DecisionTable table(Topic topic) {
        return new DecisionTable(topic.tableName(), "", "", topic, List.of());
    }
}
