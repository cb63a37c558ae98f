package dev.regard.connectors.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.regard.engine.event.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Plain trees of {@code Map}, {@code List}, {@code String}, {@code BigDecimal}, {@code Boolean} and {@code null} to JSON
 * and back. Numbers keep their digits, objects the order of their names; a name that comes twice is refused.
 */
public final class JsonTree {
    /** The deepest nesting that is read. */
    static final int DEEPEST = 64;
    /** The longest single text, in characters. */
    static final int LONGEST_TEXT = 1 << 20;
    private static final int LONGEST_NAME = 1_000;
    private static final int LONGEST_NUMBER = 200;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST).maxStringLength(LONGEST_TEXT)
                            .maxNameLength(LONGEST_NAME).maxNumberLength(LONGEST_NUMBER).build())
                    // names come from strangers: the JVM-wide pool of strings is not theirs to fill
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonTree() { }

    /** The mapper that all parts share, with the bounds above; never to be configured by who takes it. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    static JsonFactory factory() {
        return MAPPER.getFactory();
    }

    /** The tree in UTF-8 JSON. */
    public static Object read(byte[] json) {
        try (JsonParser parser = factory().createParser(json)) {
            return whole(parser);
        } catch (IOException e) {
            throw new MalformedJson(reason(e), e);
        }
    }

    public static Object read(String json) {
        try (JsonParser parser = factory().createParser(json)) {
            return whole(parser);
        } catch (IOException e) {
            throw new MalformedJson(reason(e), e);
        }
    }

    /** The tree of a text that holds one object. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> readObject(String json) {
        if (read(json) instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new MalformedJson("must be an object", null);
    }

    /** The tree of UTF-8 bytes that hold one object. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> readObject(byte[] json) {
        if (read(json) instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new MalformedJson("must be an object", null);
    }

    /** UTF-8 JSON on one line. */
    public static byte[] write(Object tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a plain tree", e);
        }
    }

    /** JSON text on one line. */
    public static String text(Object tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a plain tree", e);
        }
    }

    private static Object whole(JsonParser parser) throws IOException {
        List<Problem> problems = new ArrayList<>();
        if (parser.nextToken() == null) {
            throw new MalformedJson("is empty", null);
        }
        Object tree = new TreeReader(parser, problems, Integer.MAX_VALUE).value();
        if (parser.nextToken() != null) {
            throw new MalformedJson("goes on after its end", null);
        }
        if (!problems.isEmpty()) {
            throw new MalformedJson(problems.get(0).toString(), null);
        }
        return tree;
    }

    /** What is wrong and where, without the text itself: it may hold what nobody should read in a log. */
    static String reason(IOException e) {
        if (!(e instanceof JsonProcessingException broken)) {
            return "is not readable: " + e.getMessage();
        }
        String where = broken.getLocation() == null ? ""
                : " (line " + broken.getLocation().getLineNr() + ", column " + broken.getLocation().getColumnNr() + ")";
        return "is not valid JSON: " + broken.getOriginalMessage() + where;
    }
}
