package dev.regard.routes.year;

import dev.regard.routes.year.Buyer.Birthday;
import java.util.ArrayList;
import java.util.List;

/** The customers of the year: consumers (C), distributors (D), designers (G), colleagues (I), prospects (P), special cases (X), complainers (K). */
final class Population {
    private static final String[] OWNERS = {"rep-01", "rep-07", "rep-12", "rep-17"};
    private static final String[] REGIONS = {"east", "south", "north", "west"};

    private Population() { }

    static List<Buyer> all() {
        List<Buyer> buyers = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            Buyer consumer = buyer("C", i, "consumer", "").bornOn(Birthday.solar((i * 5) % 12 + 1, (i * 7) % 20 + 8));
            consumer = i % 9 == 4 ? consumer.bornOn(Birthday.lunar(i % 11 + 1, i % 27 + 1)) : consumer;
            consumer = i % 8 == 5 ? consumer.speaking("en-GB") : consumer;
            buyers.add(i % 7 == 6 ? consumer.withoutMail() : consumer);
        }
        for (int i = 1; i <= 12; i++) {
            buyers.add(buyer("D", i, "distributor", "").bornOn(i % 4 == 3 ? null : Birthday.solar(i % 12 + 1, 2 * i + 5)));
        }
        for (int i = 1; i <= 5; i++) {
            buyers.add(buyer("G", i, "designer", "").bornOn(Birthday.solar(2 * i + 1, 20 + i)));
        }
        buyers.add(buyer("I", 1, "internal", "").bornOn(Birthday.solar(4, 17)));
        buyers.add(buyer("I", 2, "internal", ""));
        for (int i = 1; i <= 4; i++) {
            Buyer prospect = buyer("P", i, "consumer", "prospect").bornOn(Birthday.solar(3 * i, 11));
            buyers.add(i == 2 ? prospect.speaking("en-US") : prospect);
        }
        buyers.addAll(specials());
        for (int i = 1; i <= 18; i++) {
            buyers.add(i == 13 ? buyer("K", i, "consumer", "").ownedBy("", "") : buyer("K", i, "consumer", ""));
        }
        return buyers;
    }

    private static List<Buyer> specials() {
        return List.of(
                buyer("X", 1, "consumer", "").ownedBy("", "").withoutMail().bornOn(Birthday.solar(5, 8)),
                buyer("X", 2, "consumer", "").ownedBy("", "north").bornOn(Birthday.solar(6, 9)),
                buyer("X", 3, "designer", "").withoutMail().bornOn(Birthday.solar(8, 19)),
                buyer("X", 4, "consumer", "").bornOn(Birthday.solar(9, 9)),
                buyer("X", 5, "consumer", "").bornOn(Birthday.solar(10, 12)),
                buyer("X", 6, "consumer", "").in("America/New_York").speaking("en-US").bornOn(Birthday.solar(7, 4)),
                buyer("X", 7, "consumer", "").bornOn(Birthday.solar(2, 29)),
                buyer("X", 8, "consumer", "").bornOn(Birthday.lunar(2, 30)),
                buyer("X", 9, "consumer", "").bornOn(new Birthday(true, 6, 10, true)),
                buyer("X", 10, "consumer", "").bornOn(Birthday.lunar(12, 8)),
                buyer("X", 11, "consumer", "").bornOn(Birthday.lunar(8, 15)),
                buyer("X", 12, "designer", "").in("Australia/Sydney").speaking("en-AU").bornOn(Birthday.solar(11, 3)),
                buyer("X", 13, "consumer", "").bornOn(Birthday.solar(12, 5)),
                buyer("X", 14, "consumer", "").in("America/New_York").speaking("en-US").bornOn(Birthday.solar(8, 3)));
    }

    private static Buyer buyer(String family, int number, String kind, String stage) {
        return new Buyer("%s-%02d".formatted(family, number), kind, stage, OWNERS[number % 4], REGIONS[number % 4], true, CompanyTime.ZONE,
                "zh-CN", null);
    }
}
