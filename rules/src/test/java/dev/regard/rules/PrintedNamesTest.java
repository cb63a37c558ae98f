package dev.regard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.regard.rules.table.ReadTable;
import dev.regard.rules.table.TableFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whose names tiers are that are set in the words of the reader. */
class PrintedNamesTest {
    private static final ReadTable TIERS = read("tiers", "Key,Sales in 12 months,Tier is\ntop,>= 200000,铂金\ngood,>= 50000,黄金\nnew,>= 10,新客户\nrest,-,VIP\n");

    private static ReadTable read(String name, String rows) {
        ReadTable read = TableFile.read("tables/" + name + ".csv", ("Title\nDecides.\n" + rows).getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of(), read.problems());
        return read;
    }

    private static List<Object> tiers(Set<String> expected, ReadTable... others) {
        List<ReadTable> all = Stream.concat(Stream.of(TIERS), Arrays.stream(others)).toList();
        ReadTable meant = TIERS.renamed(new PrintedNames(all, () -> expected).meant());
        assertEquals(meant.names().stream().filter(use -> use.result() != null).map(use -> (Object) use.name()).toList(), results(meant));
        return results(meant);
    }

    private static List<Object> results(ReadTable read) {
        return read.table().rows().stream().map(row -> row.results().get("tier")).toList();
    }

    @Test
    void theyAreTheCompanysOwnWhereNothingSaysOtherwise() {
        assertEquals(List.of("铂金", "黄金", "新客户", "VIP"), tiers(Set.of()));
        assertEquals(List.of("铂金", "黄金", "新客户", "VIP"), tiers(Set.of("黄金"), read("holding", "Tier,Cancelled after days\n黄金,7\n-,9\n")));
    }

    @Test
    void theyAreThoseThatAnotherTableOrAScenarioCallsByTheirName() {
        assertEquals(List.of("铂金", "gold", "新客户", "VIP"), tiers(Set.of(), read("holding", "Tier,Cancelled after days\nGold,7\n-,9\n")));
        assertEquals(List.of("platinum", "黄金", "新客户", "VIP"), tiers(Set.of("platinum", "vip")));
    }
}
