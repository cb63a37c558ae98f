package dev.regard.engine.organisation;

import dev.regard.engine.time.Window;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who works here and when: {@code organisation.yaml}, versioned apart from the rules.
 *
 * @param company         the name that messages are signed with
 * @param language        BCP 47, for alerts and for customers who stated none
 * @param currency        ISO 4217
 * @param zone            the company's time zone
 * @param fallbackAddress where mail goes that finds no better address
 * @param sender          the address that customers see
 * @param servicePhone    the number in messages to customers without an owner
 * @param hours           opening hours of the plain week
 * @param levels          the ladder from the owner up, such as owner, manager, director
 * @param people          by id
 * @param regions         by name
 * @param categoryNames   product and complaint categories as customers read them: language to category to words
 */
public record Organisation(String company, String language, String currency, ZoneId zone, String fallbackAddress, String sender,
        String servicePhone, Map<DayOfWeek, List<Window>> hours, List<String> levels, Map<String, Person> people,
        Map<String, Region> regions, Map<String, Map<String, String>> categoryNames) {

    /** The level that is responsible for a card. */
    public static final String OWNER = "owner";
    private static final String FIRST_LEADER = "manager";

    public Organisation {
        hours = Map.copyOf(hours);
        levels = List.copyOf(levels);
        people = Map.copyOf(people);
        regions = Map.copyOf(regions);
        categoryNames = Map.copyOf(categoryNames);
    }

    /** Where something for a customer goes on one level of the ladder. */
    public record Addressee(String level, String person, String name, String address) { }

    /** The same company in another time zone, as an option of the program may say. */
    public Organisation in(ZoneId other) {
        return new Organisation(company, language, currency, other, fallbackAddress, sender, servicePhone, hours, levels, people,
                regions, categoryNames);
    }

    /** A person's name by the id that cards use; the id itself where nobody is known by it. */
    public String nameOf(String person) {
        return Optional.ofNullable(people.get(person)).map(Person::name).orElse(person);
    }

    /** The id of the person whom a source means by an id or, where only one has it, by a name; what it says where nobody is meant. */
    public String personId(String stated) {
        List<String> named = people.containsKey(stated) ? List.of(stated)
                : people.values().stream().filter(p -> p.name().equalsIgnoreCase(stated.strip())).map(Person::id).toList();
        return named.size() == 1 ? named.get(0) : stated;
    }

    /** The category that a source means, by the word of the tables or by what customers read in any language; what it says where none is meant. */
    public String category(String stated) {
        return categoryNames.values().stream().anyMatch(names -> names.containsKey(stated)) ? stated : categoryNames.values().stream().flatMap(names -> names.entrySet().stream()).filter(name -> name.getValue().equalsIgnoreCase(stated.strip()))
                .map(Map.Entry::getKey).min(String::compareTo).orElse(stated);
    }

    /** How a product or complaint category is called in a language (BCP 47, of which the first part counts); empty where nobody said so. */
    public Optional<String> categoryName(String category, String language) {
        return Optional.ofNullable(categoryNames.getOrDefault(language.split("[-_]", 2)[0].toLowerCase(Locale.ROOT), Map.of()).get(category));
    }

    /** The owner as the person who does the work now (a stand-in, where there is one); empty when nobody is known. */
    public Optional<Person> acting(String owner) {
        Set<String> asked = new HashSet<>();
        Person person = owner == null ? null : people.get(owner);
        while (person != null && person.standIn() != null && asked.add(person.id()) && people.containsKey(person.standIn())) {
            person = people.get(person.standIn());
        }
        return Optional.ofNullable(person);
    }

    /**
     * Whom to tell on a level about a customer of this owner and region. Without an owner the region's manager is told, without
     * a region the company's fallback address; a level that nobody holds falls back likewise.
     */
    public Addressee addressee(String level, String owner, String region) {
        Optional<Person> acting = acting(owner);
        if (level.equals(OWNER) && acting.isPresent()) {
            return addressee(level, acting.get());
        }
        String where = region != null ? region : Optional.ofNullable(owner).map(people::get).map(Person::region).orElse(null);
        String leaderLevel = level.equals(OWNER) ? FIRST_LEADER : level;
        return Optional.ofNullable(where).map(regions::get).map(r -> r.leaders().get(leaderLevel)).flatMap(this::acting)
                .map(p -> addressee(level, p))
                .orElse(new Addressee(level, "", company, fallbackAddress));
    }

    private Addressee addressee(String level, Person person) {
        return new Addressee(level, person.id(), person.name(), person.email().isBlank() ? fallbackAddress : person.email());
    }
}
