package dev.regard.engine.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class AnnualDatePropertyTest {
    private static final int FIRST_YEAR = 1999;
    private static final int LAST_YEAR = 2098;

    @Property
    void betweenIsWhatTheYearsSay(@ForAll("dates") AnnualDate annual, @ForAll("days") LocalDate from,
            @ForAll @IntRange(max = 1200) int days) {
        LocalDate to = from.plusDays(days);
        List<Occurrence> expected = IntStream.rangeClosed(LunarCalendar.FIRST_YEAR, LunarCalendar.LAST_YEAR)
                .mapToObj(year -> new Occurrence(annual.in(year), year))
                .filter(each -> !each.date().isBefore(from) && !each.date().isAfter(to))
                .toList();

        assertEquals(expected, annual.between(from, to));
    }

    @Property
    void aRangeReadInTwoPartsGivesEachOccurrenceOnce(@ForAll("dates") AnnualDate annual, @ForAll("days") LocalDate from,
            @ForAll @IntRange(max = 600) int first, @ForAll @IntRange(max = 600) int second) {
        LocalDate cut = from.plusDays(first);
        LocalDate to = cut.plusDays(second);
        List<Occurrence> parts = new ArrayList<>(annual.between(from, cut));
        parts.addAll(annual.between(cut.plusDays(1), to));

        assertEquals(annual.between(from, to), parts);
    }

    @Property
    void nextIsTheFirstThatLiesAhead(@ForAll("dates") AnnualDate annual, @ForAll("days") LocalDate from) {
        assertEquals(annual.between(from, from.plusDays(800)).stream().findFirst(), annual.next(from));
    }

    @Property
    void anOccurrenceLiesInTheYearThatItNames(@ForAll("dates") AnnualDate annual,
            @ForAll @IntRange(min = FIRST_YEAR, max = LAST_YEAR) int year) {
        assertEquals(year, annual.yearOf(annual.in(year)));
    }

    @Property
    void aLunarDateKeepsItsMonthAndDayWhereTheYearHasThem(@ForAll("lunarDates") AnnualDate annual,
            @ForAll @IntRange(min = FIRST_YEAR, max = LAST_YEAR) int year) {
        boolean leap = annual.leapMonth() && LunarCalendar.leapMonth(year) == annual.month();
        int day = Math.min(annual.day(), LunarCalendar.daysIn(year, annual.month(), leap));

        assertEquals(new LunarDate(year, annual.month(), leap, day), LunarCalendar.toLunar(annual.in(year)));
    }

    @Provide
    Arbitrary<AnnualDate> dates() {
        Arbitrary<AnnualDate> solar = Arbitraries.integers().between(0, 365)
                .map(day -> LocalDate.of(2024, 1, 1).plusDays(day))
                .map(date -> AnnualDate.solar(date.getMonthValue(), date.getDayOfMonth()));
        return Arbitraries.oneOf(solar, lunarDates());
    }

    @Provide
    Arbitrary<AnnualDate> lunarDates() {
        return Combinators.combine(Arbitraries.integers().between(1, 12), Arbitraries.integers().between(1, 30),
                        Arbitraries.of(true, false))
                .as((month, day, leap) -> new AnnualDate(CalendarSystem.LUNAR, month, day, leap));
    }

    @Provide
    Arbitrary<LocalDate> days() {
        LocalDate first = LocalDate.of(FIRST_YEAR, 1, 1);
        return Arbitraries.integers().between(0, (LAST_YEAR - FIRST_YEAR - 3) * 365).map(first::plusDays);
    }
}
