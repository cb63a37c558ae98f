package dev.regard.connectors.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import dev.regard.engine.event.Problem;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the value at which a parser stands into a plain tree. What is wrong but well-formed becomes a problem with its path,
 * and reading goes on behind it; malformed text throws.
 */
final class TreeReader {
    /** Beyond these a number is no quantity of anything, and writing it out plainly would fill the memory. */
    private static final int LARGEST_EXPONENT = 50;
    private static final int MOST_DIGITS = 100;

    private final JsonParser parser;
    private final List<Problem> problems;
    private int budget;

    /** @param budget how many characters and values together are kept */
    TreeReader(JsonParser parser, List<Problem> problems, int budget) {
        this.parser = parser;
        this.problems = problems;
        this.budget = budget;
    }

    Object value() throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> text();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> throw new IllegalStateException("no value starts with " + token);
        };
    }

    /** True when more was met than the budget allows; the tree is then incomplete. */
    boolean exceeded() {
        return budget < 0;
    }

    private Map<String, Object> object() throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            spend(1 + name.length());
            parser.nextToken();
            if (exceeded()) {
                parser.skipChildren();
            } else if (fields.containsKey(name)) {
                problems.add(new Problem(path(parser.getParsingContext()), "comes twice in the same object"));
                parser.skipChildren();
            } else if (name.chars().anyMatch(Character::isISOControl)) {
                problems.add(new Problem(path(parser.getParsingContext().getParent()), "has a name with a control character"));
                parser.skipChildren();
            } else {
                fields.put(wellFormed(name), value());
            }
        }
        return Collections.unmodifiableMap(fields);
    }

    private List<Object> array() throws IOException {
        List<Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            spend(1);
            if (exceeded()) {
                parser.skipChildren();
            } else {
                values.add(value());
            }
        }
        return Collections.unmodifiableList(values);
    }

    private String text() throws IOException {
        spend(parser.getTextLength());
        return exceeded() ? "" : wellFormed(parser.getText());
    }

    /** JSON can spell half a surrogate pair, which no encoding can write: the journal could not keep it. */
    private String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isSurrogate(text.charAt(i))) {
                continue;
            }
            if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                problems.add(new Problem(path(parser.getParsingContext()), "holds half a surrogate pair"));
                return "?";
            }
            i++;
        }
        return text;
    }

    private BigDecimal number() throws IOException {
        try {
            BigDecimal number = parser.getDecimalValue();
            if (Math.abs((long) number.scale()) <= LARGEST_EXPONENT && number.precision() <= MOST_DIGITS) {
                return number;
            }
        } catch (NumberFormatException e) {
            // an exponent that not even BigDecimal holds
        }
        problems.add(new Problem(path(parser.getParsingContext()),
                "has more than " + MOST_DIGITS + " digits or an exponent beyond " + LARGEST_EXPONENT));
        return BigDecimal.ZERO;
    }

    private void spend(int cost) {
        budget = exceeded() ? budget : budget - cost;
    }

    /** {@code [3].data.items[0].amount}: where the context stands, from the root. */
    static String path(JsonStreamContext context) {
        StringBuilder path = new StringBuilder();
        for (JsonStreamContext at = context; !at.inRoot(); at = at.getParent()) {
            if (at.inArray()) {
                path.insert(0, "[" + at.getCurrentIndex() + "]");
            } else if (at.hasCurrentName()) {
                path.insert(0, "." + at.getCurrentName());
            }
        }
        return path.isEmpty() || path.charAt(0) != '.' ? path.toString() : path.substring(1);
    }
}
