package dev.regard.routes.intake;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Why a file could not be worked, in words: the message of many such exceptions is the path alone. */
final class FileTrouble {
    private FileTrouble() { }

    /** In a line, with the path where it is about one. */
    static String of(Exception failure) {
        Exception known = failure instanceof UncheckedIOException unchecked ? unchecked.getCause() : failure;
        if (known instanceof FileSystemException trouble && trouble.getFile() != null && trouble.getReason() == null) {
            return ofKind(trouble, trouble.getFile());
        }
        return known.getMessage() == null ? known.getClass().getSimpleName() : known.getMessage();
    }

    private static String ofKind(FileSystemException trouble, String path) {
        if (trouble instanceof FileAlreadyExistsException) {
            return path + (Files.isRegularFile(Path.of(path)) ? " is a file where a folder should be" : " is there already");
        }
        if (trouble instanceof AccessDeniedException) {
            return path + ": access is denied";
        }
        if (trouble instanceof NoSuchFileException) {
            return path + " is not there";
        }
        if (trouble instanceof NotDirectoryException) {
            return path + " is not a folder";
        }
        return path + ": " + trouble.getClass().getSimpleName();
    }
}
