package dev.regard.rules.organisation;

import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.organisation.Person;
import dev.regard.engine.organisation.Region;
import dev.regard.engine.time.Window;
import dev.regard.rules.check.Nearest;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.table.Weekdays;
import dev.regard.rules.yaml.Fields;
import dev.regard.rules.yaml.Yaml;
import dev.regard.rules.yaml.YamlFile;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code organisation.yaml} and checks that everything in it that names something else names something that is there. */
public final class OrganisationFile {
    /** Its name beside the rules. */
    public static final String NAME = "organisation.yaml";

    private static final List<String> KEYS = List.of("company", "language", "currency", "zone", "fallbackAddress", "sender", "servicePhone",
            "hours", "levels", "people", "regions", "categoryNames");
    private static final List<String> PERSON_KEYS = List.of("name", "email", "phone", "region", "standIn");
    private static final String ATOM = "[^\\s@<>\",;:()\\[\\]\\\\]";
    private static final Pattern ADDRESS = Pattern.compile(ATOM + "{1,64}@" + ATOM + "{1,190}\\.[\\p{L}\\p{N}-]{2,63}");

    private final Fields fields;
    private final List<RuleProblem> problems;
    private final List<String> levels;
    private final Map<String, Yaml.Entry> people;
    private final Map<String, Yaml.Entry> regions;

    private OrganisationFile(Yaml.Mapping top, List<RuleProblem> problems) {
        this.fields = Fields.of(top, KEYS, problems);
        this.problems = problems;
        this.levels = fields.node("levels").map(n -> Fields.list(n, problems).stream().map(s -> s.text().strip()).toList())
                .orElse(List.of(Organisation.OWNER));
        this.people = fields.entries("people");
        this.regions = fields.entries("regions");
    }

    /** The organisation; empty when there is an error in it. What is wrong is added to the problems. */
    public static Optional<Organisation> read(String file, byte[] content, List<RuleProblem> problems) {
        List<RuleProblem> found = new ArrayList<>();
        Optional<Organisation> organisation = YamlFile.read(file, content, found)
                .map(top -> new OrganisationFile(top, found).organisation());
        problems.addAll(found);
        return organisation.filter(o -> found.stream().noneMatch(RuleProblem::isError));
    }

    private Organisation organisation() {
        if (levels.isEmpty() || !levels.get(0).equals(Organisation.OWNER)) {
            fields.error("levels", "the first level must be '" + Organisation.OWNER + "'");
        }
        Map<String, Person> persons = new LinkedHashMap<>();
        people.forEach((id, entry) -> persons.put(id, person(id, Fields.of(entry.value(), PERSON_KEYS, problems))));
        Map<String, Region> parts = new LinkedHashMap<>();
        regions.forEach((name, entry) -> parts.put(name, region(name, Fields.of(entry.value(), List.of("leaders"), problems))));
        Map<String, Map<String, String>> categories = new LinkedHashMap<>();
        fields.entries("categoryNames").forEach((language, entry) -> categories.put(language, names(entry.value())));
        return new Organisation(fields.requiredText("company"), language(), currency(), zone(), address(fields, "fallbackAddress", true),
                address(fields, "sender", true), fields.text("servicePhone").orElse(""), hours(), levels, persons, parts, categories);
    }

    private Person person(String id, Fields person) {
        person.text("region").filter(r -> !regions.containsKey(r))
                .ifPresent(r -> person.error("region", "the region " + Nearest.unknown(r, regions.keySet())));
        Optional<String> standIn = person.text("standIn");
        standIn.filter(s -> !people.containsKey(s))
                .ifPresent(s -> person.error("standIn", "the person " + Nearest.unknown(s, people.keySet())));
        standIn.filter(id::equals).ifPresent(s -> person.error("standIn", "nobody stands in for themselves"));
        return new Person(id, person.requiredText("name"), address(person, "email", false), person.text("phone").orElse(""),
                person.text("region").orElse(""), standIn.orElse(null));
    }

    private Region region(String name, Fields region) {
        Map<String, String> leaders = new LinkedHashMap<>();
        region.entries("leaders").forEach((level, entry) -> {
            if (!levels.contains(level)) {
                problems.add(entry.place().error("the level " + Nearest.unknown(level, levels)));
            }
            String person = entry.value() instanceof Yaml.Scalar scalar ? scalar.text().strip() : "";
            if (!people.containsKey(person)) {
                problems.add(entry.place().error("the person " + Nearest.unknown(person, people.keySet())));
            }
            leaders.put(level, person);
        });
        return new Region(name, leaders);
    }

    private Map<String, String> names(Yaml node) {
        Map<String, String> names = new LinkedHashMap<>();
        Fields.mapping(node, problems).entries().forEach((name, entry) -> {
            if (entry.value() instanceof Yaml.Scalar words) {
                names.put(name, words.text());
            } else {
                problems.add(entry.place().error("'" + name + "' takes a single value"));
            }
        });
        return names;
    }

    private Map<DayOfWeek, List<Window>> hours() {
        Map<DayOfWeek, List<Window>> week = new EnumMap<>(DayOfWeek.class);
        fields.entries("hours").forEach((words, entry) -> {
            Optional<Set<DayOfWeek>> days = Weekdays.parse(words);
            if (days.isEmpty()) {
                problems.add(entry.place().error("'" + words + "' are not days of the week such as Mon-Fri"));
            }
            List<Window> windows = Fields.list(entry.value(), problems).stream().flatMap(w -> window(w).stream()).toList();
            days.orElse(Set.of()).forEach(day -> {
                if (week.put(day, windows) != null) {
                    problems.add(entry.place().error("there are hours for " + day.toString().toLowerCase(Locale.ROOT) + " already"));
                }
            });
        });
        if (week.values().stream().allMatch(List::isEmpty)) {
            fields.error("hours", "a week without working hours has no deadlines; say when the company is open");
        }
        return week;
    }

    private Optional<Window> window(Yaml.Scalar words) {
        String[] ends = words.text().strip().split("\\s*[-–]\\s*", -1);
        try {
            if (ends.length == 2) {
                return Optional.of(Window.of(ends[0], ends[1]));
            }
        } catch (IllegalArgumentException e) {
            problems.add(words.place().error(e.getMessage()));
            return Optional.empty();
        }
        problems.add(words.place().error("'" + words.text() + "' is not a span such as 09:00-18:00"));
        return Optional.empty();
    }

    private String language() {
        String tag = fields.requiredText("language");
        try {
            return new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
        } catch (IllformedLocaleException e) {
            fields.error("language", "'" + tag + "' is not a language such as zh-CN");
            return "";
        }
    }

    private String currency() {
        String code = fields.requiredText("currency");
        if (!code.isEmpty() && Currency.getAvailableCurrencies().stream().noneMatch(c -> c.getCurrencyCode().equals(code))) {
            fields.error("currency", "'" + code + "' is not a currency such as CNY");
        }
        return code;
    }

    private ZoneId zone() {
        String zone = fields.requiredText("zone");
        try {
            return zone.isEmpty() ? ZoneOffset.UTC : ZoneId.of(zone);
        } catch (DateTimeException e) {
            fields.error("zone", "the time zone " + Nearest.unknown(zone, ZoneId.getAvailableZoneIds()));
            return ZoneOffset.UTC;
        }
    }

    private static String address(Fields owner, String key, boolean required) {
        String address = required ? owner.requiredText(key) : owner.text(key).orElse("");
        if (!address.isEmpty() && !ADDRESS.matcher(address).matches()) {
            owner.error(key, "'" + address + "' is not an e-mail address");
        }
        return address;
    }
}
