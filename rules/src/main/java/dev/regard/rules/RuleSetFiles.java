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
import java.util.ArrayList;
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
    static final List<String> FOLDERS = List.of("calendars/", "tables/", "templates/", "scenarios/");
    /** Beside them: the versions that a folder or an archive was made from, a line each, so that nobody takes back unawares what came in force since. No part of the rule set. */
    private static final String ORIGINS = ".versions";
    private static final int MOST_ORIGINS = 100;
    private static final int MOST_FILES = 2_000;
    private static final long LARGEST = 50_000_000;
    private static final int VERSION_BYTES = 16;
    /** The earliest that the format can say. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private final List<String> origins;

    private RuleSetFiles(Map<String, byte[]> files, List<String> origins) {
        this.origins = List.copyOf(origins);
        files.forEach((path, content) -> {
            if (FOLDERS.stream().anyMatch(path::startsWith)) {
                this.files.put(path, content);
            }
        });
    }

    /** The files under {@code calendars/}, {@code tables/}, {@code templates/} and {@code scenarios/} among these. */
    public static RuleSetFiles of(Map<String, byte[]> files) {
        return new RuleSetFiles(files, List.of());
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
        return new RuleSetFiles(files, origins(beside(folder, ORIGINS).orElse(new byte[0])));
    }

    /** The names at the top of a folder that are neither read nor meant for people: hidden files, the lock files of spreadsheet programs and README files are not among them. */
    static List<String> leftAlone(Path folder, List<String> known) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.map(path -> path.getFileName().toString()).filter(name -> !known.contains(name) && !name.startsWith(".") && !name.startsWith("~$")
                    && !name.regionMatches(true, 0, "readme", 0, 6)).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw new RuleSetUnreadable("the folder " + folder + " can not be read", e);
        }
    }

    /**
     * Reads a zip archive as {@link #archive} makes it. Hidden files and the lock files of spreadsheet programs are left out.
     *
     * @throws RuleSetUnreadable when it is damaged, has nothing of a rule set at its top, names a file outside of it, or holds more than 2 000 files or 50 MB
     */
    public static RuleSetFiles inArchive(byte[] archive) {
        Map<String, byte[]> files = new TreeMap<>();
        List<String> origins = List.of();
        long room = LARGEST;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(ORIGINS)) {
                    origins = origins(zip.readNBytes(MOST_ORIGINS * 100));
                } else if (FOLDERS.stream().anyMatch(entry.getName()::startsWith) && !entry.isDirectory() && counts(entry.getName())) {
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
        return new RuleSetFiles(files, origins);
    }

    private static List<String> origins(byte[] lines) {
        List<String> versions = new String(lines, StandardCharsets.UTF_8).lines().map(String::strip).filter(line -> line.matches("[0-9a-f]{" + 2 * VERSION_BYTES + "}")).toList();
        return versions.subList(Math.max(0, versions.size() - MOST_ORIGINS), versions.size());
    }

    /** The published or proposed versions that this was made from, the latest last; empty where nobody noted it. */
    public List<String> origins() {
        return origins;
    }

    /** Notes in a folder that it holds what is a version of its own by now. */
    public static void note(Path folder, String version) throws IOException {
        List<String> lines = new ArrayList<>(origins(beside(folder, ORIGINS).orElse(new byte[0])));
        lines.remove(version);
        lines.add(version);
        Files.write(folder.resolve(ORIGINS), lines);
    }

    /** The files in a zip archive, the same bytes for the same files. */
    public byte[] archive() {
        return zip(files);
    }

    /** The same to hand in: with the versions that it was made from. */
    public byte[] archiveWithOrigins() {
        return origins.isEmpty() ? archive() : archiveMadeFrom(String.join("\n", origins));
    }

    /** The same to hand out: what is changed in it was made from this version. */
    public byte[] archiveToChange() {
        return archiveMadeFrom(version());
    }

    private byte[] archiveMadeFrom(String lines) {
        SortedMap<String, byte[]> all = new TreeMap<>(files);
        all.put(ORIGINS, (lines + "\n").getBytes(StandardCharsets.UTF_8));
        return zip(all);
    }

    private static byte[] zip(SortedMap<String, byte[]> files) {
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
