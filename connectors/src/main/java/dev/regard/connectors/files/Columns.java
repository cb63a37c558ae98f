package dev.regard.connectors.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What headings, cell values and file names of a company's tables mean in ours: three maps, read from YAML.
 *
 * <pre>{@code
 * tables:   {purchases: [订单, 销售]}                    # the first part of a file's name
 * headings: {all: {customer: [客户编号]}, purchases: {order: [订单号]}}
 * values:   {severity: {critical: [紧急]}}               # what a cell of that column says
 * }</pre>
 *
 * Case, blanks, hyphens and underscores in headings make no difference. A heading that nobody knows is a field of that name.
 */
public final class Columns {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String ALL = "all";
    private static final Columns SHIPPED = shippedColumns();

    private final Map<String, TableKind> tables = new HashMap<>();
    private final Map<String, Map<String, String>> headings = new HashMap<>();
    private final Map<String, Map<String, String>> values = new HashMap<>();

    private Columns() { }

    /** Chinese headings and other English ones. */
    public static Columns shipped() {
        return SHIPPED;
    }

    /**
     * These columns and those of a file, which win.
     *
     * @throws BrokenColumns when the file is not of the form above
     */
    public Columns with(Path yaml) {
        try (InputStream in = Files.newInputStream(yaml)) {
            return with(YAML.readTree(in), yaml.getFileName().toString());
        } catch (IOException e) {
            throw new BrokenColumns(yaml.getFileName() + " is not readable: " + firstLine(e), e);
        }
    }

    /** The kind of table in a file of this name: what stands before its first {@code .} or {@code -}. */
    Optional<TableKind> kind(String fileName) {
        String word = fileName.split("[.-]", 2)[0];
        return TableKind.named(word).or(() -> Optional.ofNullable(tables.get(plain(word))));
    }

    /** The field that a heading means; the heading itself when nothing is known about it. */
    String field(TableKind kind, String heading) {
        String plain = plain(heading);
        for (String section : new String[] {kind.word(), ALL}) {
            String field = headings.getOrDefault(section, Map.of()).get(plain);
            if (field != null) {
                return field;
            }
        }
        return kind.type().fields().stream().map(f -> f.name()).filter(name -> plain(name).equals(plain)).findFirst().orElse(heading);
    }

    /** All that a heading of such a table may be to mean something: the fields, and how else they are spelled. */
    Set<String> known(TableKind kind) {
        Set<String> known = new HashSet<>();
        kind.type().fields().forEach(field -> known.add(field.name()));
        for (String section : new String[] {kind.word(), ALL}) {
            headings.getOrDefault(section, Map.of()).forEach((spelling, field) -> {
                known.add(spelling);
                known.add(field);
            });
        }
        return known;
    }

    /** What a cell says in our words; the cell itself when nothing is known about it. */
    String value(String field, String cell) {
        Map<String, String> known = values.get(field);
        return known == null ? cell : known.getOrDefault(plain(cell), cell);
    }

    private static Columns shippedColumns() {
        try (InputStream in = Columns.class.getResourceAsStream("columns.yaml")) {
            return new Columns().with(YAML.readTree(in), "the shipped columns.yaml");
        } catch (IOException e) {
            throw new BrokenColumns("the shipped columns.yaml is not readable", e);
        }
    }

    private Columns with(JsonNode yaml, String name) {
        Columns both = new Columns();
        both.tables.putAll(tables);
        headings.forEach((section, map) -> both.headings.put(section, new HashMap<>(map)));
        values.forEach((field, map) -> both.values.put(field, new HashMap<>(map)));
        each(yaml, name, (section, body) -> {
            switch (section) {
                case "tables" -> each(body, name, (word, spellings) -> {
                    TableKind kind = TableKind.named(word).orElseThrow(() -> broken(name, "knows no table '" + word + "'"));
                    spelled(spellings, name, s -> both.tables.put(s, kind));
                });
                case "headings" -> each(body, name, (table, fields) -> {
                    known(table, name);
                    Map<String, String> spelled = both.headings.computeIfAbsent(table, t -> new HashMap<>());
                    each(fields, name, (field, spellings) -> {
                        spelled.putIfAbsent(plain(field), field);
                        spelled(spellings, name, s -> spelled.put(s, field));
                    });
                });
                case "values" -> each(body, name, (field, meanings) -> each(meanings, name, (meaning, spellings) ->
                        spelled(spellings, name, s -> both.values.computeIfAbsent(field, f -> new HashMap<>()).put(s, meaning))));
                default -> throw broken(name, "has an unknown section '" + section + "'");
            }
        });
        return both;
    }

    private static void known(String table, String name) {
        if (!table.equals(ALL) && TableKind.named(table).isEmpty()) {
            throw broken(name, "knows no table '" + table + "'");
        }
    }

    private interface Entry {
        void take(String key, JsonNode value);
    }

    private static void each(JsonNode map, String name, Entry entry) {
        if (map.isMissingNode() || map.isNull()) {
            return;
        }
        if (!map.isObject()) {
            throw broken(name, "has '" + map + "' where a map belongs");
        }
        Set<Map.Entry<String, JsonNode>> properties = map.properties();
        properties.forEach(p -> entry.take(p.getKey(), p.getValue()));
    }

    private static void spelled(JsonNode spellings, String name, java.util.function.Consumer<String> taker) {
        if (spellings.isValueNode() && !spellings.isNull()) {
            taker.accept(plain(spellings.asText()));
        } else if (spellings.isArray()) {
            spellings.forEach(s -> taker.accept(plain(s.asText())));
        } else {
            throw broken(name, "has '" + spellings + "' where a list of spellings belongs");
        }
    }

    private static BrokenColumns broken(String name, String what) {
        return new BrokenColumns(name + " " + what, null);
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[\\s_\\-]", "");
    }
}
