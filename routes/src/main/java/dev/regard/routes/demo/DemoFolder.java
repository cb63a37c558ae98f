package dev.regard.routes.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The data folder of a demo. A mark in it says that the demo made it, so that no company's data are ever mixed with made-up ones. */
public final class DemoFolder {
    private static final String MARK = ".regard-demo";
    private static final String LOADED = "loaded";

    private final Path path;
    private final boolean thrownAway;

    private DemoFolder(Path path, boolean thrownAway) {
        this.path = path;
        this.thrownAway = thrownAway;
    }

    /** The folder has something in it that no demo made. */
    public static final class NotOurs extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotOurs(Path path) {
            super("the folder " + path + " is not empty and was not made by the demo; give another one with --data");
        }
    }

    /** A new folder that {@link #leave} removes. */
    public static DemoFolder temporary(Instant start) {
        try {
            return mark(new DemoFolder(Files.createTempDirectory("regard-demo-"), true), start);
        } catch (IOException e) {
            throw new UncheckedIOException("a folder for the demo cannot be made: " + e.getMessage(), e);
        }
    }

    /**
     * A folder that stays, and goes on where it was left.
     *
     * @throws NotOurs when it holds anything and was not made by a demo
     */
    public static DemoFolder at(Path path, Instant start) {
        DemoFolder folder = new DemoFolder(path, false);
        try {
            if (Files.exists(folder.mark())) {
                return folder;
            }
            Files.createDirectories(path);
            try (Stream<Path> content = Files.list(path)) {
                if (content.findAny().isPresent()) {
                    throw new NotOurs(path);
                }
            }
            return mark(folder, start);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + path + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static DemoFolder mark(DemoFolder folder, Instant start) throws IOException {
        Files.writeString(folder.mark(), start + "\n");
        return folder;
    }

    public Path path() {
        return path;
    }

    /** Where the virtual clock started when the folder was made. */
    public Instant start() {
        return Instant.parse(lines().get(0));
    }

    /** Whether the company is in it, whole. */
    boolean loaded() {
        return lines().contains(LOADED);
    }

    void nowLoaded() {
        try {
            Files.writeString(mark(), start() + "\n" + LOADED + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a throw-away folder. */
    public void leave() {
        if (!thrownAway) {
            return;
        }
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, IOException failed) throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + path + " could not be removed: " + e.getMessage(), e);
        }
    }

    private Path mark() {
        return path.resolve(MARK);
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(mark());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
