package dev.regard.rules.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.event.Event;
import dev.regard.engine.store.Cards;
import dev.regard.engine.store.Change;
import dev.regard.engine.store.Journal;
import dev.regard.engine.store.Notes;
import dev.regard.engine.store.Outgoing;
import dev.regard.engine.store.Records;
import dev.regard.engine.store.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
            Object call(String call, Object[] arguments, Next next) throws Throwable {
                if (!call.equals("append") || !next.nowAndThen()) {
                    return next.call(arguments);
                }
                return ((List<Event>) arguments[0]).stream().map(event -> true).toList();
            }
        },
        LOSES_WHAT_WAS_PLANNED {
            @Override
            Object call(String call, Object[] arguments, Next next) throws Throwable {
                return next.call(!call.equals("commit") ? arguments : new Object[] {((List<Change>) arguments[0]).stream()
                        .map(c -> !c.touches().isEmpty() && next.nowAndThen() ? without(c, true) : c).toList()});
            }
        },
        LOSES_A_MESSAGE {
            @Override
            Object call(String call, Object[] arguments, Next next) throws Throwable {
                return next.call(!call.equals("commit") ? arguments : new Object[] {((List<Change>) arguments[0]).stream()
                        .map(c -> !c.dispatches().isEmpty() && next.nowAndThen() ? without(c, false) : c).toList()});
            }
        },
        GIVES_A_MESSAGE_TO_BE_SENT_TWICE {
            @Override
            Object call(String call, Object[] arguments, Next next) throws Throwable {
                Object result = next.call(arguments);
                if (call.equals("claim") && !((List<Dispatch>) result).isEmpty() && next.nowAndThen()) {
                    List<Dispatch> twice = new ArrayList<>((List<Dispatch>) result);
                    twice.addAll((List<Dispatch>) result);
                    return twice;
                }
                return result;
            }
        },
        SAYS_WRITTEN_AND_WRITES_NOTHING {
            @Override
            Object call(String call, Object[] arguments, Next next) throws Throwable {
                if (!call.equals("commit")) {
                    return next.call(arguments);
                }
                return ((List<Change>) arguments[0]).stream().allMatch(c -> c.applied().isEmpty()) || !next.nowAndThen() ? next.call(arguments) : Set.of();
            }
        };

        abstract Object call(String call, Object[] arguments, Next next) throws Throwable;

        private static Change without(Change change, boolean touches) {
            return new Change(change.card(), change.follows(), change.newKeys(), change.keysOfMembers(), change.decisions(),
                    touches ? List.of() : change.touches(), change.complaints(), touches ? change.dispatches() : List.of(), change.applied(), change.searchable());
        }
    }

    /** The call as it should be, and whether it is this one's turn to go wrong. */
    interface Next {
        Object call(Object[] arguments) throws Throwable;

        boolean nowAndThen();
    }

    @ParameterizedTest
    @EnumSource
    void isFoundWithinAFewSeeds(Fault fault) {
        Simulation simulation = new Simulation(store -> new Faulty(store, fault));
        Optional<Simulation.Failure> found = LongStream.rangeClosed(1, SEEDS).boxed().filter(simulation::fails).findFirst().flatMap(simulation::run);
        assertTrue(found.isPresent(), () -> "nobody noticed a store that " + fault);
        assertTrue(found.orElseThrow().trace().size() < Acts.of(found.orElseThrow().seed()).size(), () -> "the trace is not shorter: " + found);
    }

    /** A store with a fault; the same calls always go wrong in the same places. */
    private static final class Faulty implements Store {
        private final Store store;
        private final Fault fault;
        private int calls;

        Faulty(Store store, Fault fault) {
            this.store = store;
            this.fault = fault;
        }

        private <T> T faulty(Class<T> port, T target) {
            return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> fault.call(method.getName(), arguments,
                    new Next() {
                        @Override
                        public Object call(Object[] given) throws Throwable {
                            try {
                                return method.invoke(target, given);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }

                        @Override
                        public boolean nowAndThen() {
                            return ++calls % SOME == 0;
                        }
                    })));
        }

        @Override
        public Journal journal() {
            return faulty(Journal.class, store.journal());
        }

        @Override
        public Cards cards() {
            return faulty(Cards.class, store.cards());
        }

        @Override
        public Outgoing outgoing() {
            return faulty(Outgoing.class, store.outgoing());
        }

        @Override
        public Records records() {
            return store.records();
        }

        @Override
        public Notes notes() {
            return store.notes();
        }

        @Override
        public Optional<String> trouble() {
            return store.trouble();
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
