package dev.regard.routes.command;

import dev.regard.engine.crash.CrashPoint;
import java.io.IOException;

/** How a process dies at a crash point: by the signal that nothing can catch, sent to itself. */
public final class SuddenDeath {
    private SuddenDeath() { }

    /** Has no effect unless a crash point is armed. */
    public static void atCrashPoints() {
        if (CrashPoint.armed()) {
            CrashPoint.dieBy(SuddenDeath::at);
        }
    }

    private static void at(CrashPoint point) {
        System.err.println("crash point " + point);
        try {
            new ProcessBuilder("kill", "-9", String.valueOf(ProcessHandle.current().pid())).start();
        } catch (IOException e) {
            Runtime.getRuntime().halt(137); // where there are no signals
        }
    }
}
