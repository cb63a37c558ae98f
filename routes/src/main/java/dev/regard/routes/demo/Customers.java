package dev.regard.routes.demo;

import dev.regard.engine.event.Data;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.organisation.Person;
import dev.regard.routes.demo.Names.Name;
import dev.regard.routes.demo.SampleCustomer.Bought;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Makes the customers up. */
final class Customers {
    private static final int DEALERS = 240;
    private static final int DESIGNERS = 160;
    private static final int COLLEAGUES = 20;
    private static final int LEADS = 140;
    private static final int HOUSEHOLDS = 1_640;
    private static final int FIRST_ID = 1001;
    private static final Map<String, List<String>> CITIES = Map.of("east", List.of("上海", "苏州", "杭州", "南京", "宁波"),
            "south", List.of("广州", "佛山", "深圳", "厦门"), "north", List.of("北京", "天津", "石家庄"), "west", List.of("成都", "重庆", "绵阳"));
    private static final String[] MANNERS = {"demanding", "puzzled", "silent", "talkative"};
    private static final String[] STYLES = {"新中式", "北欧", "现代简约", "轻奢", "日式"};
    private static final int NEAR = 9;

    private final long seed;
    private final LocalDate today;
    private final Purchases purchases;
    private final List<Person> representatives;
    private final List<String> designers = new ArrayList<>();

    Customers(long seed, LocalDate today, Purchases purchases, Organisation organisation) {
        this.seed = seed;
        this.today = today;
        this.purchases = purchases;
        this.representatives = organisation.people().values().stream().filter(p -> p.id().startsWith("rep-"))
                .sorted(Comparator.comparing(Person::id)).toList();
    }

    List<SampleCustomer> all() {
        List<SampleCustomer> all = new ArrayList<>();
        // designers first: others name them as those who sent them
        add(all, DESIGNERS, "designer", false);
        add(all, DEALERS, "distributor", false);
        add(all, HOUSEHOLDS, "consumer", false);
        add(all, LEADS, "consumer", true);
        add(all, COLLEAGUES, "internal", false);
        return List.copyOf(all);
    }

    private void add(List<SampleCustomer> all, int count, String kind, boolean lead) {
        for (int i = 0; i < count; i++) {
            SampleCustomer customer = one("C-" + (FIRST_ID + all.size()), kind, lead, new SplittableRandom(seed + all.size() * 7919L));
            all.add(customer);
            if (customer.is("designer")) {
                designers.add(customer.id());
            }
        }
    }

    private SampleCustomer one(String id, String kind, boolean lead, RandomGenerator random) {
        Person owner = representatives.get(random.nextInt(representatives.size()));
        List<String> cities = CITIES.getOrDefault(owner.region(), CITIES.get("east"));
        String city = cities.get(random.nextInt(cities.size()));
        boolean foreign = kind.equals("consumer") ? random.nextInt(25) == 0 : kind.equals("designer") && random.nextInt(10) == 0;
        Name name = switch (kind) {
            case "distributor" -> Names.dealer(city, random);
            case "designer" -> foreign ? Names.foreigner(random) : Names.studio(random);
            default -> foreign ? Names.foreigner(random) : Names.person(random);
        };
        Map<String, Object> profile = new LinkedHashMap<>();
        profile.put("name", name.shown());
        profile.put("kind", kind);
        addresses(profile, id, kind, name, random);
        if (foreign) {
            profile.put("language", "en");
        }
        profile.put("country", "CN");
        profile.put("region", owner.region());
        profile.put("district", city);
        if (!kind.equals("internal") && random.nextInt(40) > 0) {
            profile.put("owner", owner.id());
        }
        own(profile, kind, random);
        List<Bought> bought = switch (kind) {
            case "distributor" -> purchases.ofDealer(id, random);
            case "designer" -> purchases.ofDesigner(id, random);
            case "internal" -> List.of();
            default -> lead ? List.of() : purchases.ofHousehold(id, random);
        };
        if (kind.equals("consumer") && random.nextInt(6) == 0) {
            profile.put("referrer", designers.get(random.nextInt(designers.size())));
        }
        return new SampleCustomer(id, kind, name.latin(), new Data(profile), bought, lead);
    }

    /** Households often leave a number only; then what would be a message is a task. Numbers that begin with 100 belong to nobody. */
    private static void addresses(Map<String, Object> profile, String id, String kind, Name name, RandomGenerator random) {
        String number = id.substring(2);
        String host = switch (kind) {
            case "distributor" -> name.latin() + number + ".example";
            case "internal" -> "heju.example";
            default -> "example.com";
        };
        String local = kind.equals("distributor") ? "office" : name.latin() + number;
        if (!kind.equals("consumer") || random.nextInt(5) < 2) {
            profile.put("emails", List.of(local + "@" + host));
        }
        profile.put("phones", List.of("+86100" + String.format("%04d", random.nextInt(10_000)) + number));
    }

    private void own(Map<String, Object> profile, String kind, RandomGenerator random) {
        switch (kind) {
            case "distributor" -> {
                Name contact = Names.person(random);
                Map<String, Object> main = new LinkedHashMap<>(Map.of("name", contact.shown(), "role", "店主", "main", true));
                if (random.nextInt(10) < 7) {
                    main.put("birthday", birthday(random));
                }
                profile.put("contacts", List.of(main));
                profile.put("foundingDay", LocalDate.of(1995 + random.nextInt(25), 1 + random.nextInt(12), 1 + random.nextInt(28)).toString());
            }
            case "internal" -> { }
            default -> {
                if (random.nextInt(4) > 0) {
                    profile.put("birthday", birthday(random));
                }
                Map<String, Object> traits = new LinkedHashMap<>();
                if (random.nextInt(4) == 0) {
                    traits.put("manner", MANNERS[random.nextInt(MANNERS.length)]);
                }
                if (kind.equals("designer")) {
                    traits.put("style", STYLES[random.nextInt(STYLES.length)]);
                }
                if (!traits.isEmpty()) {
                    profile.put("traits", traits);
                }
            }
        }
    }

    /** One in twelve around the start, one in four by the lunar calendar, one in three without a year. */
    private Map<String, Object> birthday(RandomGenerator random) {
        Map<String, Object> birthday = new LinkedHashMap<>();
        if (random.nextInt(4) == 0) {
            birthday.put("calendar", "lunar");
            birthday.put("month", BigDecimal.valueOf(1L + random.nextInt(12)));
            birthday.put("day", BigDecimal.valueOf(1L + random.nextInt(30)));
        } else {
            LocalDate day = random.nextInt(12) == 0 ? today.plusDays(random.nextInt(2 * NEAR + 1) - NEAR)
                    : today.minusDays(random.nextInt(365));
            birthday.put("calendar", "solar");
            birthday.put("month", BigDecimal.valueOf(day.getMonthValue()));
            birthday.put("day", BigDecimal.valueOf(day.getDayOfMonth()));
        }
        if (random.nextInt(3) > 0) {
            birthday.put("year", BigDecimal.valueOf(1950L + random.nextInt(52)));
        }
        return birthday;
    }
}
