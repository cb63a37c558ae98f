package dev.regard.routes.crash;

import dev.regard.routes.year.Buyer;
import dev.regard.routes.year.Buyer.Birthday;
import dev.regard.routes.year.CompanyTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The customers: consumers (C), some abroad (A), some whose mail comes back (B), some who complain (K), distributors (D) and designers (G).
 * Out of a hundred, three are platinum, twelve gold and thirty-five iron before the first day.
 */
final class Townsfolk {
    private static final String[] OWNERS = {"rep-01", "rep-07", "rep-12", "rep-17"};
    private static final String[] REGIONS = {"east", "south", "north", "west"};
    private static final String FAMILIES = "CCCDCCACCGCCCDCCKBCC";

    private Townsfolk() { }

    static List<Buyer> of(int customers) {
        List<Buyer> all = new ArrayList<>();
        for (int i = 1; i <= customers; i++) {
            all.add(one(FAMILIES.charAt(i % FAMILIES.length()), i));
        }
        return all;
    }

    private static Buyer one(char family, int number) {
        String kind = switch (family) {
            case 'D' -> "distributor";
            case 'G' -> "designer";
            default -> "consumer";
        };
        boolean mail = family == 'B' || family == 'K' || number % 9 != 4;
        ZoneId zone = family == 'A' ? ZoneId.of(number % 2 == 0 ? "America/New_York" : "Europe/Berlin") : CompanyTime.ZONE;
        return new Buyer("%c-%05d".formatted(family, number), kind, "", OWNERS[number % 4], REGIONS[number % 4], mail, zone,
                family == 'A' ? "en-GB" : "zh-CN", birthday(family, number));
    }

    /** In these weeks for every third; whoever may be owed a gift seven days before is born late enough in them. */
    private static Birthday birthday(char family, int number) {
        boolean has = "CAG".indexOf(family) >= 0 && number % 3 == 0;
        return has ? Birthday.solar(9, rank(number) < 3 ? 26 + number % 4 : 18 + number % 12) : null;
    }

    private static int rank(int number) {
        return number * 37 % 100;
    }

    /** What a customer had bought for before the first day. */
    static int salesBefore(Buyer buyer) {
        int rank = rank(Integer.parseInt(buyer.id().substring(2)));
        return rank < 3 ? 230_000 : rank < 15 ? 60_000 : rank < 50 ? 8_000 : rank < 75 ? 1_000 : 0;
    }

    /** Whether the mail server of the test knows nobody at this address. */
    static boolean isUnknown(String address) {
        return address.startsWith("b-");
    }
}
