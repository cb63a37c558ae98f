package dev.regard.connectors.web.webhook;

import dev.regard.engine.event.Digest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a system signs what it sends: a keyed digest over the raw body. Only {@link #STANDARD} signs the delivery's id and time too; of the others a
 * body that is sent again is known by what it says.
 */
enum Scheme {
    /** Standard Webhooks 1.0: {@code webhook-id}, {@code webhook-timestamp} and signatures {@code v1,BASE64}, separated by spaces. */
    STANDARD("HmacSHA256", "webhook-signature", "webhook-id", "", true),
    /** As WooCommerce documents it, Base64. */
    WOOCOMMERCE("HmacSHA256", "x-wc-webhook-signature", "x-wc-webhook-delivery-id", "x-wc-webhook-topic", true),
    /** As Shopify documents it, Base64; the secret is the app's client secret. */
    SHOPIFY("HmacSHA256", "x-shopify-hmac-sha256", "x-shopify-webhook-id", "x-shopify-topic", true),
    /** As tawk.to documents it: SHA-1, in hexadecimal digits. */
    TAWK("HmacSHA1", "x-tawk-signature", "x-hook-event-id", "", false),
    /** As Typeform documents it: Base64 behind {@code sha256=}. Its deliveries have no id; one is known by its body. */
    TYPEFORM("HmacSHA256", "typeform-signature", "", "", true);

    /** How far a delivery's time may be from ours, before and after. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final String TIMESTAMP = "webhook-timestamp";
    private static final String VERSION = "v1,";
    private static final String TYPEFORM_MARK = "sha256=";
    private static final int LONGEST_ID = 256;

    private final String algorithm;
    private final String signature;
    private final String id;
    private final String topic;
    private final boolean base64;

    Scheme(String algorithm, String signature, String id, String topic, boolean base64) {
        this.algorithm = algorithm;
        this.signature = signature;
        this.id = id;
        this.topic = topic;
        this.base64 = base64;
    }

    static Optional<Scheme> named(String name) {
        return Arrays.stream(values()).filter(s -> s.key().equals(name)).findFirst();
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the delivery is about, in the sender's words; empty when it does not say. */
    String topic(Map<String, String> headers) {
        return topic.isEmpty() ? "" : headers.getOrDefault(topic, "");
    }

    /** The delivery's id; empty when it has none that can be used. */
    Optional<String> id(Map<String, String> headers, byte[] body) {
        if (id.isEmpty()) {
            return Optional.of(Digest.of(new String(body, StandardCharsets.ISO_8859_1))); // which has a character for each byte
        }
        return Optional.ofNullable(headers.get(id)).filter(i -> !i.isBlank() && i.length() <= LONGEST_ID && i.chars().noneMatch(Character::isISOControl));
    }

    /**
     * Why the delivery is not believed; empty when it is.
     *
     * @param headers by name in lower case
     * @param secrets any of them may have signed it
     * @param now     the time on the wall
     */
    Optional<String> refusal(Map<String, String> headers, byte[] body, List<byte[]> secrets, Instant now) {
        String given = headers.get(signature);
        if (given == null || given.isBlank()) {
            return Optional.of("the header " + signature + " is missing");
        }
        if (id(headers, body).isEmpty()) {
            return Optional.of("the header " + id + " is missing, or longer than " + LONGEST_ID + " characters");
        }
        if (this == TYPEFORM) {
            return believed(behind(TYPEFORM_MARK, List.of(given.strip())), body, secrets);
        }
        if (this != STANDARD) {
            return believed(List.of(given.strip()), body, secrets);
        }
        String timestamp = headers.getOrDefault(TIMESTAMP, "");
        Optional<Instant> sent = seconds(timestamp);
        if (sent.isEmpty()) {
            return Optional.of("the header " + TIMESTAMP + " holds no time in seconds");
        }
        if (Duration.between(sent.get(), now).abs().compareTo(TOLERANCE) > 0) {
            return Optional.of("it was signed more than " + TOLERANCE.toMinutes() + " minutes ago, or ahead");
        }
        byte[] head = (headers.get(id) + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        byte[] signed = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, signed, head.length, body.length);
        return believed(behind(VERSION, List.of(given.strip().split(" +"))), signed, secrets);
    }

    private static List<String> behind(String mark, List<String> given) {
        return given.stream().filter(s -> s.startsWith(mark)).map(s -> s.substring(mark.length())).toList();
    }

    private static Optional<Instant> seconds(String timestamp) {
        return timestamp.matches("\\d{1,11}") ? Optional.of(Instant.ofEpochSecond(Long.parseLong(timestamp))) : Optional.empty();
    }

    private Optional<String> believed(List<String> given, byte[] signed, List<byte[]> secrets) {
        boolean right = false;
        for (byte[] secret : secrets) {
            byte[] expected = digest(secret, signed);
            for (String one : given) {
                right |= MessageDigest.isEqual(expected, decoded(one));
            }
        }
        return right ? Optional.empty() : Optional.of("the signature is not that of a known secret");
    }

    private byte[] digest(byte[] secret, byte[] signed) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret, algorithm));
            return mac.doFinal(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    private byte[] decoded(String text) {
        try {
            return base64 ? Base64.getDecoder().decode(text) : HexFormat.of().parseHex(text.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
