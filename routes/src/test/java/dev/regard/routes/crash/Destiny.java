package dev.regard.routes.crash;

import dev.regard.engine.crash.CrashPoint;
import dev.regard.routes.crash.Fate.Kind;
import dev.regard.routes.crash.Fate.Occasion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Spreads the deaths of a run over its feed: each where it can happen, several at one place one after the other. The life that comes to such a
 * place dies there at random; the next ones wait for what they are to die of.
 */
final class Destiny {
    /** Within a slot, when the clock begins to move. */
    static final double MOVE = 0.7;
    private static final int RETRIES = 4;
    private static final int FEWEST_PLACES = 4;
    private static final int MOST_PLACES_IN_SLOT = 3;
    /** Where the clock moves over the greetings at Mid-Autumn. */
    private static final int GREETINGS = 22;
    private static final Set<CrashPoint> OFTEN = EnumSet.of(CrashPoint.IN_JOURNAL, CrashPoint.IN_LEDGER);

    private final Random random;
    private final int slots;
    private final int eventsInSlot;

    private Destiny(Random random, int slots, int eventsInSlot) {
        this.random = random;
        this.slots = slots;
        this.eventsInSlot = eventsInSlot;
    }

    /** About as many deaths as asked for, and at least one at each of the points, in the order of their places. */
    static List<Fate> of(Form form, Feed feed, Set<CrashPoint> points) {
        Destiny destiny = new Destiny(new Random(form.seed()), feed.slots().size(), form.events() / feed.slots().size());
        return form.kills() == 0 ? List.of() : destiny.spread(form.kills(), points);
    }

    /** The first slot from there on whose number leaves this rest by three: files come with 1, 0 is the evening before a night. */
    static int slotFrom(double progress, int rest) {
        int slot = (int) Math.ceil(progress);
        return slot + Math.floorMod(rest - slot, 3);
    }

    private List<Fate> spread(int kills, Set<CrashPoint> points) {
        List<Fate> ways = new ArrayList<>();
        points.forEach(point -> ways.add(new Fate(0, Fate.kind(point), point, passes(point), RETRIES)));
        for (Kind kind : List.of(Kind.DOT_KEPT, Kind.DOT_LOST, Kind.WHILE_STARTING, Kind.WHILE_STOPPING)) {
            ways.add(new Fate(0, kind, null, 1 + random.nextInt(2), RETRIES));
        }
        int places = Math.max(FEWEST_PLACES, Math.min(kills / 2, Math.min(kills - ways.size() - 1, MOST_PLACES_IN_SLOT * slots)));
        Map<Occasion, List<Fate>> dealt = new EnumMap<>(Occasion.class);
        for (int i = 0; i < Math.max(ways.size(), kills - places); i++) {
            Fate way = ways.get(i % ways.size());
            dealt.computeIfAbsent(way.occasion(), o -> new ArrayList<>()).add(way);
        }
        List<Fate> fates = new ArrayList<>();
        dealt.forEach((occasion, all) -> {
            int share = Math.max(1, Math.round((float) places * all.size() / Math.max(ways.size(), kills - places)));
            for (int i = 0; i < all.size(); i++) {
                Fate fate = all.get(i).at(place(occasion, i % share, share));
                if (fate.point() == CrashPoint.RECOVERING) {
                    // it needs somebody who died in the middle of a message
                    fates.add(new Fate(fate.place(), Kind.POINT, CrashPoint.SENDING, 1, 0));
                }
                fates.add(fate);
            }
        });
        fates.sort(Comparator.comparing(Fate::place));
        return fates;
    }

    private double place(Occasion occasion, int number, int of) {
        double even = 1 + (slots - 6.0) * number / of;
        return switch (occasion) {
            case EVENTS -> Math.floor(even) + (even - Math.floor(even)) * MOVE / 2;
            case FILES -> number == 0 ? Feed.LONG_FILE_SLOT : slotFrom(even, 1);
            case MAIL -> number == 0 ? GREETINGS + MOVE : slotFrom(even, 0) + MOVE;
            case NIGHT -> slotFrom(even, 0) + MOVE;
        };
    }

    private int passes(CrashPoint point) {
        int most = switch (point) {
            case STARTING, RECOVERING, PUBLISHED, MID_NIGHT, MID_SWEEP, MID_FILE, FILE_READ, BETWEEN_FILES -> 1;
            case STOPPING -> 5;
            case MID_PUBLISH, CLOCK_MOVED, IN_CLAIM, SENDING, BEFORE_SENT, AFTER_SENT -> 3;
            default -> Math.max(1, Math.min(OFTEN.contains(point) ? 200 : 8, eventsInSlot / (OFTEN.contains(point) ? 10 : 60)));
        };
        return 1 + random.nextInt(most);
    }
}
