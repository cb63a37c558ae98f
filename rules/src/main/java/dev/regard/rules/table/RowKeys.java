package dev.regard.rules.table;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The stable keys of one table's rows: typed ones, which must differ, and ones made from a row's content. */
final class RowKeys {
    private static final int MADE_BYTES = 5;
    private final Set<String> reserved;
    private final Set<String> typed = new HashSet<>();
    private final Set<String> made = new HashSet<>();

    /** All keys that are typed in the table, since a made key must differ from a typed one further down too. */
    RowKeys(List<String> reserved) {
        this.reserved = Set.copyOf(new HashSet<>(reserved));
    }

    String typed(String key) throws CellRefused {
        if (!key.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            throw new CellRefused("'" + key + "' is not a key: small letters a-z, digits and - make one, of 64 characters at most");
        }
        if (!typed.add(key)) {
            throw new CellRefused("the key '" + key + "' is in another row too");
        }
        return key;
    }

    /** The same for the same content wherever the row stands; equal rows are numbered from top to bottom. */
    String made(Map<String, String> content) {
        String base = "r" + HexFormat.of().formatHex(digest(content), 0, MADE_BYTES);
        String key = base;
        for (int copy = 2; reserved.contains(key) || !made.add(key); copy++) {
            key = base + "-" + copy;
        }
        return key;
    }

    /** Whether a key looks like one that is made from content. */
    static boolean isMade(String key) {
        return key.matches("r[0-9a-f]{" + 2 * MADE_BYTES + "}(-\\d+)?");
    }

    private static byte[] digest(Map<String, String> content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content.toString().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
