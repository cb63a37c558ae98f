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
    /** For every so many deaths one more is planned: a stop is over before its point is reached, or no occasion is left. */
    private static final int SOME_MISS = 2;
    private static final int FEW = 24;
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

    /** About as many deaths as asked for, and at least one of each of the ways, in the order of their places. */
    static List<Fate> of(Form form, Feed feed, Ways ways) {
        Destiny destiny = new Destiny(new Random(form.seed()), feed.slots().size(), form.events() / feed.slots().size());
        return form.kills() == 0 ? List.of() : destiny.spread(form.kills() + Math.max(0, form.kills() - FEW) / SOME_MISS, ways);
    }

    /** The first slot from there on that files come with. */
    static int withFiles(double progress) {
        int slot = (int) Math.ceil(progress);
        return slot + Math.floorMod(Feed.FIRST_FILE_SLOT - slot, Feed.FILES_EVERY);
    }

    /** The first evening from there on. */
    static int evening(double progress) {
        int slot = (int) Math.ceil(progress);
        return slot + Math.floorMod(-slot, Feed.SLOTS_A_DAY);
    }

    private List<Fate> spread(int kills, Ways wanted) {
        List<Fate> ways = new ArrayList<>();
        wanted.points().forEach(point -> ways.add(new Fate(0, Fate.kind(point), point, 0, RETRIES)));
        wanted.others().forEach(kind -> ways.add(new Fate(0, kind, null, 0, RETRIES)));
        int places = Math.max(Math.min(FEWEST_PLACES, kills / 2), Math.min(kills / 2, Math.min(kills - ways.size() - 1, MOST_PLACES_IN_SLOT * slots)));
        Map<Occasion, List<Fate>> dealt = new EnumMap<>(Occasion.class);
        for (int i = 0; i < Math.max(ways.size(), kills - places); i++) {
            Fate way = ways.get(i % ways.size());
            dealt.computeIfAbsent(way.occasion(), o -> new ArrayList<>()).add(new Fate(0, way.kind(), way.point(), passes(way), RETRIES));
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
            case FILES -> number == 0 ? Feed.LONG_FILE_SLOT : withFiles(even);
            case MAIL -> number == 0 ? GREETINGS + MOVE : evening(even) + MOVE;
            case NIGHT -> evening(even) + MOVE;
        };
    }

    private int passes(Fate way) {
        int most = way.point() == null ? 2 : switch (way.point()) {
            case STARTING, RECOVERING, PUBLISHED, MID_NIGHT, MID_SWEEP, MID_FILE, FILE_READ, BETWEEN_FILES -> 1;
            case STOPPING -> 5;
            case MID_PUBLISH, CLOCK_MOVED, IN_CLAIM, SENDING, BEFORE_SENT, AFTER_SENT -> 3;
            default -> Math.max(1, Math.min(OFTEN.contains(way.point()) ? 200 : 8, eventsInSlot / (OFTEN.contains(way.point()) ? 10 : 60)));
        };
        return 1 + random.nextInt(most);
    }
}
