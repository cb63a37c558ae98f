package dev.regard.engine.rule;

import java.time.LocalDate;

/**
 * One filled condition cell of a row.
 *
 * @param attribute what it asks for; null when {@code name} is {@code event.NAME} or {@code traits.NAME}
 * @param name      the attribute's key or the free name
 * @param column    the column's letters on the sheet, such as {@code C}
 */
public record Condition(Attribute attribute, String name, Test test, String column) {

    /** The value that the condition meets; null when it is not known. */
    public Object met(Facts facts) {
        return attribute == null ? facts.extra(name) : facts.get(attribute);
    }

    /** The value that the condition meets as it is written down; null when it is not known. */
    public Object shown(Facts facts) {
        Object met = met(facts);
        return met instanceof LocalDate day ? day.toString() : met;
    }

    /** Whether what it asks for is a customer's own, or may be derived of that; else an event or an occasion brings it. */
    public boolean isOfTheCustomer() {
        return attribute == null ? name.startsWith("traits.") || name.startsWith(Further.DERIVED) : attribute.isOfTheCustomer();
    }

    public boolean holds(Facts facts) {
        return test.holds(met(facts));
    }
}
