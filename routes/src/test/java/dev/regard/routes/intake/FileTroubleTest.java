package dev.regard.routes.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FileTroubleTest {
    @Test
    void whatKindItIsStandsBesideThePath() {
        assertEquals("/in/.done: access is denied", FileTrouble.of(new AccessDeniedException("/in/.done")));
        assertEquals("/in/a.csv is not there", FileTrouble.of(new UncheckedIOException(new NoSuchFileException("/in/a.csv"))));
        assertEquals("/in/.done: Read-only file system", FileTrouble.of(new FileSystemException("/in/.done", null, "Read-only file system")));
        assertEquals("/ is there already", FileTrouble.of(new FileAlreadyExistsException("/")));
        assertEquals("No space left on device", FileTrouble.of(new IOException("No space left on device")));
        assertEquals("IOException", FileTrouble.of(new IOException()));
    }
}
