package dev.regard.rules;

import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.rule.WorkingSpan;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.table.Implication;
import dev.regard.rules.table.ReadTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Names steps of {@code escalation} that wait for an alert which nobody gets, and reminders before a deadline that is shorter than they are early. */
final class LadderCheck {
    private static final String UNACKNOWLEDGED = "unacknowledged";
    /** Whose silence counts. */
    private static final String MANAGER = "manager";
    private static final List<String> DEADLINES = List.of("reply", "solve", "confirm");
    /** Every deadline that an alert can be about. */
    private static final List<String> ALERTED = List.of("opened", "reply", "solve", "confirm");
    /** No working day is longer. */
    private static final int MOST_HOURS_A_DAY = 24;

    private final Collection<ReadTable> tables;
    private final List<Row> steps;
    private final List<RuleProblem> problems = new ArrayList<>();

    private LadderCheck(Collection<ReadTable> tables) {
        this.tables = tables;
        this.steps = rows(Topic.ESCALATION).toList();
    }

    static List<RuleProblem> problems(Collection<ReadTable> tables) {
        LadderCheck check = new LadderCheck(tables);
        tables.stream().filter(read -> read.table().topic() == Topic.ESCALATION).forEach(read -> read.table().rows().forEach(row -> {
            check.afterSilence(read, row);
            DEADLINES.stream().filter(deadline -> isAbout(row, deadline)).forEach(deadline -> check.reminder(read, row, deadline));
        }));
        return check.problems;
    }

    private Stream<Row> rows(Topic topic) {
        return tables.stream().filter(read -> read.table().topic() == topic).flatMap(read -> read.table().rows().stream());
    }

    private boolean isFlawed(Topic topic) {
        return tables.stream().anyMatch(read -> read.table().topic() == topic && read.isFlawed());
    }

    private void afterSilence(ReadTable read, Row row) {
        if (isFlawed(Topic.ESCALATION) || !asks(row) || !isAbout(row, UNACKNOWLEDGED) || ALERTED.stream().anyMatch(deadline -> isAbout(row, deadline))) {
            return;
        }
        if (MANAGER.equals(row.results().get("level"))) {
            problems.add(read.row(row.line()).warning("this step is never reached: it follows an alert to the manager, who hears of a deadline once"));
        } else if (steps.stream().noneMatch(step -> MANAGER.equals(step.results().get("level")) && ALERTED.stream().anyMatch(deadline -> isAbout(step, deadline)) && canMeet(step, row))) {
            problems.add(read.row(row.line()).warning("this step is never reached: it follows an alert to the manager that nobody acknowledged, and no row tells the manager of such a complaint"));
        }
    }

    private void reminder(ReadTable read, Row row, String deadline) {
        List<Row> all = rows(Topic.DEADLINES).filter(other -> canMeet(other, row)).toList();
        if (!isFlawed(Topic.DEADLINES) && asks(row) && row.results().get("when") instanceof WorkingSpan when && !all.isEmpty() && all.stream().allMatch(other -> isShorter(other, deadline, when))) {
            problems.add(read.row(row.line()).warning("this reminder is never in time: " + when + " the deadline '" + deadline + "' is before "
                    + (deadline.equals("confirm") ? "the solution" : "the complaint came") + ", whatever row of complaint-deadlines holds"));
        }
    }

    private static boolean isShorter(Row deadlines, String deadline, WorkingSpan before) {
        WorkingSpan length = deadline.equals("solve") ? deadlines.results().get("solveDays") instanceof Integer days ? new WorkingSpan(0, days + 1) : null
                : deadlines.results().get(deadline) instanceof WorkingSpan span ? span : null;
        if (length == null || before.hours() >= 0 && before.days() >= 0) {
            return false;
        }
        return before.days() == 0 ? length.hours() + length.days() * MOST_HOURS_A_DAY < -before.hours() : length.hours() == 0 ? length.days() < -before.days() : length.hours() < -before.days();
    }

    private static boolean asks(Row row) {
        return row.conditions().stream().anyMatch(c -> c.attribute() == Attribute.STEP);
    }

    private static boolean isAbout(Row row, String deadline) {
        return row.conditions().stream().filter(c -> c.attribute() == Attribute.STEP).allMatch(c -> c.test().holds(deadline));
    }

    /** Whether one complaint may be in both rows, at whatever deadline. */
    private static boolean canMeet(Row one, Row other) {
        return one.conditions().stream().filter(c -> c.attribute() != Attribute.STEP).noneMatch(c -> excludes(c, other));
    }

    private static boolean excludes(Condition condition, Row row) {
        return row.conditions().stream().anyMatch(c -> c.name().equals(condition.name()) && Implication.disjoint(c.test(), condition.test()));
    }
}
