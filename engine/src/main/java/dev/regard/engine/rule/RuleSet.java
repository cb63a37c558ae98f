package dev.regard.engine.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One published version of everything that analysts own. An evaluation uses one version from start to end.
 *
 * @param version   the hash of its content
 * @param tables    the syntax trees of the topics' tables, for explanations and boundaries
 * @param further   the tables beside them
 * @param decider   what answers
 * @param wording   the templates
 * @param festivals the occasions that are dates of a calendar
 * @param holidays  public holidays and make-up working days by year
 */
public record RuleSet(String version, Map<Topic, DecisionTable> tables, Further further, Decider decider, Wording wording,
        List<Festival> festivals, Map<Integer, Holidays> holidays) {

    public RuleSet {
        tables = Map.copyOf(tables);
        festivals = List.copyOf(festivals);
        holidays = Map.copyOf(holidays);
    }

    /** Of the topics' tables alone. */
    public RuleSet(String version, Map<Topic, DecisionTable> tables, Decider decider, Wording wording, List<Festival> festivals, Map<Integer, Holidays> holidays) {
        this(version, tables, Further.NONE, decider, wording, festivals, holidays);
    }

    /** The same under another wording. */
    public RuleSet with(Wording other) {
        return new RuleSet(version, tables, further, decider, other, festivals, holidays);
    }

    public List<Match> evaluate(Topic topic, Facts facts) {
        return decider.evaluate(topic, facts);
    }

    /** Every table, in no order that means anything. */
    public List<DecisionTable> allTables() {
        List<DecisionTable> all = new ArrayList<>(tables.values());
        all.addAll(further.tables());
        return all;
    }

    public Optional<DecisionTable> table(String name) {
        return allTables().stream().filter(t -> t.name().equals(name)).findFirst();
    }

    /** The tables that answer a topic, in the order in which they do. */
    public List<DecisionTable> answering(Topic topic) {
        List<DecisionTable> all = new ArrayList<>(further.adding(topic));
        Optional.ofNullable(tables.get(topic)).ifPresent(all::add);
        return all;
    }

    /** The tables that a topic's answer depends on: those that answer and those that derive facts for them. */
    public List<DecisionTable> deciding(Topic topic) {
        List<DecisionTable> all = new ArrayList<>(further.deriving(topic));
        all.addAll(answering(topic));
        return all;
    }

    /** The facts with those that a table asks for and others derive, for explanations. */
    public Facts derived(DecisionTable table, Facts facts) {
        return further.derive(table, facts, TableReader::matches);
    }
}
