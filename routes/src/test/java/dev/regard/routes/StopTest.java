package dev.regard.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program in a process of its own, told to end. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process is not asked to end there, it is ended")
class StopTest {
    @TempDir
    private Path folder;

    private int afterSigterm(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Regard.class.getName()));
        Collections.addAll(command, arguments);
        Process process = new ProcessBuilder(command).redirectError(folder.resolve("log").toFile()).start();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            assertTrue(line != null && line.startsWith("regard ready "), () -> line + log());
            process.destroy();
            assertTrue(process.waitFor(20, TimeUnit.SECONDS), this::log);
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private String log() {
        try {
            return "\n" + Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void anOrderlyStopEndsWithZero() throws Exception {
        String data = folder.resolve("data").toString();
        assertEquals(0, afterSigterm("run", "--data", data, "--http", "127.0.0.1:0"), this::log);
        assertEquals(0, afterSigterm("demo", "--data", data + "-demo", "--days", "0", "--http", "127.0.0.1:0"), this::log);
        assertTrue(log().contains("stopped"), this::log);
    }
}
