package dev.regard.rules.template;

import dev.regard.engine.rule.Wording;
import dev.regard.rules.check.Place;
import dev.regard.rules.check.RuleProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All templates of a rule set. The first language is the first one in the alphabet. Safe for use by several threads. */
public final class Templates implements Wording {
    /** The list of the blanks that can be filled. */
    public static final String PLACEHOLDERS = "templates/placeholders.txt";
    private static final Pattern PATH = Pattern.compile("templates/([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)/[^/]+\\.txt");
    private static final String FORBIDDEN = "templates/forbidden.txt";

    private final Map<String, Template> byKey = new HashMap<>();
    private final Map<String, Map<String, List<Variant>>> byLanguage = new TreeMap<>();

    private Templates() { }

    /**
     * Reads the files under {@code templates/}; what is wrong is added to the problems and left out. A template that holds a
     * phrase of {@code forbidden.txt} or a blank that {@code placeholders.txt} does not list is refused.
     */
    public static Templates read(Map<String, byte[]> files, List<RuleProblem> problems) {
        Forbidden forbidden = Forbidden.read(files.getOrDefault(FORBIDDEN, new byte[0]));
        Set<String> placeholders = new HashSet<>(Listing.firstWords(
                new String(files.getOrDefault(PLACEHOLDERS, new byte[0]), StandardCharsets.UTF_8)));
        List<Template> found = new ArrayList<>();
        Templates templates = new Templates();
        new TreeMap<>(files).forEach((file, content) -> {
            Matcher path = PATH.matcher(file);
            if (path.matches()) {
                new TemplateFile(file, path.group(1), placeholders, forbidden, problems).read(content).ifPresent(template -> {
                    if (templates.byKey.putIfAbsent(template.variant().key(), template) == null) {
                        found.add(template);
                    } else {
                        problems.add(Place.inText(file, 1, 1).error("there is another file for " + template.variant().key()));
                    }
                });
            } else if (file.startsWith("templates/") && !file.equals(FORBIDDEN) && !file.equals(PLACEHOLDERS)) {
                problems.add(Place.inText(file, 1, 1).error("templates stand in templates/LANGUAGE/NAME.txt"));
            }
        });
        found.sort(Comparator.comparingInt(Template::order).thenComparing(t -> t.variant().key()));
        found.forEach(t -> templates.byLanguage.computeIfAbsent(t.variant().language(), l -> new TreeMap<>())
                .computeIfAbsent(t.variant().template(), n -> new ArrayList<>()).add(t.variant()));
        return templates;
    }

    /** All templates that exist in any language. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        byLanguage.values().forEach(language -> names.addAll(language.keySet()));
        return names;
    }

    /** Every wording there is, by language and name, in the order of the variants. */
    public List<Variant> all() {
        return byLanguage.values().stream().flatMap(language -> language.values().stream()).flatMap(List::stream).toList();
    }

    /** The blanks of a wording, its sections' names included. */
    public Set<String> blanks(Variant variant) {
        Template template = byKey.get(variant.key());
        Set<String> blanks = Blanks.names(template.subject());
        blanks.addAll(Blanks.names(template.body()));
        return blanks;
    }

    /** Whether a wording of the template is for whoever calls or visits. */
    public boolean areScripts(String template) {
        return isFor(template, Template.Use.SCRIPT);
    }

    /** Whether a wording of the template is a letter to the customer. */
    public boolean areLetters(String template) {
        return isFor(template, Template.Use.LETTER);
    }

    private boolean isFor(String template, Template.Use use) {
        return byKey.values().stream().anyMatch(one -> one.variant().template().equals(template) && one.use() == use);
    }

    /** The languages in which no such template exists though others do. */
    public Set<String> languagesWithout(String template) {
        Set<String> languages = new TreeSet<>(byLanguage.keySet());
        languages.removeIf(language -> byLanguage.get(language).containsKey(template));
        return languages;
    }

    @Override
    public List<Variant> variants(String template, String language) {
        Set<String> order = new LinkedHashSet<>();
        if (language != null) {
            Locale locale = Locale.forLanguageTag(language.replace('_', '-'));
            order.add(locale.toLanguageTag());
            order.add(locale.getLanguage());
        }
        order.addAll(byLanguage.keySet());
        return order.stream().map(l -> byLanguage.getOrDefault(l, Map.of()).getOrDefault(template, List.of()))
                .filter(variants -> !variants.isEmpty()).findFirst().map(List::copyOf).orElse(List.of());
    }

    @Override
    public Text render(Variant variant, Map<String, Object> facts) {
        Template template = byKey.get(variant.key());
        if (template == null) {
            throw new IllegalArgumentException("this rule set has no template " + variant.key());
        }
        return template.text(facts);
    }
}
