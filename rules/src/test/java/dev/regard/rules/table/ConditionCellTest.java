package dev.regard.rules.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.rule.ValueType;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionCellTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "NAME    | gold                   | gold",
        "NAME    | Gold, PLATINUM         | gold, platinum",
        "NAME    | gold、platinum          | gold, platinum",
        "NAME    | gold，platinum          | gold, platinum",
        "NAME    | not lead               | not lead",
        "NAME    | not gold, platinum     | not gold, platinum",
        "NAME    | 非 lead                | not lead",
        "NAME    | unknown                | unknown",
        "NAME    | 未知                   | unknown",
        "NAME    | unknown or gold        | unknown or gold",
        "NAME    | unknown, gold          | unknown or gold",
        "NAME    | antique-tile           | antique-tile",
        "NAME    | 仿古砖                 | 仿古砖",
        "NUMBER  | >= 200000              | >= 200000",
        "NUMBER  | ≥ 200,000              | >= 200000",
        "NUMBER  | ＞＝２００，０００      | >= 200000",
        "NUMBER  | < 45                   | < 45",
        "NUMBER  | 5000..50000            | 5000..50000",
        "NUMBER  | 5,000 .. 50,000        | 5000..50000",
        "NUMBER  | 5000至50000            | 5000..50000",
        "NUMBER  | >= 5 and < 10          | >= 5 and < 10",
        "NUMBER  | 10                     | 10",
        "NUMBER  | 10, 20                 | 10, 20",
        "NUMBER  | 10、20                 | 10, 20",
        "NUMBER  | 200,000                | 200000",
        "NUMBER  | 12.50                  | 12.5",
        "NUMBER  | unknown or < 45        | unknown or < 45",
        "NUMBER  | 未知或 < 45            | unknown or < 45",
        "NUMBER  | 1, >= 5                | >= 5 or 1",
        "PERCENT | 90%                    | 0.9",
        "PERCENT | < 90 %                 | < 0.9",
        "PERCENT | 80%..95%               | 0.8..0.95",
        "DAYS    | >= 14 days             | >= 14",
        "DAYS    | 14天                   | 14",
        "DAYS    | 3 months               | 90",
        "DAYS    | 90 天                  | 90",
        "DAYS    | >= 2 weeks             | >= 14",
        "DAYS    | 3个月以上              | >= 90",
        "DAYS    | 2 to 3 months          | 60..90",
        "DAYS    | within 3 months        | <= 90",
        "DAYS    | no more than 2 Weeks   | <= 14",
        "DAYS    | more than 1 year       | > 365",
        "NUMBER  | ≥ 50 000               | >= 50000",
        "NUMBER  | 5万以上                | >= 50000",
        "NUMBER  | 5千以上                | >= 5000",
        "NUMBER  | ¥ 5,000                | 5000",
        "NUMBER  | ≥ ￥5万                | >= 50000",
        "NUMBER  | ¥5,000 .. ¥10,000      | 5000..10000",
        "NUMBER  | no less than ¥5k       | >= 5000",
        "NUMBER  | not more than 5        | <= 5",
        "NUMBER  | 不超过 20万元          | <= 200000",
        "NUMBER  | at least 50,000        | >= 50000",
        "NUMBER  | under 12.5             | < 12.5",
        "DATE    | 2026-12-01             | 2026-12-01",
        "DATE    | 2026年12月1日至2026/12/31 | 2026-12-01..2026-12-31",
        "DATE    | > 2026-12-01           | >= 2026-12-02",
        "DATE    | not 2026-12-24, 2026-12-25 | not 2026-12-24 or 2026-12-25",
        "FLAG    | yes                    | yes",
        "FLAG    | 否                     | no",
        "FLAG    | TRUE                   | yes",
        "FLAG    | unknown or no          | unknown or no"})
    void aCellIsReadTo(ValueType type, String cell, String words) throws CellRefused {
        assertEquals(words, ConditionCell.read(cell, type).words());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "NAME    | >= 5              | '>= 5' is not a name",
        "NAME    | gold,             | 'gold,' lacks a value",
        "NAME    | gold; platinum    | is not a name",
        "NUMBER  | many              | 'many' is not a number such as 200,000",
        "NUMBER  | 1e9               | '1e9' is not a number",
        "NUMBER  | => 5              | '=> 5' is not a number",
        "NUMBER  | > -               | '> -' is not a number",
        "NUMBER  | 10..5             | no number is in the range '10..5'",
        "NUMBER  | > 5 and < 5       | no number is in the range '> 5 and < 5'",
        "NUMBER  | 9999999999999999  | is not a number",
        "PERCENT | 0.9               | '0.9' is not a share such as 90%",
        "PERCENT | 900%              | '900%' is not between 0% and 100%",
        "DAYS    | 1.5               | '1.5' is not a whole number of days",
        "DAYS    | 3 moons           | '3 moons' is not a number of days such as 14, or 3 months",
        "DATE    | 2026-02-30        | '2026-02-30' is not in the calendar",
        "DATE    | 2026-12-02..2026-12-01 | no day is in the range",
        "DATE    | tomorrow          | 'tomorrow' is not a date such as 2026-12-01",
        "DAYS    | 99999999999       | is not a whole number of days",
        "FLAG    | perhaps           | 'perhaps' is neither yes nor no"})
    void aCellOutsideTheGrammarIsRefusedWithItsReason(ValueType type, String cell, String reason) {
        String words = assertThrows(CellRefused.class, () -> ConditionCell.read(cell, type)).getMessage();
        assertTrue(words.contains(reason), words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "NUMBER  | 5至10万            | 50000..100000",
        "NUMBER  | 5000-6000          | 5000..6000",
        "NUMBER  | 10万 - 20万        | 100000..200000",
        "NUMBER  | -5--3              | -5..-3",
        "DAYS    | 2–3 months         | 60..90",
        "NUMBER  | 5 到 10 万元       | 50000..100000",
        "NUMBER  | between 5 and 10k  | 5000..10000",
        "NUMBER  | 介于5和10万之间    | 50000..100000",
        "NUMBER  | 2.5~5k             | 2500..5000",
        "NUMBER  | 5千至1万           | 5000..10000",
        "NUMBER  | 5000至1万          | 5000..10000",
        "NUMBER  | 50,000 to 100k     | 50000..100000",
        "NUMBER  | 0至5万             | 0..50000",
        "NUMBER  | 10至10万           | 10..100000",
        "NUMBER  | 5元至10万元        | 5..100000",
        "NUMBER  | >= 5000 and < 1万  | >= 5000 and < 10000",
        "NUMBER  | >= 5k and < 10k    | >= 5000 and < 10000",
        "NUMBER  | >= 0 and < 10k     | >= 0 and < 10000",
        "PERCENT | 5至10%             | 0.05..0.1",
        "PERCENT | between 5 and 10 % | 0.05..0.1",
        "DAYS    | between 2 and 3 months | 60..90",
        "DAYS    | 2至3个月           | 60..90",
        "DAYS    | 14 to 3 months     | 14..90"})
    void aUnitAtTheEndOfARangeBelongsToBothEnds(ValueType type, String cell, String words) throws CellRefused {
        assertEquals(words, ConditionCell.read(cell, type).words());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "NUMBER  | >= 5 and < 10万        | it is not clear whether 5 in '>= 5 and < 10万' means 5 or 5 万: write all of it at both numbers, as in 5 万 .. 10 万",
        "DAYS    | > 2 and <= 3 months    | it is not clear whether 2 in '> 2 and <= 3 months' means 2 or 2 months: write all of it at both numbers, as in 2 months .. 3 months",
        "NUMBER  | 5万至10                | no number is in the range '5万至10'",
        "PERCENT | 10至5%                 | no number is in the range '10至5%'",
        "PERCENT | 5%至10                 | '5%至10' is not a share such as 90%, a comparison such as >= 5% or a range such as 5%..10%"})
    void aRangeThatMayMeanTwoThingsOrNothingIsRefused(ValueType type, String cell, String words) {
        assertEquals(words, assertThrows(CellRefused.class, () -> ConditionCell.read(cell, type)).getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "NUMBER  | >= 5.000     | is 5.000 5000 or 5? write 5000 or 5",
        "NUMBER  | 50.000       | is 50.000 50000 or 50? write 50000 or 50",
        "NUMBER  | 5.000..50000 | is 5.000 5000 or 5? write 5000 or 5",
        "NUMBER  | > 1 and < 5.250 | is 5.250 5250 or 5.25? write 5250 or 5.25",
        "NUMBER  | ¥5.125       | is 5.125 5125 or 5.125? write 5125 or 5.1250",
        "NUMBER  | -5.000k      | is -5.000 -5000 or -5? write -5000 or -5",
        "DAYS    | >= 1.000     | is 1.000 1000 or 1? write 1000 or 1",
        "NUMBER  | >= 12,5      | is 12,5 one number or two? write 12.5, or 12, 5 with a blank",
        "PERCENT | < 7,25%      | is 7,25 one number or two? write 7.25, or 7, 25 with a blank",
        "        | >= 5.000     | is 5.000 5000 or 5? write 5000 or 5"})
    void aNumberWhoseDotOrCommaMayMeanTwoThingsIsRefused(ValueType type, String cell, String words) {
        assertEquals(words, assertThrows(CellRefused.class, () -> ConditionCell.read(cell, type)).getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"NUMBER | 0.125 | 0.125", "NUMBER | 5.25 | 5.25", "NUMBER | 5.1250 | 5.125", "NUMBER | 5000.125 | 5000.125", "NUMBER | 1,000.125 | 1000.125",
        "NUMBER | 1.234万 | 12340", "PERCENT | 12.500% | 0.125"})
    void aDotThatCanOnlyPartTheFractionDoes(ValueType type, String cell, String words) throws CellRefused {
        assertEquals(words, ConditionCell.read(cell, type).words());
    }

    @Test
    void phrasesOfATextAreSeparatedBySemicolonsOrLineBreaks() throws CellRefused {
        dev.regard.engine.rule.Test phrases = ConditionCell.read("refund; it broke；退货\nnever again", ValueType.TEXT);
        assertTrue(phrases.holds("我要退货!"));
        assertTrue(phrases.holds("And then IT BROKE."));
        assertFalse(phrases.holds("refunds are fine by me".replace("refund", "bonus")));
    }

    @Test
    void aFieldOfAnEventIsComparedAsNumberAndAsWord() throws CellRefused {
        dev.regard.engine.rule.Test ten = ConditionCell.read("10", null);
        assertTrue(ten.holds(new BigDecimal("10.0")));
        assertTrue(ten.holds("10"));
        assertTrue(ConditionCell.read("555-1234", null).holds("555-1234"));
        dev.regard.engine.rule.Test yes = ConditionCell.read("yes", null);
        assertTrue(yes.holds(true));
        assertTrue(yes.holds("Yes"));
        assertFalse(yes.holds(false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            between 5000 and 10000  | 5000..10000
            Between 5,000 and 10 000 | 5000..10000
            介于5000和10000之间      | 5000..10000
            5000 to 10000           | 5000..10000
            5k..10k                 | 5000..10000
            >= 5K                   | >= 5000
            2.5k                    | 2500
            """)
    void numbersAsPeopleSayThem(String cell, String plain) throws CellRefused {
        assertEquals(ConditionCell.read(plain, ValueType.NUMBER), ConditionCell.read(cell, ValueType.NUMBER));
    }
}
