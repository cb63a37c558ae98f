package dev.regard.routes.year;

import java.time.ZoneId;
import java.util.Locale;

/**
 * One customer of the sample dealer. A birthday is the person's or, for an organisation, its main contact's. Owner and region are
 * empty where nobody looks after the card.
 */
public record Buyer(String id, String kind, String stage, String owner, String region, boolean mail, ZoneId zone, String language,
        Birthday birthday) {

    /** Without a year, as most customers tell it; null where unknown. */
    public record Birthday(boolean lunar, int month, int day, boolean leapMonth) {
        public static Birthday solar(int month, int day) {
            return new Birthday(false, month, day, false);
        }

        static Birthday lunar(int month, int day) {
            return new Birthday(true, month, day, false);
        }
    }

    public boolean is(String wanted) {
        return kind.equals(wanted);
    }

    boolean chinese() {
        return language.startsWith("zh");
    }

    boolean keepsOfficeDays() {
        return is("distributor") || is("designer");
    }

    public String address() {
        return id.toLowerCase(Locale.ROOT) + "@customer.example";
    }

    Buyer bornOn(Birthday day) {
        return new Buyer(id, kind, stage, owner, region, mail, zone, language, day);
    }

    public Buyer withoutMail() {
        return new Buyer(id, kind, stage, owner, region, false, zone, language, birthday);
    }

    Buyer ownedBy(String someone, String somewhere) {
        return new Buyer(id, kind, stage, someone, somewhere, mail, zone, language, birthday);
    }

    Buyer in(String zoneId) {
        return new Buyer(id, kind, stage, owner, region, mail, ZoneId.of(zoneId), language, birthday);
    }

    Buyer speaking(String tag) {
        return new Buyer(id, kind, stage, owner, region, mail, zone, tag, birthday);
    }
}
