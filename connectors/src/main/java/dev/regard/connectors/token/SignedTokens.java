package dev.regard.connectors.token;

import dev.regard.engine.customer.Purpose;
import dev.regard.engine.event.Digest;
import dev.regard.engine.outbox.Subscription;
import dev.regard.engine.outbox.Tokens;
import dev.regard.engine.store.Notes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens by HMAC-SHA256 under a key that the store keeps. A subscription is encrypted as well, since ids of customers may be addresses: AES in
 * counter mode, begun at the HMAC of the plain text (the construction of RFC 5297), so equal subscriptions have equal tokens.
 */
public final class SignedTokens implements Tokens {
    private static final String NOTE = "token-key";
    private static final int KEY_BYTES = 32;
    private static final int SIGNATURE_BYTES = 16;
    private static final int LONGEST = 4_000;
    private static final char BETWEEN = '\n';
    /** A dispatch's id is 15 bytes in Base64; 80 bits beside it leave a guess one chance in 10^24, and the local part of an address has no more room. */
    private static final int ID_BYTES = 15;
    private static final int ID_SIGNATURE_BYTES = 10;
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

    private final byte[] subscriptionSigning;
    private final byte[] subscriptionHiding;
    private final byte[] dispatchSigning;

    private SignedTokens(byte[] key) {
        subscriptionSigning = hmac(key, "subscription signing");
        subscriptionHiding = hmac(key, "subscription hiding");
        dispatchSigning = hmac(key, "dispatch signing");
    }

    /** With the key of this installation; the first start makes it. */
    public static SignedTokens of(Notes notes) {
        Optional<String> kept = notes.read(NOTE);
        if (kept.isEmpty()) {
            byte[] fresh = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(fresh);
            notes.write(NOTE, Base64.getEncoder().encodeToString(fresh));
        }
        return new SignedTokens(Base64.getDecoder().decode(kept.or(() -> notes.read(NOTE)).orElseThrow()));
    }

    @Override
    public String of(Subscription s) {
        byte[] plain = String.join(String.valueOf(BETWEEN), s.purpose().name(), s.channel(), s.touch(), s.customer()).getBytes(StandardCharsets.UTF_8);
        byte[] signature = Arrays.copyOf(hmac(subscriptionSigning, plain), SIGNATURE_BYTES);
        byte[] hidden = counted(signature, plain);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(ByteBuffer.allocate(SIGNATURE_BYTES + hidden.length).put(signature).put(hidden).array());
    }

    @Override
    public Optional<Subscription> subscription(String token) {
        byte[] bytes = token.length() > LONGEST ? new byte[0] : decoded(Base64.getUrlDecoder()::decode, token);
        if (bytes.length <= SIGNATURE_BYTES) {
            return Optional.empty();
        }
        byte[] signature = Arrays.copyOf(bytes, SIGNATURE_BYTES);
        byte[] plain = counted(signature, Arrays.copyOfRange(bytes, SIGNATURE_BYTES, bytes.length));
        return MessageDigest.isEqual(signature, Arrays.copyOf(hmac(subscriptionSigning, plain), SIGNATURE_BYTES)) ? Optional.of(read(plain)) : Optional.empty();
    }

    private static Subscription read(byte[] plain) {
        try {
            String[] parts = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(plain)).toString().split(String.valueOf(BETWEEN), 4);
            return new Subscription(parts[3], Purpose.valueOf(parts[0]), parts[1], parts[2]);
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("what was signed here is text", e);
        }
    }

    @Override
    public String ofDispatch(String dispatch) {
        byte[] id = id(dispatch);
        return base32(ByteBuffer.allocate(ID_BYTES + ID_SIGNATURE_BYTES).put(id).put(signature(id)).array());
    }

    @Override
    public Optional<String> dispatch(String token) {
        byte[] bytes = base32(token);
        if (bytes.length != ID_BYTES + ID_SIGNATURE_BYTES) {
            return Optional.empty();
        }
        byte[] id = Arrays.copyOf(bytes, ID_BYTES);
        return MessageDigest.isEqual(signature(id), Arrays.copyOfRange(bytes, ID_BYTES, bytes.length))
                ? Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(id)) : Optional.empty();
    }

    /** Ids are made by {@link Digest}, so they are so many bytes; another one is digested, and its token leads to the digest. */
    private static byte[] id(String dispatch) {
        byte[] id = decoded(Base64.getUrlDecoder()::decode, dispatch);
        return id.length == ID_BYTES ? id : Base64.getUrlDecoder().decode(Digest.of(dispatch));
    }

    private byte[] signature(byte[] id) {
        return Arrays.copyOf(hmac(dispatchSigning, id), ID_SIGNATURE_BYTES);
    }

    private static byte[] decoded(Function<String, byte[]> decoder, String text) {
        try {
            return decoder.apply(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private byte[] counted(byte[] start, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(subscriptionHiding, "AES"), new IvParameterSpec(start));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES in counter mode", e);
        }
    }

    private static byte[] hmac(byte[] key, String what) {
        return hmac(key, what.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(byte[] key, byte[] what) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(what);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }

    /** RFC 4648, section 6, in small letters: mail servers may change the case of an address. */
    private static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length * 8 / 5 + 1);
        for (int bit = 0; bit < bytes.length * 8; bit += 5) {
            int two = (bytes[bit / 8] & 0xFF) << 8 | (bit / 8 + 1 < bytes.length ? bytes[bit / 8 + 1] & 0xFF : 0);
            text.append(BASE32.charAt(two >> 11 - bit % 8 & 31));
        }
        return text.toString();
    }

    /** Empty when it is none. */
    private static byte[] base32(String text) {
        if (text.length() != (ID_BYTES + ID_SIGNATURE_BYTES) * 8 / 5) {
            return new byte[0];
        }
        byte[] bytes = new byte[text.length() * 5 / 8];
        int buffer = 0;
        int bits = 0;
        int at = 0;
        for (char c : text.toCharArray()) {
            int value = BASE32.indexOf(c >= 'A' && c <= 'Z' ? c + 32 : c);
            if (value < 0) {
                return new byte[0];
            }
            buffer = buffer << 5 | value;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (buffer >> bits);
                buffer &= (1 << bits) - 1;
            }
        }
        return bytes;
    }
}
