package dev.regard.routes.crash;

import dev.regard.routes.year.Buyer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Complaints and their ways: answered at once, late, not at all, opened again, waiting for the customer. */
final class Grievances {
    /** Slots of the day. */
    private static final int MORNING = 1;
    private static final int NOON = 2;
    private static final int EVENING = 3;
    private static final int LAST_DAY = 9;

    private final Feed feed;
    private final Random random;

    Grievances(Feed feed, Random random) {
        this.feed = feed;
        this.random = random;
    }

    void enter(List<Buyer> complainers) {
        for (int i = 0; i < complainers.size(); i++) {
            String who = complainers.get(i).id();
            int day = random.nextInt(LAST_DAY) * 3;
            switch (i % 6) {
                case 0 -> opened(who, day + NOON, "normal", "delivery").replied(1).solved(3).confirmed(5, true);
                case 1 -> opened(who, day + MORNING, "high", "billing").replied(1).solved(2).confirmed(4, true);
                case 2 -> opened(who, day + NOON, "critical", "service").solved(7).confirmed(9, true);
                case 3 -> opened(who, day + MORNING, "normal", "service").replied(1).solved(2).confirmed(4, false).replied(5).solved(6).confirmed(8, true);
                case 4 -> opened(who, day + MORNING, "low", "price").replied(1).waiting(2).resumed(5).solved(7).confirmed(9, true);
                // not the noon of a Sunday that is worked: opened the evening before, its first reply is due at that very minute
                default -> opened(who, day + EVENING, "normal", "defect").solved(3).confirmed(5, true);
            }
        }
    }

    private Course opened(String customer, int slot, String severity, String category) {
        Course course = new Course(customer, slot);
        return course.then(0, "complaint.opened", Map.of("severity", severity, "category", category, "text", "This is not what we agreed on."));
    }

    /** Steps of one complaint, each so many slots after its opening. */
    private final class Course {
        private final String customer;
        private final int opened;

        Course(String customer, int opened) {
            this.customer = customer;
            this.opened = opened;
        }

        Course replied(int later) {
            return then(later, "complaint.replied", Map.of());
        }

        Course solved(int later) {
            return then(later, "complaint.solved", Map.of());
        }

        Course waiting(int later) {
            return then(later, "complaint.waiting", Map.of());
        }

        Course resumed(int later) {
            return then(later, "complaint.resumed", Map.of());
        }

        Course confirmed(int later, boolean satisfied) {
            return then(later, "complaint.confirmed", Map.of("satisfied", satisfied));
        }

        Course then(int later, String type, Map<String, Object> more) {
            Map<String, Object> data = new HashMap<>(more);
            data.put("complaint", "KC-" + customer.substring(2));
            feed.happens(opened + later, type, customer, data);
            return this;
        }
    }
}
