package dev.regard.routes.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.regard.engine.crash.CrashPoint;
import dev.regard.routes.crash.Fate.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FateTest {
    @ParameterizedTest
    @CsvSource({"SENDING, true, true", "AFTER_COMMIT, true, true", "DECIDED, false, true", "MID_NIGHT, false, true",
            "STARTING, false, false", "RECOVERING, false, false"})
    void aPointCutsOffAMessageWhereOneMayBeUnderWay(CrashPoint point, boolean onVirtualTime, boolean onRealTime) {
        Fate fate = new Fate(0, Fate.kind(point), point, 1, 0);

        assertEquals(onVirtualTime, fate.mayCutOffAMessage(false));
        assertEquals(onRealTime, fate.mayCutOffAMessage(true));
    }

    @ParameterizedTest
    @CsvSource({"AT_RANDOM, true, true", "DOT_LOST, false, true"})
    void aDeathAtTheFinalDotIsThatOfItsOwnMessage(Kind kind, boolean onVirtualTime, boolean onRealTime) {
        Fate fate = new Fate(0, kind, null, 1, 0);

        assertEquals(onVirtualTime, fate.mayCutOffAMessage(false));
        assertEquals(onRealTime, fate.mayCutOffAMessage(true));
    }
}
