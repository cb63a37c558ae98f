package dev.regard.engine.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrashPointTest {

    /** Passes two points in turn, as another process. */
    static final class Walk {
        private Walk() { }

        public static void main(String[] args) {
            if (args.length > 0) {
                CrashPoint.dieBy(point -> {
                    System.out.println("killed at " + point);
                    Runtime.getRuntime().halt(9);
                });
            }
            for (int i = 1; i <= 5; i++) {
                System.out.println("round " + i);
                CrashPoint.DECIDED.pass();
                CrashPoint.SENDING.pass();
            }
        }
    }

    private record Ended(int status, List<String> said) { }

    @Test
    void aProcessDiesWhenTheArmedPointIsPassedForTheNthTime() throws Exception {
        assertEquals(new Ended(137, List.of("round 1", "round 2", "round 3")), walked("-Dregard.crash=SENDING:3"));
        assertEquals(new Ended(137, List.of("round 1")), walked("-Dregard.crash=DECIDED"));
    }

    @Test
    void aProcessDiesAsItWasTold() throws Exception {
        assertEquals(new Ended(9, List.of("round 1", "round 2", "killed at SENDING")), walked("-Dregard.crash=SENDING:2", "by its own hand"));
    }

    @Test
    void withoutAnArmedPointNothingHappens() throws Exception {
        assertEquals(5, walked().said().size());
        assertFalse(CrashPoint.armed());
        CrashPoint.DECIDED.pass();
    }

    private static Ended walked(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        if (options.length > 0) {
            command.add(options[0]);
        }
        command.addAll(List.of("-Xmx64m", "-cp", System.getProperty("java.class.path"), Walk.class.getName()));
        command.addAll(List.of(options).subList(Math.min(1, options.length), options.length));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said.lines().toList());
    }
}
