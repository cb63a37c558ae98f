package dev.regard.rules.table;

import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.rule.ValueType;

/** What a column of a table is for, as its heading says. */
sealed interface Column {

    /** Holds the stable key of the row. */
    record Key() implements Column { }

    /** Words for people. */
    record Note() implements Column { }

    /** Whether the row counts. */
    record InUse() implements Column { }

    /**
     * Asks for something.
     *
     * @param attribute null for {@code event.NAME} and {@code traits.NAME}
     * @param name      the attribute's key or the free name
     */
    record Asked(Attribute attribute, String name) implements Column {
        /** The same in any language and position; keys of rows are made with it. */
        String identity() {
            return "if " + name;
        }

        /** Null when nothing is known of what the fact holds. */
        ValueType type() {
            return attribute == null ? null : attribute.type();
        }
    }

    /** Answers. */
    record Answer(Topic.Result result) implements Column {
        /** The same in any language and position; keys of rows are made with it. */
        String identity() {
            return "then " + result.name();
        }
    }

    /** Has a heading that was refused; what stands below it is left aside. */
    record Unclear() implements Column { }
}
