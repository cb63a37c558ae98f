package dev.regard.rules.drools;

import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Facts;
import java.util.Arrays;
import java.util.Locale;

/** The one fact that is put before the rules: the table that is asked, what is known, and the rows that have held so far. */
public final class Question {
    private final String table;
    private final Facts facts;
    private int[] held = new int[4];
    private int count;

    Question(String table, Facts facts) {
        this.table = table;
        this.facts = facts;
    }

    String table() {
        return table;
    }

    Facts facts() {
        return facts;
    }

    /** The name as the index compares it, in small letters; null when it is not known. */
    String name(Attribute attribute) {
        return facts.get(attribute) instanceof String name ? name.toLowerCase(Locale.ROOT) : null;
    }

    void hold(int row) {
        if (count == held.length) {
            held = Arrays.copyOf(held, count * 2);
        }
        held[count++] = row;
    }

    /** The rows that held, from top to bottom. */
    int[] held() {
        int[] rows = Arrays.copyOf(held, count);
        Arrays.sort(rows);
        return rows;
    }
}
