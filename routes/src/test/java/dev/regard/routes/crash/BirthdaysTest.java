package dev.regard.routes.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BirthdaysTest {
    @ParameterizedTest
    @ValueSource(strings = {"00:00", "03:30", "09:59", "10:00", "11:15", "21:59", "22:00", "22:59", "23:00", "23:59"})
    void itIsTenInTheMorningWheneverItRuns(String time) {
        Instant now = Instant.parse("2028-02-28T" + time + ":00Z");

        int hour = now.atZone(new Birthdays(now).zone()).getHour();

        assertEquals(10, hour);
    }
}
