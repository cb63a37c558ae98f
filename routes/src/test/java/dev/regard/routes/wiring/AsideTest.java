package dev.regard.routes.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsideTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsNotYetPutAsideIsNotCounted() throws IOException {
        Aside aside = new Aside(folder, "deliveries");
        Files.createFile(folder.resolve("crm-1.json.part"));
        assertEquals(Optional.empty(), aside.get());
        Files.createFile(folder.resolve("crm-2.json"));
        assertTrue(aside.get().orElse("").startsWith("warning: deliveries: 1, in "), aside.get()::toString);
    }
}
