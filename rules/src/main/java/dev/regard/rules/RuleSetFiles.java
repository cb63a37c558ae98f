package dev.regard.rules;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The files of a rule set by their path in it, with {@code /}: what is checked, kept, published and handed out. */
public final class RuleSetFiles {
    /** What belongs to a rule set; anything else in the folder is left alone. */
    private static final List<String> FOLDERS = List.of("calendars/", "tables/", "templates/", "scenarios/");
    private static final int MOST_FILES = 2_000;
    private static final long LARGEST = 50_000_000;
    private static final int VERSION_BYTES = 16;
    /** The earliest that the format can say. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

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
        } catch (IOException | UncheckedIOException e) {
            throw new RuleSetUnreadable("the folder " + folder + " can not be read", e);
        }
        return new RuleSetFiles(files);
    }

    /**
     * Reads a zip archive as {@link #archive} makes it. Hidden files and the lock files of spreadsheet programs are left out.
     *
     * @throws RuleSetUnreadable when it is damaged, has nothing of a rule set at its top, names a file outside of it, or holds more than 2 000 files or 50 MB
     */
    public static RuleSetFiles inArchive(byte[] archive) {
        Map<String, byte[]> files = new TreeMap<>();
        long room = LARGEST;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (FOLDERS.stream().anyMatch(entry.getName()::startsWith) && !entry.isDirectory() && counts(entry.getName())) {
                    byte[] content = zip.readNBytes((int) room + 1);
                    room -= content.length;
                    if (files.size() == MOST_FILES || room < 0) {
                        throw new RuleSetUnreadable("the archive holds more than " + MOST_FILES + " files or " + LARGEST / 1_000_000 + " MB");
                    }
                    files.put(entry.getName(), content);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new RuleSetUnreadable("this is no zip archive, or a damaged one", e);
        }
        if (files.isEmpty()) {
            throw new RuleSetUnreadable("this is no zip archive with " + String.join(", ", FOLDERS) + " at its top");
        }
        return new RuleSetFiles(files);
    }

    /** The files in a zip archive, the same bytes for the same files. */
    public byte[] archive() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(NO_TIME);
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
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
        return Files.isRegularFile(path, java.nio.file.LinkOption.NOFOLLOW_LINKS) && counts(path.getFileName().toString());
    }

    /** @param path or only its end; an archive from elsewhere may name anything, and its files are written to a folder some day */
    private static boolean counts(String path) {
        List<String> names = List.of(path.split("/", -1));
        if (path.indexOf('\\') >= 0 || path.chars().anyMatch(Character::isISOControl) || names.contains("..") || names.contains("")) {
            throw new RuleSetUnreadable("'" + path.replaceAll("\\p{Cntrl}", "?") + "' is no name of a file in a rule set");
        }
        String name = names.get(names.size() - 1);
        return !name.startsWith(".") && !name.startsWith("~$");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
