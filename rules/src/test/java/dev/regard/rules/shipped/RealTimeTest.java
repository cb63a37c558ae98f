package dev.regard.rules.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clocks that jump, and engines that stand still, by real time. March 2026 has no holidays: 2 March is a Monday. */
class RealTimeTest {
    private static final String WANG = "wang@example.com";
    private static final String OWNER = "zhang.min@heju.example";
    private static final String MANAGER = "shen.guohua@heju.example";
    private static final String DIRECTOR = "fang.wentao@heju.example";

    /** Somebody born on 20 March, in whose matters Zhang Min is told first. */
    private static OpenShop withWang(String local) {
        return OpenShop.at(local).happens("C-1", "customer.changed", "name", "Wang Li", "owner", "rep-01", "region", "east", "emails", List.of(WANG),
                "birthday", Map.of("calendar", "solar", "month", 3, "day", 20));
    }

    private static void complains(OpenShop shop, String id) {
        shop.happens("C-1", "complaint.opened", "complaint", id, "severity", "normal", "category", "service", "text", "late");
    }

    private static String health(OpenShop shop) {
        return shop.engine().health().get("clock");
    }

    @Test
    void aClockThatJumpsAheadSendsNothingEarlyAndTellsSo() {
        try (OpenShop shop = withWang("2026-03-19T10:00")) {
            assertEquals(List.of(), shop.mail());
            shop.clockIsPutTo("2026-03-20T10:00");
            assertEquals(List.of(), shop.mail());
            assertTrue(health(shop).startsWith("warning: the clock jumped ahead by 1 d 0 h 0 min and says 2026-03-20T02:00:00Z;"), health(shop));

            shop.passes(Duration.ofMinutes(5)).clockIsPutTo("2026-03-19T10:05");
            assertEquals("", health(shop));
            shop.passes(Duration.ofHours(23));
            assertEquals(List.of(WANG), shop.mail());
            assertEquals(List.of("birthday/2026 greeting SENT"), shop.touches("C-1"));
        }
    }

    @Test
    void eventsGoOnBeingDecidedByTheTimeThatWasCountedAndFireNothingThatTheJumpAloneMakesDue() {
        try (OpenShop shop = withWang("2026-03-19T10:00")) {
            complains(shop, "K-1");
            assertEquals(List.of(OWNER), shop.mail());
            shop.clockIsPutTo("2027-03-19T10:00").passes(Duration.ofMinutes(1));
            shop.happens("C-1", "interaction.logged", "channel", "phone", "outcome", "reached");
            complains(shop, "K-2");
            assertEquals(List.of(OWNER), shop.mail(), "of the second complaint, at once, and nothing else");
            shop.passes(Duration.ofMinutes(5));
            assertEquals(List.of("opened owner 2026-03-19T10:00"), shop.alerts());
            assertEquals(List.of("birthday/2026 greeting PLANNED"), shop.touches("C-1"));
        }
    }

    @Test
    void aJumpThatLastsFifteenMinutesIsCaughtUpLikeAStop() {
        try (OpenShop shop = withWang("2026-03-18T10:00")) {
            complains(shop, "K-1");
            assertEquals(List.of(OWNER), shop.mail());
            shop.clockIsPutTo("2026-03-21T10:00").passes(Duration.ofMinutes(14));
            assertEquals(List.of(), shop.mail());
            shop.passes(Duration.ofMinutes(1));
            assertEquals(List.of(DIRECTOR, WANG), shop.mail().stream().sorted().toList());
            assertEquals(List.of("opened owner 2026-03-18T10:00", "solve director 2026-03-21T10:15"), shop.alerts());
            assertTrue(shop.touches("C-1").contains("birthday/2026 greeting SENT belated"), shop.touches("C-1")::toString);
            assertEquals("", health(shop));
            assertEquals(2, shop.news.size(), shop.news::toString);
        }
    }

    @Test
    void anOperatorReleasesAJumpAtOnce() {
        try (OpenShop shop = withWang("2026-03-19T22:00")) {
            shop.mail();
            shop.clockIsPutTo("2026-03-20T09:30"); // a laptop was opened again
            assertEquals(List.of(), shop.mail());
            assertTrue(shop.engine().heldTime().release());
            assertEquals(List.of(WANG), shop.mail());
            assertFalse(shop.engine().heldTime().release());
        }
    }

    @Test
    void aClockThatGoesBackRepeatsNothingAndHoldsUpNobody() {
        try (OpenShop shop = withWang("2026-03-20T09:30")) {
            complains(shop, "K-1");
            assertEquals(List.of(WANG, OWNER), shop.mail().stream().sorted().toList());
            for (String back : List.of("2026-03-20T08:00", "2026-03-19T08:00", "2026-01-01T08:00", "2025-03-19T23:00")) {
                shop.clockIsPutTo(back);
                assertEquals(List.of(), shop.mail(), back);
                assertEquals("", health(shop), back);
            }
            shop.clockIsPutTo("2026-03-20T09:40").passes(Duration.ofMinutes(1));
            shop.engine().heldTime().release();
            assertEquals(List.of(), shop.mail());

            shop.clockIsPutTo("2026-03-20T07:00");
            complains(shop, "K-2");
            assertEquals(List.of(OWNER), shop.mail(), "somebody who complains now is heard now");
            shop.passes(Duration.ofMinutes(59)).passes(Duration.ofHours(12));
            assertEquals(1, shop.touches("C-1").stream().filter(t -> t.startsWith("birthday/2026")).count());
            assertEquals(0, shop.mail().stream().filter(WANG::equals).count());
        }
    }

    @Test
    void afterThreeDaysDownAGreetingIsBelatedAndTheLadderTellsTheDirectorAlone() {
        try (OpenShop shop = withWang("2026-03-18T10:00")) {
            complains(shop, "K-1");
            assertEquals(List.of(OWNER), shop.mail());
            shop.downUntil("2026-03-21T10:00");
            assertEquals(List.of(DIRECTOR, WANG), shop.mail().stream().sorted().toList());
            assertEquals(List.of("opened owner 2026-03-18T10:00", "solve director 2026-03-21T10:00"), shop.alerts());
            assertTrue(shop.touches("C-1").contains("birthday/2026 greeting SENT belated"), shop.touches("C-1")::toString);
            assertEquals("", health(shop), "nobody knows how long a process was away");
        }
    }

    @Test
    void afterFourDaysDownAGreetingIsMissed() {
        try (OpenShop shop = withWang("2026-03-19T10:00")) {
            shop.downUntil("2026-03-23T10:00");
            assertEquals(List.of(), shop.mail());
            assertTrue(shop.touches("C-1").contains("birthday/2026 greeting MISSED"), shop.touches("C-1")::toString);
        }
    }

    @Test
    void theManagerWhoWasNotToldInTimeIsToldWhereTheDirectorsTimeHasNotCome() {
        try (OpenShop shop = withWang("2026-03-18T10:00")) {
            complains(shop, "K-1");
            shop.mail();
            shop.downUntil("2026-03-18T14:10");
            assertEquals(List.of(MANAGER), shop.mail());
            shop.passes(Duration.ofMinutes(119));
            assertEquals(List.of(), shop.mail());
            shop.passes(Duration.ofMinutes(1));
            assertEquals(List.of(DIRECTOR), shop.mail());
        }
    }
}
