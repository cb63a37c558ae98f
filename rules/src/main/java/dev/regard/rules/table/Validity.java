package dev.regard.rules.table;

import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.table.Preface.Label;
import dev.regard.rules.table.Sheet.Line;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Whether tables still count on a day; what they are like does not depend on it. */
public final class Validity {
    private Validity() { }

    /** A warning at the last day of a table for a period that is over; empty for any other table, and where it cannot be read. */
    public static Optional<RuleProblem> over(String file, byte[] content, LocalDate today) {
        try {
            Sheet sheet = TableText.sheet(file, content);
            List<Line> lines = sheet.lines().stream().filter(l -> !l.isBlank() && !l.isRemark()).skip(2).takeWhile(Preface::isOf).toList();
            for (Line line : lines) {
                Optional<String> said = Preface.said(line).filter(s -> s.getKey().equals(Label.VALID_UNTIL.english)).map(s -> s.getValue());
                if (said.isPresent() && Dates.day(said.get()).isBefore(today)) {
                    return Optional.of(sheet.place(line.number(), line.cell(1).isBlank() ? 0 : 1)
                            .warning("this day is over: the table decides nothing any more"));
                }
            }
        } catch (TableText.UnreadableTable | CellRefused e) {
            return Optional.empty(); // what cannot be read is told by whoever reads it
        }
        return Optional.empty();
    }
}
