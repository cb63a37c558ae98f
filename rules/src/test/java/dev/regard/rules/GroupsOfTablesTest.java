package dev.regard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tables that add to one another: what one takes from the other, and what both say. */
class GroupsOfTablesTest {
    private static final String TIERS = "Tiers\nBy sales.\nKey,Sales in 12 months,Tier is\ngold,>= 50000,gold\niron,>= 5000,iron\nlead,-,lead\n";
    private static final String WINTER = "Winter\nWho is called.\nAdds to,revisits\nKey,After,Customer kind,Days after,Role,How,Template\n";

    private static String friends(String about, String headings, String rows) {
        return "Friends\nWho is never less.\nAdds to,tiers\n" + about + "Key," + headings + ",Tier is\n" + rows;
    }

    private static List<String> found(String... namesAndTables) {
        Map<String, String> tables = new LinkedHashMap<>(Map.of("tiers.csv", TIERS));
        for (int i = 0; i < namesAndTables.length; i += 2) {
            tables.put(namesAndTables[i], namesAndTables[i + 1]);
        }
        return ShippedRules.found(tables).stream().filter(line -> !line.contains("platinum")).toList();
    }

    @Test
    void aRowWithoutConditionsThatIsAskedFirstTakesEverything() {
        assertEquals(List.of("tables/friends.csv:5:A: error: this row is asked before table tiers and takes all that its rows gold, iron, lead would, which never answer"),
                found("friends.csv", friends("", "traits.friend", "all,-,iron\n")));
        assertEquals(List.of("tables/friends.csv:6:A: warning: this row is asked before table tiers and takes all that its rows gold, iron, lead would while this table is valid"),
                found("friends.csv", friends("Valid from,2026-12-01\n", "traits.friend", "all,-,iron\n")));
    }

    @Test
    void aRowThatTakesAllThatOneOfAnotherTableWouldIsNamed() {
        assertEquals(List.of("tables/friends.csv:5:A: error: this row is asked before table tiers and takes all that its row gold would, which never answers"),
                found("friends.csv", friends("", "Sales in 12 months", "big,>= 40000,iron\n")));
        assertEquals(List.of("tables/friends.csv:5:A: error: this row repeats row gold of tiers"), found("friends.csv", friends("", "Sales in 12 months", "big,>= 50 000,gold\n")));
        assertEquals(List.of("tables/tiers.csv:4:A: error: this row never answers: rows a of friends, b of friends are asked first and together take all that it would"),
                found("friends.csv", friends("", "Sales in 12 months,Orders in 12 months", "a,>= 50000,>= 3,iron\nb,>= 50000,unknown or < 3,lead\n")));
        assertEquals(List.of(), found("friends.csv", friends("", "traits.friend,Sales in 12 months", "friend,yes,>= 40000,gold\n")));
    }

    @Test
    void twoTablesThatAreNeverValidTogetherTakeNothingFromOneAnother() {
        String row = "friend,yes,iron\n";
        assertEquals(List.of(), found("a.csv", friends("Valid until,2026-11-30\n", "traits.friend", row), "b.csv", friends("Valid from,2026-12-01\n", "traits.friend", row)));
        assertEquals(List.of("tables/a.csv:6:A: warning: this row repeats row friend of b"),
                found("a.csv", friends("Valid until,2026-12-01\n", "traits.friend", row), "b.csv", friends("Valid from,2026-12-01\n", "traits.friend", row)));
        assertEquals(List.of("tables/a.csv:5:A: error: this row repeats row friend of b"),
                found("a.csv", friends("", "traits.friend", row), "b.csv", friends("Valid from,2026-12-01\n", "traits.friend", row)));
    }

    @Test
    void aCapThatIsAskedFirstLeavesOthersNothing() {
        String caps = "Caps\nHow many.\nKey,Purpose,Tier,At most,Within hours,On top\ncare,care,,2,168,\nmore,care,gold,1,168,yes\n";
        String more = "More\nHow many more.\nAdds to,caps\nKey,Purpose,Tier,At most,Within hours,On top\n";
        assertEquals(List.of("tables/more.csv:5:A: error: this row is asked before table caps and takes all that its row care would, which never answers"), found("caps.csv", caps, "more.csv", more + "all,,,5,24,\n"));
        assertEquals(List.of(), found("caps.csv", caps, "more.csv", more + "best,care,gold,3,168,\nmore,care,gold,1,168,yes\n"));
    }

    @Test
    void whereAllRowsAnswerTheSameInTwoTablesIsARepetition() {
        String row = "heating,purchase,consumer,3,winter-call,call,care-call\n";
        assertEquals(List.of("tables/a.csv:5:A: error: this row repeats row heating of b"), found("a.csv", WINTER + row, "b.csv", WINTER + row));
        assertEquals(List.of("tables/a.csv:5:A: warning: row heating of b has the same role, which makes one contact where both hold; this one decides how"),
                found("a.csv", WINTER + row, "b.csv", WINTER + row.replace(",3,", ",4,")));
        assertEquals(List.of("tables/a.csv:6:A: error: this row repeats row heating of b"),
                found("a.csv", WINTER.replace("Key,", "Valid from,2026-12-01\nKey,") + row, "b.csv", WINTER + row));
        assertEquals(List.of("tables/a.csv:5:A: warning: this row repeats row heating of b while both tables are valid"),
                found("a.csv", WINTER + row, "b.csv", WINTER.replace("Key,", "Valid from,2026-12-01\nKey,") + row));
        assertEquals(List.of("tables/more.csv:5:A: error: this row repeats row care of caps"), found("caps.csv", "Caps\nHow many.\nKey,Purpose,At most,Within hours,On top\ncare,care,2,168,\nmore,care,1,168,yes\n",
                "more.csv", "More\nHow many more.\nAdds to,caps\nKey,Purpose,At most,Within hours,On top\ncare,care,2,168,\nmore,care,1,168,yes\n"));
    }
}
