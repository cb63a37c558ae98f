package dev.regard.rules.table;

import dev.regard.engine.rule.Topic;
import dev.regard.engine.rule.Topic.HitPolicy;
import dev.regard.rules.table.Sheet.Line;
import dev.regard.rules.table.TableText.UnreadableTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the columns of a table file are for, whatever their headings are written like. */
public final class TableColumns {
    /** The column of the rows' keys. */
    public static final String KEY = "key";

    private TableColumns() { }

    /**
     * The headings from left to right by what they are for: {@link #KEY}, {@code note}, {@code in use}, {@code if NAME} or {@code then NAME}. That is the same for a
     * heading in English, in Chinese and by the engine's own name. A heading that is not understood is there by its own words, a second one for the same with its number.
     *
     * @throws UnreadableTable when the file is no table
     */
    public static Map<String, String> of(String file, byte[] content) throws UnreadableTable {
        Sheet sheet = TableText.sheet(file, content);
        Deque<Line> lines = new ArrayDeque<>(sheet.lines().stream().filter(l -> !l.isBlank() && !l.isRemark()).skip(2).toList());
        Preface preface = new Preface(sheet, new ArrayList<>(), false);
        while (!lines.isEmpty() && Preface.isOf(lines.peek())) {
            preface.take(lines.remove());
        }
        if (lines.isEmpty()) {
            return Map.of();
        }
        Topic topic = Topic.ofTable(file.substring(file.lastIndexOf('/') + 1, file.lastIndexOf('.'))).or(preface::addsTo).orElse(null);
        HitPolicy policy = preface.policy(topic == null ? HitPolicy.FIRST : topic.hitPolicy());
        Line line = lines.remove();
        return of(new Headings(topic, policy, line, List.copyOf(lines)), TableText.texts(line));
    }

    private static Map<String, String> of(Headings headings, List<String> texts) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (int column = 0; column < texts.size(); column++) {
            String text = texts.get(column);
            if (!text.isEmpty() && !columns.containsValue(text)) {
                String meaning = meaning(headings, text, column);
                String numbered = meaning;
                for (int number = 2; columns.containsKey(numbered); number++) {
                    numbered = meaning + " (" + number + ")";
                }
                columns.put(numbered, text);
            }
        }
        return columns;
    }

    private static String meaning(Headings headings, String text, int column) {
        try {
            Column meaning = headings.column(text, column);
            return meaning instanceof Column.Key ? KEY : meaning instanceof Column.Note ? "note" : meaning instanceof Column.InUse ? "in use"
                    : meaning instanceof Column.Asked asked ? asked.identity() : meaning instanceof Column.Answer answer ? answer.identity() : text;
        } catch (CellRefused e) {
            return Cells.plain(text).toLowerCase(Locale.ROOT);
        }
    }
}
