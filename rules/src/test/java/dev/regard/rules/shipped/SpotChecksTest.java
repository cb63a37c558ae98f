package dev.regard.rules.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.customer.Touch;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** C4: implausible entries are drawn, at night, for a look by the manager of the one who is responsible. */
class SpotChecksTest {
    private static final Object[] EIGHT_FIELDS = {"enteredBy", "rep-02", "name", "Li", "phones", List.of("13700000001"), "emails", List.of("li@example.com"),
        "birthday", Map.of("month", 12, "day", 24), "language", "zh-CN", "country", "CN", "district", "Pudong", "traits", Map.of("style", "plain")};

    private static List<Touch> checks(Dealership dealer, String id) {
        return dealer.touches(id).stream().filter(t -> t.role().startsWith("spot-check-")).toList();
    }

    private static void phone(Dealership dealer, String id, String... numbers) {
        dealer.happens(id, "customer.changed", "name", id, "owner", "rep-01", "phones", List.of(numbers));
    }

    @Test
    void aPhoneOnThreeCardsIsCheckedOnceOnEach() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            phone(dealer, "A", "138 0000 0001");
            phone(dealer, "B", "13800000001", "13900000000");
            phone(dealer, "COUPLE-1", "13900000001");
            phone(dealer, "COUPLE-2", "13900000001");
            dealer.until("2026-03-03T09:00");
            assertEquals(List.of(), checks(dealer, "A"));

            phone(dealer, "C", "13800000001");
            dealer.until("2026-03-04T09:00");
            for (String id : List.of("A", "B", "C")) {
                Touch check = checks(dealer, id).get(0);
                assertEquals(List.of("spot-check-phone", Touch.Status.SENT), List.of(check.role(), check.status()));
                assertEquals(Dealership.organisation().addressee("manager", "rep-01", null).person(), check.assignee());
                assertTrue(check.body().contains("3"), check.body());
            }
            assertEquals(List.of(), checks(dealer, "COUPLE-1"));
            dealer.until("2026-03-20T09:00");
            assertEquals(1, checks(dealer, "A").size());
        }
    }

    @Test
    void theTaskIsTakenBackWhenThePhoneGoesAndWhatWasFoundRightIsNotAskedAgain() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            for (String id : List.of("A", "B", "C")) {
                phone(dealer, id, "13800000001");
            }
            dealer.until("2026-03-03T09:30");
            dealer.happens("A", "interaction.logged", "channel", "desk", "touch", checks(dealer, "A").get(0).id(), "outcome", "reached", "text", "one family");
            dealer.happens("C", "customer.changed", "phones", Arrays.asList("13800000003"));
            dealer.until("2026-03-06T09:30");

            assertEquals(List.of(Touch.Status.DONE), checks(dealer, "A").stream().map(Touch::status).toList());
            assertEquals(List.of(Touch.Status.CANCELLED), checks(dealer, "B").stream().map(Touch::status).toList());
            assertEquals(List.of(Touch.Status.CANCELLED), checks(dealer, "C").stream().map(Touch::status).toList());
        }
    }

    @Test
    void aWholeCardTypedWithinAMinuteIsCheckedUntilSomebodyElseConfirmsIt() {
        try (Dealership dealer = Dealership.on("2026-03-02T11:00")) {
            dealer.happens("TYPED", "customer.changed", EIGHT_FIELDS);
            Object[] imported = Arrays.copyOfRange(EIGHT_FIELDS, 2, EIGHT_FIELDS.length);
            dealer.happens("IMPORTED", "customer.changed", Arrays.stream(imported).map(v -> v.equals("Li") ? "Wang" : v).toArray());
            dealer.until("2026-03-03T09:00");
            assertEquals(List.of("spot-check-typed"), checks(dealer, "TYPED").stream().map(Touch::role).toList());
            assertEquals(List.of(), checks(dealer, "IMPORTED"));
            assertFalse(checks(dealer, "TYPED").get(0).body().isBlank());

            dealer.happens("TYPED", "interaction.logged", "channel", "desk", "touch", checks(dealer, "TYPED").get(0).id(), "outcome", "reached");
            dealer.until("2026-03-06T09:00");
            assertEquals(List.of(Touch.Status.DONE), checks(dealer, "TYPED").stream().map(Touch::status).toList());
        }
    }
}
