package dev.regard.rules.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.event.Event;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.WatchedStore;
import dev.regard.engine.store.WatchedStore.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A simulation that finds nothing proves nothing, unless it finds what was put there. */
class PlantedFaultsTest {
    private static final long SEEDS = 60;
    private static final int SOME = 11;

    /** What the store does wrong now and then. */
    @SuppressWarnings("unchecked")
    enum Fault {
        LOSES_AN_EVENT_THAT_IT_ACKNOWLEDGED {
            @Override
            Object call(String call, Object[] arguments, Call real, BooleanSupplier nowAndThen) throws Throwable {
                if (!call.equals("journal.append") || !nowAndThen.getAsBoolean()) {
                    return real.with(arguments);
                }
                return ((List<Event>) arguments[0]).stream().map(event -> true).toList();
            }
        },
        LOSES_WHAT_WAS_PLANNED {
            @Override
            Object call(String call, Object[] arguments, Call real, BooleanSupplier nowAndThen) throws Throwable {
                return real.with(!call.equals("cards.commit") ? arguments : new Object[] {((List<Change>) arguments[0]).stream()
                        .map(c -> !c.touches().isEmpty() && nowAndThen.getAsBoolean() ? without(c, true) : c).toList()});
            }
        },
        LOSES_A_MESSAGE {
            @Override
            Object call(String call, Object[] arguments, Call real, BooleanSupplier nowAndThen) throws Throwable {
                return real.with(!call.equals("cards.commit") ? arguments : new Object[] {((List<Change>) arguments[0]).stream()
                        .map(c -> !c.dispatches().isEmpty() && nowAndThen.getAsBoolean() ? without(c, false) : c).toList()});
            }
        },
        GIVES_A_MESSAGE_TO_BE_SENT_TWICE {
            @Override
            Object call(String call, Object[] arguments, Call real, BooleanSupplier nowAndThen) throws Throwable {
                Object result = real.with(arguments);
                if (call.equals("outgoing.claim") && !((List<Dispatch>) result).isEmpty() && nowAndThen.getAsBoolean()) {
                    // as if it had been claimed once more: the very same claim twice is seen through by the outbox
                    List<Dispatch> twice = new ArrayList<>((List<Dispatch>) result);
                    ((List<Dispatch>) result).forEach(d -> twice.add(d.claimedBy(d.claimedBy())));
                    return twice;
                }
                return result;
            }
        },
        SAYS_WRITTEN_AND_WRITES_NOTHING {
            @Override
            Object call(String call, Object[] arguments, Call real, BooleanSupplier nowAndThen) throws Throwable {
                if (!call.equals("cards.commit")) {
                    return real.with(arguments);
                }
                return ((List<Change>) arguments[0]).stream().allMatch(c -> c.applied().isEmpty()) || !nowAndThen.getAsBoolean() ? real.with(arguments) : Set.of();
            }
        };

        abstract Object call(String call, Object[] arguments, Call real, BooleanSupplier nowAndThen) throws Throwable;

        private static Change without(Change change, boolean touches) {
            return new Change(change.card(), change.follows(), change.newKeys(), change.keysOfMembers(), change.decisions(),
                    touches ? List.of() : change.touches(), change.complaints(), touches ? change.dispatches() : List.of(), change.applied(), change.searchable());
        }
    }

    @ParameterizedTest
    @EnumSource
    void isFoundWithinAFewSeeds(Fault fault) {
        Simulation simulation = new Simulation(store -> new WatchedStore(store, new Planted(fault)));
        Optional<Simulation.Failure> found = LongStream.rangeClosed(1, SEEDS).boxed().filter(simulation::fails).findFirst().flatMap(simulation::run);
        assertTrue(found.isPresent(), () -> "nobody noticed a store that " + fault);
        assertTrue(found.orElseThrow().trace().size() < Acts.of(found.orElseThrow().seed()).size(), () -> "the trace is not shorter: " + found);
    }

    /** Lets the same calls of a store always go wrong in the same places. */
    private static final class Planted implements WatchedStore.Watch {
        private final Fault fault;
        private int calls;

        Planted(Fault fault) {
            this.fault = fault;
        }

        @Override
        public Object instead(String call, Object[] arguments, WatchedStore.Call real) throws Throwable {
            return fault.call(call, arguments, real, () -> ++calls % SOME == 0);
        }
    }
}
