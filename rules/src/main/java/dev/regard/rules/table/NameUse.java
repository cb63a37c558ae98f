package dev.regard.rules.table;

import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Topic;
import dev.regard.rules.check.Place;

/**
 * A name in a cell, with its place, so that it can be held against what the whole rule set knows.
 *
 * @param asked  the attribute that is compared with it; null when the name is a result
 * @param result the result column that it stands in; null when the name is compared
 * @param topic  of the table
 */
public record NameUse(Place place, Topic topic, Attribute asked, Topic.Result result, String name) { }
