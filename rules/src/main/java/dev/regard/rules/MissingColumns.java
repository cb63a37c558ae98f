package dev.regard.rules;

import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.Topic;
import dev.regard.rules.check.Place;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.table.ReadTable;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Names the columns that a table may lack and that decide something by being away: somebody may have deleted them with the best intentions. */
final class MissingColumns {
    private static final String PURPOSE = "purpose";
    /** Where a row without a way plans nothing. */
    private static final Set<Topic> OPTIONAL_TOUCH = EnumSet.of(Topic.TIER_REVIEW, Topic.TIER_CHANGE, Topic.MAIL, Topic.ON_SITE);
    /** What is so without the column, by the table that answers the topic itself. */
    private static final Map<Topic, Map<String, String>> WITHOUT = Map.of(
            Topic.TIER, Map.of("keepShare", "100% counts, so that each month below the threshold is a low one"),
            Topic.OCCASIONS, Map.of("tolerance", "0 counts, so that what was missed for a day is not caught up", "how", "call counts"),
            Topic.REVISITS, Map.of("how", "call counts"),
            Topic.RHYTHM, Map.of("coveredWithin", "0 counts, so that no other contact near by covers one of these", "how", "call counts"),
            Topic.CONTACT_HOURS, Map.of("workingDaysOnly", "no counts, so that customers are contacted on public holidays too"),
            Topic.DEADLINES, Map.of("sameDayLeft", "nothing has to be solved on the same day"),
            Topic.ON_SITE, Map.of("sameDayLeft", "the same day counts, however little is left of it"));

    private MissingColumns() { }

    static List<RuleProblem> problems(Collection<ReadTable> tables) {
        return tables.stream().filter(read -> read.table().topic() != null && !read.isUnclear() && !read.table().rows().isEmpty()).flatMap(MissingColumns::problems).toList();
    }

    private static Stream<RuleProblem> problems(ReadTable read) {
        Map<String, String> without = read.table().answersItsTopic() ? WITHOUT.getOrDefault(read.table().topic(), Map.of()) : Map.of();
        return read.table().topic().results().stream().filter(result -> !read.headings().containsKey(result.name()))
                .filter(result -> without.containsKey(result.name()) || result.name().equals(PURPOSE) && read.table().rows().stream().anyMatch(row -> asksForAPurpose(read, row)))
                .map(result -> headings(read).warning("there is no column '" + result.english() + "' (" + result.chinese() + "): " + without.getOrDefault(result.name(), "care counts")));
    }

    /** Work on the card needs no permission, whatever it is for. */
    private static boolean asksForAPurpose(ReadTable read, Row row) {
        return row.results().containsKey("how") ? !"desk".equals(row.results().get("how")) : !OPTIONAL_TOUCH.contains(read.table().topic());
    }

    private static Place headings(ReadTable read) {
        return read.row(read.headings().values().stream().mapToInt(Place::row).findFirst().orElse(1));
    }
}
