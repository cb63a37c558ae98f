package dev.regard.engine.rule;

import java.util.List;

/**
 * The port behind which the tables of one published version answer. Answers depend on the arguments alone; calls from
 * several threads at once are allowed.
 */
public interface Decider {

    /** The rows of the topic's table that hold, from top to bottom; only the first for {@link Topic.HitPolicy#FIRST}. */
    List<Match> evaluate(Topic topic, Facts facts);
}
