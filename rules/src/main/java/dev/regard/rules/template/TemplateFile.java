package dev.regard.rules.template;

import com.samskivert.mustache.MustacheException;
import dev.regard.engine.rule.Wording.Variant;
import dev.regard.rules.check.Nearest;
import dev.regard.rules.check.Place;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.template.Template.Use;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file under {@code templates/LANG/}: front matter between two lines of {@code ---} ({@code template}, {@code variant},
 * {@code subject}), then the text.
 */
final class TemplateFile {
    private static final int LARGEST_FILE = 100_000;
    private static final List<String> KEYS = List.of("template", "variant", "subject");
    private static final Pattern OPENING = Pattern.compile("(?:Opening|开场白?)\\s*[:：]", Pattern.CASE_INSENSITIVE);
    /** What whoever speaks with the customer is told of them, and no letter says. */
    private static final List<String> MANNERS = List.of("talkative", "silent", "demanding", "puzzled", "agitated");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern LINE = Pattern.compile("line (\\d+)");

    private final String file;
    private final String language;
    private final Set<String> placeholders;
    private final Forbidden forbidden;
    private final List<RuleProblem> problems;
    private final Map<String, Integer> lineOf = new HashMap<>();

    TemplateFile(String file, String language, Set<String> placeholders, Forbidden forbidden, List<RuleProblem> problems) {
        this.file = file;
        this.language = language;
        this.placeholders = placeholders;
        this.forbidden = forbidden;
        this.problems = problems;
    }

    /** The template; empty, with problems added, when there is an error in it. */
    Optional<Template> read(byte[] content) {
        int before = problems.size();
        List<String> lines = lines(content);
        Map<String, String> front = new HashMap<>();
        int bodyAt = frontMatter(lines, front);
        if (bodyAt < 0) {
            return Optional.empty();
        }
        String name = front.getOrDefault("template", "");
        String variant = front.getOrDefault("variant", "1");
        requireName("template", name);
        requireName("variant", variant);
        int subjectAt = lineOf.getOrDefault("subject", 1);
        Optional<com.samskivert.mustache.Template> subject = compile(front.getOrDefault("subject", ""), lines, subjectAt, subjectAt);
        String text = String.join("\n", lines.subList(bodyAt, lines.size())).strip() + "\n";
        Optional<com.samskivert.mustache.Template> body = compile(text, lines, firstFilled(lines, bodyAt) + 1, lines.size());
        if (text.isBlank()) {
            error(bodyAt, "the template has no text");
        }
        problems.addAll(forbidden.in(file, lines));
        if (problems.subList(before, problems.size()).stream().anyMatch(RuleProblem::isError)) {
            return Optional.empty();
        }
        Variant key = new Variant(language + "/" + name + "/" + variant, name, language);
        return Optional.of(new Template(key, variant.matches("\\d{1,6}") ? Integer.parseInt(variant) : Integer.MAX_VALUE,
                subject.orElseThrow(), body.orElseThrow(), use(text, Blanks.names(body.orElseThrow()))));
    }

    private static Use use(String text, Set<String> blanks) {
        return OPENING.matcher(text).lookingAt() || MANNERS.stream().anyMatch(blanks::contains) ? Use.SCRIPT : blanks.contains("unsubscribe") ? Use.LETTER : Use.OTHER;
    }

    private List<String> lines(byte[] content) {
        if (content.length > LARGEST_FILE) {
            error(1, "the file is larger than " + LARGEST_FILE / 1000 + " KB");
            return List.of("");
        }
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
            return List.of((text.startsWith("\uFEFF") ? text.substring(1) : text).split("\r\n|\r|\n", -1));
        } catch (CharacterCodingException e) {
            error(1, "the file is not in UTF-8");
            return List.of("");
        }
    }

    /** The index of the first line behind the front matter; negative when there is none. */
    private int frontMatter(List<String> lines, Map<String, String> front) {
        List<String> rest = lines.subList(1, lines.size()).stream().map(String::stripTrailing).toList();
        if (!lines.get(0).stripTrailing().equals("---") || !rest.contains("---")) {
            error(1, "a template begins with 'template: NAME' between two lines of ---");
            return -1;
        }
        int end = 1 + rest.indexOf("---");
        for (int i = 1; i < end; i++) {
            String[] field = lines.get(i).split(":", 2);
            String key = field[0].strip();
            if (field.length < 2) {
                if (!key.isEmpty() && !key.startsWith("#")) {
                    error(i + 1, "'key: value' is expected here");
                }
            } else if (!KEYS.contains(key)) {
                error(i + 1, Nearest.unknown(key, KEYS));
            } else if (front.put(key, field[1].strip()) != null) {
                error(i + 1, "'" + key + "' stands here twice");
            } else {
                lineOf.put(key, i + 1);
            }
        }
        return end + 1;
    }

    private void requireName(String key, String value) {
        if (!NAME.matcher(value).matches()) {
            error(lineOf.getOrDefault(key, 1), value.isEmpty() ? "'" + key + "' must be filled"
                    : "'" + value + "' is not a name of small letters, digits and -");
        }
    }

    /** @param firstLine 1-based, the first of the lines that the text stands in; {@code lastLine} is the last one */
    private Optional<com.samskivert.mustache.Template> compile(String text, List<String> lines, int firstLine, int lastLine) {
        try {
            com.samskivert.mustache.Template template = Blanks.compile(text);
            if (!placeholders.isEmpty()) {
                Blanks.names(template).stream().filter(name -> !placeholders.contains(name))
                        .forEach(name -> problems.add(blank(name, lines, firstLine, lastLine).error("the blank " + Nearest.unknown(name, placeholders))));
            }
            return Optional.of(template);
        } catch (MustacheException e) {
            Matcher line = LINE.matcher(e.getMessage());
            error(firstLine + (line.find() ? Integer.parseInt(line.group(1)) - 1 : 0), "the blanks are not well-formed: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static int firstFilled(List<String> lines, int from) {
        int line = from;
        while (line < lines.size() - 1 && lines.get(line).isBlank()) {
            line++;
        }
        return line;
    }

    /** Where a blank stands first. */
    private Place blank(String name, List<String> lines, int firstLine, int lastLine) {
        Pattern tag = Pattern.compile("\\{\\{\\s*[#^&{]?\\s*" + Pattern.quote(name) + "\\s*}");
        for (int line = firstLine; line <= lastLine; line++) {
            Matcher found = tag.matcher(lines.get(line - 1));
            if (found.find()) {
                return Place.inText(file, line, found.start() + 1);
            }
        }
        return Place.inText(file, firstLine, 1);
    }

    private void error(int line, String words) {
        problems.add(Place.inText(file, line, 1).error(words));
    }
}
