package dev.regard.engine.decide;

import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Touch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Of the touches that several merged cards have for one occasion and role, one is kept: what is furthest on its way first, then the
 * survivor's. What was made already in one name is not made in another.
 *
 * @param kept    go on
 * @param aside   nobody has acted on them; they come back if the cards are separated again before the occasion
 * @param dropped were handed out; they are taken back for good
 */
record Contest(List<Touch> kept, List<Touch> aside, List<Touch> dropped) {
    /** Occasions that are named by the day on which a silence began: of two cards they mean the same. */
    private static final List<String> SILENCES = List.of("silence-since/", "no-visit-since/");

    /**
     * @param survivor whose touches come before others
     * @param settled  ids of what is history
     * @param names    all names under which the customer has touches or had some
     * @param onTheWay the dispatches of touches that are being sent, by touch
     */
    static Contest of(List<Touch> touches, String survivor, Set<String> settled, Collection<String> names, Map<String, Dispatch> onTheWay) {
        Contest contest = new Contest(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        touches.stream().sorted(Comparator.comparingInt((Touch t) -> advance(t, onTheWay)).reversed()
                .thenComparing(t -> !t.customer().equals(survivor)).thenComparing(Touch::due).thenComparing(Touch::id)).forEach(touch -> {
                    boolean rival = contest.kept.stream().anyMatch(k -> !k.customer().equals(touch.customer()) && same(k, touch))
                            || names.stream().anyMatch(n -> !n.equals(touch.customer())
                                    && settled.contains(Planner.id(n, touch.occasion(), touch.role())));
                    (!rival || advance(touch, onTheWay) == 3 ? contest.kept : touch.status().open() ? contest.aside : contest.dropped).add(touch);
                });
        return contest;
    }

    /** 3 can no longer be stopped, 2 is on its way and waits for another try, 1 lies with a colleague, 0 is planned. */
    private static int advance(Touch touch, Map<String, Dispatch> onTheWay) {
        Dispatch dispatch = onTheWay.get(touch.id());
        return switch (touch.status()) {
            case SENDING -> dispatch != null && dispatch.status() == Dispatch.Status.READY ? 2 : 3;
            case SENT -> 1;
            default -> 0;
        };
    }

    private static boolean same(Touch a, Touch b) {
        return SILENCES.stream().anyMatch(s -> a.occasion().startsWith(s) && b.occasion().startsWith(s))
                || Planner.id("", a.occasion(), a.role()).equals(Planner.id("", b.occasion(), b.role()));
    }
}
