package dev.regard.connectors.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Looks a workbook over before the reader trusts it: a few kilobytes of zip can unfold into gigabytes, or one cell can claim
 * to stand in column two thousand million. Unfolds each part, counting, and keeps nothing. Any part may be a sheet, whatever its name: what
 * is one is told by its content.
 */
final class WorkbookBounds {
    private static final int MOST_PARTS = 2_000;
    /** A sheet is read row by row; a part of another kind ends up in memory as a whole. */
    private static final long LARGEST_SHEET = 4L << 30;
    private static final long LARGEST_OTHER = 64L << 20;

    private WorkbookBounds() { }

    /**
     * Returns how many rows the longest sheet has.
     *
     * @throws FileRefused when the file is no workbook, is damaged, or goes beyond the bounds
     */
    static long check(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(4);
            if (start.length == 4 && start[0] == (byte) 0xD0 && start[1] == (byte) 0xCF) {
                throw new FileRefused("it is an old .xls workbook or protected by a password; save it as .xlsx without one");
            }
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Set<String> names = new HashSet<>();
            long most = 0;
            List<? extends ZipEntry> parts = Collections.list(zip.entries());
            if (parts.size() > MOST_PARTS) {
                throw new FileRefused("it holds more than " + MOST_PARTS + " parts");
            }
            for (ZipEntry part : parts) {
                if (!names.add(part.getName().toLowerCase(Locale.ROOT))) {
                    throw new FileRefused("it holds the part " + part.getName() + " twice");
                }
                most = Math.max(most, check(zip, part));
            }
            return most;
        } catch (FileRefused e) {
            throw e;
        } catch (ZipException | EOFException e) {
            throw new FileRefused("it is no .xlsx workbook, or a damaged one: " + e.getMessage(), e);
        }
    }

    private static long check(ZipFile zip, ZipEntry part) throws IOException {
        boolean sheet = part.getName().toLowerCase(Locale.ROOT).startsWith("xl/worksheets/") || holdsSheet(zip, part);
        long limit = sheet ? LARGEST_SHEET : LARGEST_OTHER;
        Markup markup = new Markup(part.getName());
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        try (InputStream in = zip.getInputStream(part)) {
            for (int n; (n = in.read(buffer)) >= 0; ) {
                size += n;
                if (size > limit) {
                    throw new FileRefused("its part " + part.getName() + " unfolds to more than " + (limit >> 20) + " MiB");
                }
                if (sheet) {
                    markup.scan(buffer, n);
                }
            }
        }
        return markup.rows;
    }

    /** Zero bytes are left out, so that no other encoding of Unicode hides the word. */
    private static boolean holdsSheet(ZipFile zip, ZipEntry part) throws IOException {
        byte[] buffer = new byte[1 << 16];
        Needle sheet = new Needle("sheetData");
        Needle documentType = new Needle("<!DOCTYPE");
        try (InputStream in = zip.getInputStream(part)) {
            long size = 0;
            for (int n; (n = in.read(buffer)) >= 0 && size <= LARGEST_OTHER; size += n) {
                for (int i = 0; i < n; i++) {
                    if (buffer[i] != 0 && sheet.isFoundWith(buffer[i])) {
                        return true;
                    }
                    if (buffer[i] != 0 && documentType.isFoundWith(buffer[i])) {
                        throw new FileRefused("its part " + part.getName() + " holds a document type");
                    }
                }
            }
        }
        return false;
    }

    /** A word that is looked for byte by byte; its first letter does not come again in it. */
    private static final class Needle {
        private final byte[] word;
        private int found;

        Needle(String word) {
            this.word = word.getBytes(StandardCharsets.US_ASCII);
        }

        boolean isFoundWith(byte next) {
            found = next == word[found] ? found + 1 : next == word[0] ? 1 : 0;
            return found == word.length;
        }
    }

    /**
     * The tags of a sheet as bytes. All that a spreadsheet program writes is UTF-8 without comments, CDATA or document types;
     * whatever could hide a tag from this is refused.
     */
    private static final class Markup {
        /** The longest cell in Excel has 32 767 characters. */
        private static final int LONGEST_RUN = 1 << 20;
        private static final int LARGEST_ROW = 1 << 23;

        private final String part;
        private final byte[] tag = new byte[1 << 10];
        private int tagLength = -1;
        private int run;
        private int row;
        private long rows;
        private boolean inData;

        Markup(String part) {
            this.part = part;
        }

        void scan(byte[] bytes, int length) throws FileRefused {
            for (int i = 0; i < length; i++) {
                byte b = bytes[i];
                run++;
                row += inData ? 1 : 0;
                if (b == '<') {
                    tagLength = 0;
                    run = 0;
                } else if (b == '>' && tagLength >= 0) {
                    tag();
                    tagLength = -1;
                } else if (b == 0) {
                    throw new FileRefused("its part " + part + " is not in UTF-8");
                } else if (tagLength >= 0 && tagLength < tag.length) {
                    tag[tagLength++] = b;
                }
                if (run > LONGEST_RUN || row > LARGEST_ROW) {
                    throw new FileRefused("a row or cell in its part " + part + " is too large");
                }
            }
        }

        private void tag() throws FileRefused {
            if (tagLength > 0 && tag[0] == '!') {
                throw new FileRefused("its part " + part + " holds a comment, CDATA or a document type");
            }
            int at = tagLength > 0 && tag[0] == '/' ? 1 : 0;
            int start = at;
            while (at < tagLength && tag[at] > ' ' && tag[at] != '/') {
                start = tag[at] == ':' ? at + 1 : start;
                at++;
            }
            switch (new String(tag, start, at - start, StandardCharsets.ISO_8859_1)) {
                case "row" -> {
                    row = 0;
                    rows += tag[0] == '/' ? 0 : 1;
                }
                case "c" -> column(new String(tag, at, tagLength - at, StandardCharsets.ISO_8859_1));
                case "sheetData" -> inData = tag[0] != '/';
                default -> { }
            }
        }

        private void column(String attributes) throws FileRefused {
            int at = attributes.indexOf(" r=");
            int letters = 0;
            for (int i = at + 4; at >= 0 && i < attributes.length() && Character.isLetter(attributes.charAt(i)); i++) {
                letters++;
            }
            if (letters > 3) {
                throw new FileRefused("its part " + part + " has a cell beyond column XFD");
            }
        }
    }
}
