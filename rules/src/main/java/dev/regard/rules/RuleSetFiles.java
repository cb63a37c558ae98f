package dev.regard.rules;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a rule set by their path in it, with {@code /}: what is checked, kept, published and handed out. */
public final class RuleSetFiles {
    /** What belongs to a rule set; anything else in the folder is left alone. */
    private static final List<String> FOLDERS = List.of("calendars/", "tables/", "templates/", "scenarios/");
    private static final int MOST_FILES = 2_000;
    private static final long LARGEST = 50_000_000;
    private static final int VERSION_BYTES = 16;

    private final SortedMap<String, byte[]> files = new TreeMap<>();

    private RuleSetFiles(Map<String, byte[]> files) {
        files.forEach((path, content) -> {
            if (FOLDERS.stream().anyMatch(path::startsWith)) {
                this.files.put(path, content);
            }
        });
    }

    /** The files under {@code calendars/}, {@code tables/}, {@code templates/} and {@code scenarios/} among these. */
    public static RuleSetFiles of(Map<String, byte[]> files) {
        return new RuleSetFiles(files);
    }

    /**
     * Reads a folder. Hidden files, the lock files of spreadsheet programs and links are left out.
     *
     * @throws RuleSetUnreadable when there is no such folder, it can not be read, or holds more than 2 000 files or 50 MB
     */
    public static RuleSetFiles in(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new RuleSetUnreadable("there is no folder " + folder);
        }
        Map<String, byte[]> files = new TreeMap<>();
        long size = 0;
        try (Stream<Path> paths = Files.walk(folder, 4)) {
            for (Path path : (Iterable<Path>) paths.filter(RuleSetFiles::counts)::iterator) {
                String name = folder.relativize(path).toString().replace('\\', '/');
                if (FOLDERS.stream().anyMatch(name::startsWith)) {
                    size += Files.size(path);
                    if (files.size() == MOST_FILES || size > LARGEST) {
                        throw new RuleSetUnreadable(folder + " holds more than " + MOST_FILES + " files or " + LARGEST / 1_000_000 + " MB");
                    }
                    files.put(name, Files.readAllBytes(path));
                }
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new RuleSetUnreadable("the folder " + folder + " can not be read", e);
        }
        return new RuleSetFiles(files);
    }

    /** The hash of names and contents, the same for the same files in any order; 32 hexadecimal digits. */
    public String version() {
        MessageDigest digest = sha256();
        files.forEach((path, content) -> {
            digest.update((path + "\n" + content.length + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(content);
        });
        return HexFormat.of().formatHex(digest.digest(), 0, VERSION_BYTES);
    }

    /** Path to content, in the order of the paths; not to be changed. */
    public SortedMap<String, byte[]> files() {
        return java.util.Collections.unmodifiableSortedMap(files);
    }

    /** The files of one folder, such as {@code tables}. */
    public SortedMap<String, byte[]> folder(String name) {
        return files().subMap(name + "/", name + "0");
    }

    /** The content of {@code organisation.yaml} beside the rules, where there is one. */
    static Optional<byte[]> beside(Path folder, String name) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(in.readNBytes(1_000_000));
        } catch (IOException e) {
            throw new RuleSetUnreadable(file + " can not be read", e);
        }
    }

    private static boolean counts(Path path) {
        String name = path.getFileName().toString();
        return Files.isRegularFile(path, java.nio.file.LinkOption.NOFOLLOW_LINKS) && !name.startsWith(".") && !name.startsWith("~$");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
