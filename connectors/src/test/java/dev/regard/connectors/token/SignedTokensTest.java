package dev.regard.connectors.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.customer.Purpose;
import dev.regard.engine.event.Digest;
import dev.regard.engine.memory.MemoryStore;
import dev.regard.engine.outbox.Subscription;
import dev.regard.engine.outbox.Tokens;
import dev.regard.engine.store.Notes;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SignedTokensTest {
    private static final Notes NOTES = new MemoryStore().notes();
    private static final Tokens TOKENS = SignedTokens.of(NOTES);
    private static final Subscription CARE = new Subscription("wang@customer.example", Purpose.CARE, "email", "Q1w2e3r4t5y6u7i8o9p0");

    @Property(tries = 200)
    void aSubscriptionIsReadAgainWhoeverTheCustomerIs(@ForAll @StringLength(min = 1, max = 60) String customer, @ForAll Purpose purpose) {
        String whole = customer.codePoints().filter(c -> c < 0xD800 || c > 0xDFFF).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        Subscription subscription = new Subscription(whole, purpose, "gateway:wechat", "T");
        String token = TOKENS.of(subscription);

        assertTrue(token.matches("[A-Za-z0-9_-]+"), token);
        assertEquals(Optional.of(subscription), TOKENS.subscription(token));
    }

    @Test
    void theKeyOutlivesTheProcessAndTheTokenWithIt() {
        assertEquals(TOKENS.of(CARE), SignedTokens.of(NOTES).of(CARE));
        assertEquals(Optional.of(CARE), SignedTokens.of(NOTES).subscription(TOKENS.of(CARE)));
    }

    @Test
    void anotherInstallationCannotMakeOne() {
        Tokens other = SignedTokens.of(new MemoryStore().notes());

        assertEquals(Optional.empty(), TOKENS.subscription(other.of(CARE)));
        assertEquals(Optional.empty(), TOKENS.dispatch(other.ofDispatch(CARE.touch())));
        assertNotEquals(TOKENS.of(CARE), other.of(CARE));
    }

    @Test
    void nothingOfTheCustomerShows() {
        String token = TOKENS.of(CARE);
        String bytes = new String(Base64.getUrlDecoder().decode(token), java.nio.charset.StandardCharsets.ISO_8859_1);

        assertFalse(token.contains("wang") || bytes.contains("wang") || bytes.contains("CARE"), bytes);
    }

    @Property(tries = 500)
    void aDamagedTokenIsNone(@ForAll @IntRange(min = 0, max = 1_000) int at, @ForAll @IntRange(min = 0, max = 5) int bit) {
        String token = TOKENS.of(CARE);
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        bytes[at % bytes.length] ^= (byte) (1 << bit);
        assertEquals(Optional.empty(), TOKENS.subscription(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
        assertEquals(Optional.empty(), TOKENS.subscription(token.substring(0, at % token.length())));

        StringBuilder mail = new StringBuilder(TOKENS.ofDispatch(CARE.touch()));
        char before = mail.charAt(at % mail.length());
        mail.setCharAt(at % mail.length(), before == 'a' ? 'b' : 'a');
        assertEquals(Optional.empty(), TOKENS.dispatch(mail.toString()));
    }

    @Property(tries = 300)
    void whateverComesFromOutsideIsNoToken(@ForAll String text) {
        assertEquals(Optional.empty(), TOKENS.subscription(text));
        assertEquals(Optional.empty(), TOKENS.dispatch(text));
    }

    @Property(tries = 200)
    void aDispatchIsFoundAgainInAnyCase(@ForAll String about) {
        String id = Digest.of(about);
        String token = TOKENS.ofDispatch(id);

        assertTrue(token.matches("[a-z2-7]{40}"), token);
        assertEquals(Optional.of(id), TOKENS.dispatch(token.toUpperCase(Locale.ROOT)));
    }
}
