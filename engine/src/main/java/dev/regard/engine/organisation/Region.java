package dev.regard.engine.organisation;

import java.util.Map;

/**
 * Part of the company's market.
 *
 * @param leaders who stands on each level above the owners: level name ({@code manager}, {@code director}) to person id
 */
public record Region(String name, Map<String, String> leaders) {
    public Region {
        leaders = Map.copyOf(leaders);
    }
}
