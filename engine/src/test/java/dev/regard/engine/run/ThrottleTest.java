package dev.regard.engine.run;

import static dev.regard.engine.store.Dealer.MONDAY;
import static dev.regard.engine.store.Dealer.change;
import static dev.regard.engine.store.Dealer.newCard;
import static dev.regard.engine.store.Dealer.withDispatches;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Dispatch.Status;
import dev.regard.engine.memory.MemoryStore;
import dev.regard.engine.outbox.Pace;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Comparator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private final MemoryStore store = new MemoryStore();

    private Throttle at(Pace pace) {
        return new Throttle(pace, store.outgoing(), () -> ZoneOffset.UTC, (dispatch, at) -> Optional.empty());
    }

    private static Pace perMinute(int most) {
        return new Pace(OptionalInt.of(most), Map.of("qq.com", 1), Optional.empty());
    }

    private static Dispatch mail(String id, String to) {
        return new Dispatch(id, "C-1", id, false, false, "email", to, "Hi", "Hi", "en", Map.of(), Status.READY, MONDAY, 0, null, null);
    }

    @Test
    void asManyAsAMinuteMayHaveGoAtOnceAndTheOthersGetAMomentEach() {
        Throttle throttle = at(perMinute(3));
        List<String> said = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            said.add(throttle.waiting(mail("m-" + i, "a" + i + "@Customer.example"), MONDAY).map(w -> Duration.between(MONDAY, w.until()).toSeconds() + " s").orElse("now"));
        }

        assertEquals(List.of("now", "now", "now", "20 s", "40 s", "60 s"), said);
    }

    @Test
    void eachDomainWaitsForItselfAndItsReasonNamesIt() {
        Throttle throttle = at(perMinute(2));

        assertEquals(Optional.empty(), throttle.waiting(mail("m-1", "a@qq.com"), MONDAY));
        assertTrue(throttle.waiting(mail("m-2", "b@qq.com"), MONDAY).orElseThrow().why().startsWith("no more than 1 a minute go to qq.com: waits until "));
        assertEquals(Optional.empty(), throttle.waiting(mail("m-3", "a@customer.example"), MONDAY));
    }

    @Test
    void whatIsUrgentAndWhatGoesAnotherWayNeverWaits() {
        Throttle throttle = at(new Pace(OptionalInt.of(1), Map.of(), Optional.of(new Pace.WarmUp(LocalDate.of(2020, 1, 1), 1))));
        Dispatch m = mail("m-1", "a@customer.example");
        Dispatch alert = new Dispatch("a-1", "C-1", "a-1", true, true, "email", m.recipient(), "Hi", "Hi", "en", Map.of(), Status.READY, MONDAY, 0, null, null);
        Dispatch sms = new Dispatch("s-1", "C-1", "s-1", false, false, "gateway:sms", "+86", "Hi", "Hi", "en", Map.of(), Status.READY, MONDAY, 0, null, null);
        for (int i = 0; i < 9; i++) {
            assertEquals(Optional.empty(), throttle.waiting(alert, MONDAY));
            assertEquals(Optional.empty(), throttle.waiting(sms, MONDAY));
        }
    }

    @Test
    void aNewProcessCountsFromTheStore() {
        sent("m-1", MONDAY.minusSeconds(10));
        sent("m-2", MONDAY.minusSeconds(5));
        sent("m-3", MONDAY.minusSeconds(500));
        Throttle throttle = at(perMinute(3));

        assertEquals(Optional.empty(), throttle.waiting(mail("m-4", "d@customer.example"), MONDAY));
        assertTrue(throttle.waiting(mail("m-5", "e@customer.example"), MONDAY).isPresent());
    }

    @Test
    void aNewAddressSendsHalfAsManyAgainEachDayAndTheRestWaitsForTheSameTimeTomorrow() {
        LocalDate monday = MONDAY.atZone(ZoneOffset.UTC).toLocalDate();
        Throttle throttle = at(new Pace(OptionalInt.empty(), Map.of(), Optional.of(new Pace.WarmUp(monday, 2))));
        List<Integer> perDay = new ArrayList<>();
        for (int day = 0; day < 4; day++) {
            Instant now = MONDAY.plus(Duration.ofDays(day));
            int went = 0;
            Optional<Throttle.Wait> wait = throttle.waiting(mail("m", "a@customer.example"), now);
            while (wait.isEmpty()) {
                throttle.went(mail("m", "a@customer.example"));
                went++;
                wait = throttle.waiting(mail("m", "a@customer.example"), now);
            }
            assertEquals(now.plus(Duration.ofDays(1)), wait.get().until());
            perDay.add(went);
        }

        assertEquals(List.of(2, 3, 4, 6), perDay);
        assertEquals(OptionalInt.empty(), new Pace.WarmUp(monday, 2).cap(monday.plusDays(30)));
        assertEquals(OptionalInt.empty(), new Pace.WarmUp(monday, 2).cap(monday.minusDays(1)));
    }

    @Test
    void aNewProcessKnowsHowManyWentToday() {
        sent("m-1", MONDAY.minusSeconds(3600));
        sent("m-2", MONDAY.minusSeconds(60));
        Throttle throttle = at(new Pace(OptionalInt.empty(), Map.of(), Optional.of(new Pace.WarmUp(MONDAY.atZone(ZoneOffset.UTC).toLocalDate(), 2))));

        assertTrue(throttle.waiting(mail("m-3", "d@customer.example"), MONDAY).isPresent());
    }

    /** Whatever arrives when: in no minute more than twice what a bucket holds (what it held, and what flowed in), everything goes, and in the end evenly. */
    @Property(tries = 200)
    void nothingIsLostAndNoMinuteHasTooMany(@ForAll @IntRange(min = 1, max = 10) int most, @ForAll @Size(max = 60) List<@IntRange(max = 120) Integer> arrivals) {
        Throttle throttle = at(new Pace(OptionalInt.of(most), Map.of(), Optional.empty()));
        PriorityQueue<Instant> due = new PriorityQueue<>(Comparator.naturalOrder());
        arrivals.forEach(second -> due.add(MONDAY.plusSeconds(second)));
        List<Instant> went = new ArrayList<>();
        for (int looks = 0; !due.isEmpty(); looks++) {
            assertTrue(looks < 10_000, "comes to an end");
            Instant now = due.poll();
            throttle.waiting(mail("m", "a@customer.example"), now).ifPresentOrElse(wait -> {
                assertTrue(wait.until().isAfter(now));
                due.add(wait.until());
            }, () -> went.add(now));
        }

        assertEquals(arrivals.size(), went.size());
        for (Instant from : went) {
            long inMinute = went.stream().filter(t -> !t.isBefore(from) && t.isBefore(from.plusSeconds(60))).count();
            assertTrue(inMinute <= 2L * most, () -> inMinute + " in a minute");
        }
    }

    private void sent(String id, Instant at) {
        Dispatch mail = mail(id, id + "@customer.example");
        store.cards().commit(List.of(withDispatches(change(Optional.ofNullable(store.cards().load(List.of("C-1")).get("C-1")).map(dev.regard.engine.store.Dealer::next).orElse(newCard("C-1"))), mail)));
        Dispatch claimed = store.outgoing().claim(Dispatch.Lane.ORDINARY, MONDAY, 1, "p0").get(0);
        store.cards().commit(List.of(withDispatches(change(dev.regard.engine.store.Dealer.next(store.cards().load(List.of("C-1")).get("C-1"))), claimed.with(Status.SENT, at, null))));
    }
}
