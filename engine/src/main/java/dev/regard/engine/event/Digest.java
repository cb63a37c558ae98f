package dev.regard.engine.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * Names made from what they are about: SHA-256 of the parts, its first 120 bits in URL-safe Base64 (20 characters). Names of what belongs to
 * one customer begin alike ({@link #about}), so that a store finds and writes them side by side.
 */
public final class Digest {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    /** Never fed, only copied: asking the platform for another one takes as long as hashing a name. */
    private static final MessageDigest FRESH = sha256();

    private Digest() { }

    /** A name within a customer's own: 30 bits of the customer, 90 bits of the parts. */
    public static String about(String customer, String... parts) {
        String[] all = new String[parts.length + 1];
        all[0] = customer;
        System.arraycopy(parts, 0, all, 1, parts.length);
        return of(customer).substring(0, 5) + of(all).substring(0, 15);
    }

    /** The parts are kept apart by a character that no part holds, so that ("ab","c") and ("a","bc") differ. */
    public static String of(String... parts) {
        try {
            MessageDigest sha = (MessageDigest) FRESH.clone();
            for (String part : parts) {
                sha.update(part.getBytes(StandardCharsets.UTF_8));
                sha.update((byte) 0);
            }
            return BASE64.encodeToString(Arrays.copyOf(sha.digest(), 15));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every JDK's SHA-256 can be copied", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
