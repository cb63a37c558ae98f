package dev.regard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RuleSetDifferenceTest {
    private static final String LETTER = "templates/en/care.txt";

    private static List<String> lines(String file, String before, String after) {
        return RuleSetDifference.of(files(file, before), files(file, after));
    }

    private static RuleSetFiles files(String file, String text) {
        return RuleSetFiles.of(Map.of(file, text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void anAddedRowIsShownWithARoleOfTheSameNameAsItsKey() {
        String table = "Revisits\nWho is called.\nKey,After,Role,How\nfloor,purchase,floor-call,call\n";
        assertEquals(List.of("revisits: row added: winter (After delivery, Role winter, How call)"), lines("tables/revisits.csv", table, table + "winter,delivery,winter,call\n"));
    }

    @Test
    void aHeadingInAnotherLanguageOrSpellingIsTheSameColumn() {
        String english = "Tiers\nWho is what.\nKey,Sales in 12 months,Tier is,Kept down to\ng,>= 50000,gold,90%\nl,-,lead,-\n";
        String chinese = "Tiers\nWho is what.\n定为等级,编号,保级比例,近12个月销售额\ngold,g,90%,>= 50000\nlead,l,-,-\n";
        String written = "tiers: heading written differently: 'Tier is' -> '定为等级', 'Key' -> '编号', 'Kept down to' -> '保级比例', 'Sales in 12 months' -> '近12个月销售额'";
        assertEquals(List.of(written), changed("tiers", english, chinese));
        assertEquals(List.of(written, "tiers: row g: 近12个月销售额: >= 50000 -> >= 60000"), changed("tiers", english, chinese.replace("50000", "60000")));
        assertEquals(List.of("tiers: heading written differently: 'Tier is' -> 'then: TIER'"), changed("tiers", english, english.replace("Tier is", "then: TIER")));
        assertEquals(List.of("tiers: heading written differently: 'Sales in 12 months' -> 'sales12m'"), changed("tiers", english.replace("Key", "").replaceAll("\n[gl],", "\n,"),
                english.replace("Key", "").replaceAll("\n[gl],", "\n,").replace("Sales in 12 months", "sales12m")));
    }

    @Test
    void aHeadingOfAnAddedTableIsThatOfTheOneItAddsTo() {
        String table = "Winter\nWho is called.\nAdds to,revisits\nHit policy,priority\nKey,If: How,Then: How,Priority\na,call,visit,2\n";
        assertEquals(List.of("winter: heading written differently: 'If: How' -> '若：方式', 'Then: How' -> '方式', 'Priority' -> '优先级'"),
                changed("winter", table, table.replace("If: How,Then: How,Priority", "若：方式,方式,优先级")));
    }

    @Test
    void aColumnThatComesOrGoesIsNamedWithItsCells() {
        String table = "Holding\nHow long.\nKey,Purpose,Cancelled after days\nany,-,7\n";
        String more = "Holding\nHow long.\nKey,Purpose,Tier,Cancelled after days,Note\nany,-,gold,7,\n";
        assertEquals(List.of("holding: column added: Tier", "holding: column added: Note", "holding: row any: Tier: - -> gold"), changed("holding", table, more));
        assertEquals(List.of("holding: column removed: Tier", "holding: column removed: Note", "holding: row any: Tier: gold -> -"), changed("holding", more, table));
        assertEquals(List.of("holding: column removed: Purpose", "holding: column added: Purpos"), changed("holding", table, table.replace("Purpose", "Purpos")));
    }

    private static List<String> changed(String table, String before, String after) {
        String file = "tables/" + table + ".csv";
        return RuleSetDifference.of(RuleSetFiles.of(Map.of(file, before.getBytes(StandardCharsets.UTF_8))), RuleSetFiles.of(Map.of(file, after.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void aChangedLetterIsShownWithItsOtherLines() {
        assertEquals(List.of(LETTER + ": changed", "  - Dear {name},", "  + Hello {name},", "  + How are you?", "  - Goodbye"),
                lines(LETTER, "Subject\n\nDear {name},\nwe wrote\nGoodbye\nThe team\n", "Subject\n\nHello {name},\nHow are you?\nwe wrote\nThe team\n"));
    }

    @Test
    void ofMuchThatIsOtherSomeLinesAreShown() {
        List<String> lines = lines(LETTER, "one\n", String.join("\n", IntStream.range(0, 40).mapToObj(i -> "line " + i).toList()));
        assertEquals(14, lines.size());
        assertEquals("  and 29 lines more", lines.get(13));
    }

    @Test
    void whatIsNoTextIsChangedAndNoMore() {
        assertEquals(List.of(LETTER + ": changed"), lines(LETTER, "a\u00ff", "b\u00ff"));
        assertEquals(List.of(LETTER + ": changed"), lines(LETTER, "a\n", "a\r\n"));
        List<String> some = new ArrayList<>(IntStream.range(0, 3_000).mapToObj(i -> "line " + i).toList());
        assertEquals(List.of(LETTER + ": changed"), lines(LETTER, String.join("\n", some), String.join("\n", some.stream().map(line -> line + "!").toList())));
    }
}
