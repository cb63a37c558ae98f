package dev.regard.engine.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {
    @Test
    void holdsItsStartButNotItsEnd() {
        Window window = Window.of("9:00", "18:00");

        assertTrue(window.contains(LocalTime.of(9, 0)));
        assertTrue(window.contains(LocalTime.of(17, 59, 59, 999_999_999)));
        assertFalse(window.contains(LocalTime.of(18, 0)));
        assertFalse(window.contains(LocalTime.of(8, 59, 59, 999_999_999)));
    }

    @Test
    void mayLastUntilTheEndOfTheDay() {
        assertTrue(Window.of("22:00", "24:00").contains(LocalTime.MAX));
        assertEquals("22:00-24:00", Window.of("22:00", "24:00").toString());
    }

    @ParameterizedTest
    @CsvSource({"18:00,09:00", "09:00,09:00", "22:00,24:01", "09:60,10:00", "9,18", "nine,18:00", "'',18:00", "-1:00,02:00"})
    void refusesWhatIsNoPartOfADay(String from, String to) {
        assertThrows(IllegalArgumentException.class, () -> Window.of(from, to));
    }

    @Test
    void thoseThatOverlapOrTouchBecomeOne() {
        List<Window> windows = List.of(Window.of("14:00", "18:00"), Window.of("09:00", "12:00"),
                Window.of("12:00", "13:00"), Window.of("09:30", "10:00"));

        assertEquals(List.of(Window.of("09:00", "13:00"), Window.of("14:00", "18:00")), Window.merged(windows));
    }

    @Test
    void leavesWhatOthersDoNotCutOut() {
        List<Window> calls = List.of(Window.of("09:00", "12:00"), Window.of("14:00", "20:00"));
        List<Window> busy = List.of(Window.of("00:00", "10:00"), Window.of("11:00", "15:00"), Window.of("19:00", "24:00"));

        assertEquals(List.of(Window.of("10:00", "11:00"), Window.of("15:00", "19:00")), Window.without(calls, busy));
        assertEquals(calls, Window.without(calls, List.of()));
        assertEquals(List.of(), Window.without(calls, List.of(Window.of("00:00", "24:00"))));
    }
}
