package dev.regard.rules.yaml;

import dev.regard.rules.check.Place;
import java.util.List;
import java.util.Map;

/** A node of a YAML document with its place. */
public sealed interface Yaml {

    Place place();

    /** Keys to values, in the order of the file. */
    record Mapping(Place place, Map<String, Entry> entries) implements Yaml { }

    /** The value of a key; the place is the key's. */
    record Entry(Place place, Yaml value) { }

    record Sequence(Place place, List<Yaml> items) implements Yaml { }

    /** A single value as it is written; empty for null. */
    record Scalar(Place place, String text) implements Yaml { }
}
