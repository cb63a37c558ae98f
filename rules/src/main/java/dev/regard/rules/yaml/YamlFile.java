package dev.regard.rules.yaml;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.regard.rules.check.Place;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.yaml.Yaml.Entry;
import dev.regard.rules.yaml.Yaml.Mapping;
import dev.regard.rules.yaml.Yaml.Scalar;
import dev.regard.rules.yaml.Yaml.Sequence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads YAML files. Values stay the text that they are written with; tags, anchors and aliases are refused. */
public final class YamlFile {
    private static final YAMLFactory FACTORY = new YAMLFactory();

    private final String file;
    private final YAMLParser parser;
    private final List<RuleProblem> problems;

    private YamlFile(String file, YAMLParser parser, List<RuleProblem> problems) {
        this.file = file;
        this.parser = parser;
        this.problems = problems;
    }

    /** The document's top mapping; empty, with a problem added, when the file has none. */
    public static Optional<Mapping> read(String file, byte[] content, List<RuleProblem> problems) {
        try (YAMLParser parser = FACTORY.createParser(content)) {
            parser.nextToken();
            Yaml top = new YamlFile(file, parser, problems).node();
            if (top instanceof Mapping mapping) {
                return Optional.of(mapping);
            }
            problems.add(Place.inText(file, 1, 1).error("a file of \"key: value\" lines is expected"));
        } catch (JacksonException e) {
            JsonLocation at = e.getLocation();
            problems.add(Place.inText(file, at == null ? 1 : Math.max(1, at.getLineNr()), at == null ? 1 : Math.max(1, at.getColumnNr()))
                    .error("this is not YAML: " + e.getOriginalMessage().lines().findFirst().orElse("")));
        } catch (IOException e) {
            problems.add(Place.inText(file, 1, 1).error("the file is too large, or not in UTF-8"));
        }
        return Optional.empty();
    }

    private Yaml node() throws IOException {
        Place place = place();
        if (parser.currentToken() == null) {
            return new Scalar(place, "");
        }
        if (parser.isCurrentAlias() || parser.getTypeId() != null || parser.getObjectId() != null) {
            problems.add(place.error("tags, anchors and aliases (!, &, *) are not used here; put the value in quotes if it is one"));
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(place);
            case START_ARRAY -> sequence(place);
            case VALUE_NULL -> new Scalar(place, "");
            default -> new Scalar(place, parser.getText());
        };
    }

    private Mapping mapping(Place place) throws IOException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            Place at = place();
            parser.nextToken();
            if (entries.put(key, new Entry(at, node())) != null) {
                problems.add(at.error("'" + key + "' stands here twice"));
            }
        }
        return new Mapping(place, entries);
    }

    private Sequence sequence(Place place) throws IOException {
        List<Yaml> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node());
        }
        return new Sequence(place, items);
    }

    private Place place() {
        JsonLocation at = ((JsonParser) parser).currentTokenLocation();
        return Place.inText(file, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
    }
}
