package dev.regard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Facts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GivenFactsTest {
    private static final GivenFacts GIVEN = new GivenFacts(ShippedRules.files(),
            RuleSetReader.read(ShippedRules.files(), Optional.of(ShippedRules.organisation())).ruleSet().orElseThrow(), ShippedRules.organisation());

    private static Facts of(String given) {
        return GIVEN.in(Facts.none(), given);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "tier=golf | given: tier: 'golf' is not known, did you mean gold?",
        "tier=铅 | given: tier: '铅' is not known, did you mean 铅牌?",
        "previousTier=golf | given: previousTier: 'golf' is not known, did you mean gold?",
        "category=wood-flor | given: category: 'wood-flor' is not known, did you mean wood-floor?",
        "event.severity=hihg | given: event.severity: 'hihg' is not known, did you mean high?",
        "sale12m=1 | given: the fact 'sale12m' is not known, did you mean sales12m?; /api/v1/rules/catalogue names them",
        "sales12m=much | given: sales12m: 'much' is not a number such as 200,000 or 12.5",
        "sales12m=50.000 | given: sales12m: is 50.000 50000 or 50? write 50000 or 50",
        "sales12m | given: 'sales12m' is not NAME=VALUE",
        "day=2026-02-30 | given: day: '2026-02-30' is not in the calendar"})
    void whatNoTableCouldMeetIsRefusedWithTheNearestThatItCould(String given, String refusal) {
        String words = assertThrows(IllegalArgumentException.class, () -> of(given)).getMessage();
        assertEquals(refusal, words.substring(0, Math.min(refusal.length(), words.length())), words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"tier=黄金 | gold", "tier=Gold | gold", "客户等级=ＧＯＬＤ | gold"})
    void aNameIsTheOneThatTablesMean(String given, String tier) {
        assertEquals(tier, of(given).get(Attribute.TIER));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"sales12m=6万 | 60000", "sales12m=60,000 | 60000", "sales12m=60 000,tier=gold | 60000", "tier=gold, sales12m=60,000 | 60000", "Sales in 12 months=6万元 | 60000"})
    void aNumberIsReadAsInATable(String given, BigDecimal sales) {
        assertEquals(0, sales.compareTo((BigDecimal) of(given).get(Attribute.SALES_12M)));
    }

    @Test
    void otherValuesAreReadAsInATableToo() {
        assertEquals(LocalDate.of(2026, 12, 1), of("day=2026年12月1日").get(Attribute.DAY));
        assertEquals("bamboo", of("category=bamboo").get(Attribute.CATEGORY), "a company may sell anything");
        assertEquals("wood-floor", of("category=Wood-Floor").get(Attribute.CATEGORY));
        assertEquals(new BigDecimal("7"), of("event.amount=7").extra("event.amount"));
        assertEquals(Facts.none().get(Attribute.TIER), of(" ").get(Attribute.TIER));
    }
}
