package dev.regard.rules.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.regard.rules.check.RuleProblem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TableCheckTest {

    @Test
    void aRowBelowOneThatHoldsWheneverItDoesNeverAnswers() {
        assertEquals(List.of("tiers.csv:5:A: error: this row never answers: row 4 (big) holds whenever it does",
                "tiers.csv:8:A: error: this row never answers: row 7 (rest) holds whenever it does"),
                check("tiers.csv", "Key,Sales in 12 months,Tier,Tier is", """
                        big,>= 1000,,gold
                        bigger,>= 5000,platinum,platinum
                        small,500..1000,,iron
                        rest,,,lead
                        after,unknown,,lead
                        """));
    }

    @Test
    void theSameConditionsWithAnotherAnswerContradict() {
        assertEquals(List.of("tiers.csv:5:A: error: this row contradicts row 4 (a), which has the same conditions and answers first",
                "tiers.csv:6:A: error: this row repeats row 4 (a)"),
                check("tiers.csv", "Key,Sales in 12 months,Tier,Tier is", """
                        a,>= 1000,"gold, iron",gold
                        b,>= 1000,"iron, gold",iron
                        c,>= 1000,"gold, iron",gold
                        rest,,,lead
                        """));
    }

    @Test
    void whereAllRowsCountTwoOfOneRoleMustNotSayDifferentThingsOfOneCase() {
        assertEquals(List.of("rhythm.csv:5:A: error: this row repeats row 4 (a)",
                "rhythm.csv:6:A: error: this row contradicts row 4 (a): the same conditions and the same role, which makes one contact",
                "rhythm.csv:8:A: warning: this row and row 4 (a) have the same role, which makes one contact, and say different things when Days of silence is 20"),
                check("rhythm.csv", "Key,Days of silence,Measured from,Role,How", """
                        a,>= 14,contact,rhythm,call
                        b,>= 14,contact,rhythm,call
                        c,>= 14,contact,rhythm,visit
                        d,>= 14,contact,letter,message
                        e,20..30,contact,rhythm,visit
                        f,< 14,contact,rhythm,visit
                        """));
    }

    @Test
    void aNumberBetweenTwoRangesForWhichNoRowAnswersIsAGap() {
        assertEquals(List.of("tiers.csv:4:A: warning: no row answers when Sales in 12 months is 5000"),
                check("tiers.csv", "Key,Sales in 12 months,Tier is", """
                        gold,> 5000,gold
                        lead,< 5000,lead
                        """));
        assertEquals(List.of(), check("tiers.csv", "Key,Sales in 12 months,Tier is", "gold,> 5000,gold\nlead,<= 5000,lead\n"));
        assertEquals(List.of(), check("tiers.csv", "Key,Sales in 12 months,Tier is", "gold,> 5000,gold\nlead,< 5000,lead\nrest,,iron\n"));
    }

    @Test
    void twoColumnsThatExcludeEachOtherNeverHold() {
        assertEquals(List.of("tiers.csv:4:C: error: nothing is both < 500 and what an earlier column of this row asks for"),
                check("tiers.csv", "Key,Sales in 12 months,Sales in 12 months,Tier is", "a,>= 1000,< 500,gold\nb,>= 100,< 500,iron\nc,,,lead\n"));
    }

    @Test
    void numbersThatThereCannotBeAreTakenByNoRow() {
        assertEquals(List.of("stages.csv:4:B: error: nothing is < -3", "stages.csv:6:C: error: nothing is < 0"),
                check("stages.csv", "Key,Days since the last purchase,Orders in total,Sales in total,Stage is", """
                        a,< -3,,,prospect
                        tomorrow,< 0,,,prospect
                        b,,< 0,,prospect
                        returned,,,< -3,former
                        c,,,,active
                        """));
        assertEquals(List.of("mails.csv:4:B: error: nothing is > 10", "mails.csv:5:B: error: nothing is < 0"), check("mails.csv", "Key,Survey score,Role", "a,> 10,a\nb,< 0,b\nc,<= 10,c\n"));
    }

    @Test
    void ofTheCapsThatHoldTheFirstCounts() {
        assertEquals(List.of("caps.csv:5:A: error: this row contradicts row 4 (marketing), which has the same conditions and answers first",
                "caps.csv:6:A: error: this row never answers: row 4 (marketing) holds whenever it does", "caps.csv:9:A: error: this row repeats row 8 (top)"),
                check("caps.csv", "Key,Purpose,How,Tier,At most,Within hours,On top", """
                        marketing,marketing,,,2,168,
                        marketing2,marketing,,,3,168,
                        calls,marketing,call,,1,24,
                        care,care,,gold,3,168,
                        top,marketing,call,gold,1,168,yes
                        again,marketing,call,gold,1,168,yes
                        others,care,,,2,168,
                        """));
    }

    @Test
    void severalRowsThatTogetherTakeAllOfOneBelowAreNamed() {
        assertEquals(List.of("stages.csv:7:A: error: this row never answers: rows 4 (new), 5 (late), 6 (fresh) together take all that it would"),
                check("stages.csv", "Key,Orders in total,Days since the last purchase,Stage is", """
                        new,0,,prospect
                        late,,> 365,former
                        fresh,,"unknown or <= 365",active
                        rest,,"unknown or >= 100",active
                        others,,,active
                        """));
    }

    @Test
    void theSmallestCaseThatNoRowAnswersIsShown() {
        assertEquals(List.of("stages.csv:4:A: warning: no row answers when Orders in total is 1 and Customer kind is designer"),
                check("stages.csv", "Key,Customer kind,Orders in total,Stage is", """
                        new,,0,prospect
                        some,not designer,,active
                        many,designer,>= 3,active
                        """));
    }

    @Test
    void ofAClosedListNoOtherNameIsAsked() {
        String rows = "a,\"consumer, designer\",prospect\nb,\"distributor, internal\",active\n";
        assertEquals(List.of(), check("stages.csv", "Key,Customer kind,Stage is", rows, Map.of("kind", Set.of("consumer", "designer", "distributor", "internal"))));
        assertEquals(List.of("stages.csv:4:A: warning: no row answers when Customer kind is press"),
                check("stages.csv", "Key,Customer kind,Stage is", rows, Map.of("kind", Set.of("consumer", "designer", "distributor", "internal", "press"))));
    }

    @Test
    void whatWouldTakeTooLongIsSaidToBeUndecided() {
        String rows = "new,0,,prospect\nlate,,> 365,former\nfresh,,unknown or <= 365,active\nrest,,unknown or >= 100,active\n";
        ReadTable read = read("stages.csv", "Key,Orders in total,Days since the last purchase,Stage is", rows);
        assertEquals(List.of("stages.csv:6:A: undecided: whether several rows together take all that this row or one below it would: "
                + "the conditions cut each other into too many cases to look at all of them",
                "stages.csv:4:A: undecided: whether each case is answered: the conditions cut each other into too many cases to look at all of them"),
                TableCheck.problems(read, Map.of(), List.of(), 2).stream().map(RuleProblem::toString).toList());
    }

    @Test
    void implicationsAndExclusionsAreCertain() throws CellRefused {
        assertImplies("gold", "gold, iron", true);
        assertImplies("gold, iron", "gold", false);
        assertImplies("gold", "not iron", true);
        assertImplies("not gold, iron", "not gold", true);
        assertImplies("not gold", "not gold, iron", false);
        assertImplies("unknown", "not gold", true);
        assertImplies("unknown or gold", "not iron", true);
        assertImplies("gold", "unknown", false);
        assertNumbersImply("10..20", ">= 10", true);
        assertNumbersImply("10..20", "> 10", false);
        assertNumbersImply("> 10", ">= 10", true);
        assertNumbersImply(">= 10", "> 10", false);
        assertNumbersImply("15", "10..20", true);
        assertNumbersImply("< 10", "not >= 10", true);
        assertNumbersImply("<= 10", "not >= 10", false);
        assertNumbersImply("< 10", "unknown or < 10", true);
        assertNumbersImply("unknown or < 10", "< 10", false);
    }

    private static void assertImplies(String one, String other, boolean expected) throws CellRefused {
        assertEquals(expected, Implication.implies(names(one), names(other)), one + " implies " + other);
    }

    private static void assertNumbersImply(String one, String other, boolean expected) throws CellRefused {
        assertEquals(expected, Implication.implies(ConditionCell.read(one, dev.regard.engine.rule.ValueType.NUMBER),
                ConditionCell.read(other, dev.regard.engine.rule.ValueType.NUMBER)), one + " implies " + other);
    }

    private static dev.regard.engine.rule.Test names(String cell) throws CellRefused {
        return ConditionCell.read(cell, dev.regard.engine.rule.ValueType.NAME);
    }

    private static List<String> check(String file, String headings, String rows) {
        return check(file, headings, rows, Map.of());
    }

    private static List<String> check(String file, String headings, String rows, Map<String, Set<String>> names) {
        return TableCheck.problems(read(file, headings, rows), names.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> Domain.named(e.getValue()))), List.of()).stream().map(RuleProblem::toString).toList();
    }

    private static ReadTable read(String file, String headings, String rows) {
        ReadTable read = TableFile.read(file, ("Title\nDecides.\n" + headings + "\n" + rows).getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of(), read.problems());
        return read;
    }
}
