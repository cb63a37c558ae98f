package dev.regard.engine.rule;

import java.util.List;
import java.util.Map;

/**
 * One published version of everything that analysts own. An evaluation uses one version from start to end.
 *
 * @param version   the hash of its content
 * @param tables    the syntax trees, for explanations and boundaries
 * @param decider   what answers
 * @param wording   the templates
 * @param festivals the occasions that are dates of a calendar
 * @param holidays  public holidays and make-up working days by year
 */
public record RuleSet(String version, Map<Topic, DecisionTable> tables, Decider decider, Wording wording,
        List<Festival> festivals, Map<Integer, Holidays> holidays) {

    public RuleSet {
        tables = Map.copyOf(tables);
        festivals = List.copyOf(festivals);
        holidays = Map.copyOf(holidays);
    }

    public List<Match> evaluate(Topic topic, Facts facts) {
        return decider.evaluate(topic, facts);
    }
}
