package dev.regard.connectors.mail;

import static dev.regard.connectors.mail.Mails.DEALER;
import static dev.regard.connectors.mail.Mails.LETTERS;
import static dev.regard.connectors.mail.Mails.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.customer.Dispatch;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LettersTest {
    private static final Set<String> USUAL_HEADERS = Set.of("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Regard",
            "Content-Language", "MIME-Version", "Content-Type");

    @Test
    void aMailSaysFromWhomToWhomWhenAndWhat() throws Exception {
        MimeMessage mail = read(Mails.greeting());

        InternetAddress from = (InternetAddress) mail.getFrom()[0];
        assertEquals("安居建材", from.getPersonal());
        assertEquals("care@dealer.example", from.getAddress());
        assertEquals("wang@customer.example", mail.getHeader("To", null));
        assertEquals("生日快乐，王女士", mail.getSubject());
        assertEquals(Date.from(NOON), mail.getSentDate());
        assertEquals("Sun, 1 Mar 2026 12:00:00 +0000", mail.getHeader("Date", null));
        assertEquals("王女士，您好！\r\n祝您生日快乐。\r\n", Mails.text(mail));
        assertEquals("auto-generated", mail.getHeader("Auto-Submitted", null));
        assertEquals("zh-CN", mail.getHeader("Content-Language", null));
        assertTrue(mail.getContentType().startsWith("multipart/alternative;"), mail.getContentType());
        assertEquals(USUAL_HEADERS, headers(mail));
    }

    @Test
    void theBytesAreAsciiInShortLinesWithCrlf() throws Exception {
        String wire = wire(Mails.about("生日快乐".repeat(400)));

        for (String line : wire.split("\r\n")) {
            assertTrue(line.length() <= 78, line);
            assertTrue(line.chars().allMatch(c -> c < 127 && c >= ' ' || c == '\t'), line);
        }
        assertEquals("生日快乐".repeat(400), parse(wire).getSubject());
    }

    @Test
    void theSameDispatchHasTheSameMessageIdOnAnotherDay() throws Exception {
        Letters tomorrow = new Letters(Letterhead.of(DEALER), InstantSource.fixed(NOON.plusSeconds(86_400)));
        Dispatch first = Mails.greeting();

        Letter again = ((Draft.Fit) tomorrow.write(Mails.again(first, NOON.plusSeconds(60)))).letter();

        assertEquals("<Q1w2-e3_r4T5y6U7i8O9@dealer.example>", read(first).getMessageID());
        assertEquals(read(first).getMessageID(), again.getMessageID());
    }

    @Test
    void anIdThatNoMessageIdCouldHoldIsDigested() throws Exception {
        String one = read(Mails.greeting("touch:C-1001/生日 2026>\r\nBcc: x")).getMessageID();
        String other = read(Mails.greeting("touch:C-1001/生日 2027>\r\nBcc: x")).getMessageID();

        assertTrue(one.matches("<[A-Za-z0-9_-]{20}@dealer\\.example>"), one);
        assertFalse(one.equals(other));
    }

    @Test
    void furtherHeadersAreCarried() throws Exception {
        String unsubscribe = "<https://dealer.example/u/" + "a".repeat(60) + ">, <mailto:unsubscribe@dealer.example?subject=stop>";

        MimeMessage mail = read(Mails.with(Map.of("List-Unsubscribe", unsubscribe,
                "List-Unsubscribe-Post", "List-Unsubscribe=One-Click", "Reply-To", "li@dealer.example")));

        assertEquals(unsubscribe, jakarta.mail.internet.MimeUtility.unfold(mail.getHeader("List-Unsubscribe", null)));
        assertEquals("List-Unsubscribe=One-Click", mail.getHeader("List-Unsubscribe-Post", null));
        assertEquals("li@dealer.example", mail.getReplyTo()[0].toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Happy\r\nBcc: all@customer.example", "Happy\nbirthday", "Happy\rbirthday", "Happy\u0000", "生日\r\n快乐",
        "Happy\u0085birthday", "Happy\u001bbirthday", "\r\n\r\nbody", "Happy\r\n "})
    void aSubjectWithAControlCharacterIsRefused(String subject) {
        assertEquals(new Draft.Unfit("the subject has a line break or another control character"), LETTERS.write(Mails.about(subject)));
    }

    @Test
    void aTabFromASpreadsheetBecomesASpace() throws Exception {
        assertEquals("Happy birthday, Ms Wang", read(Mails.about("Happy birthday,\tMs Wang")).getSubject());
    }

    @Test
    void aWordThatFitsInNoLineIsRefused() {
        assertEquals(new Draft.Unfit("a header has a word of more than 998 characters"), LETTERS.write(Mails.about("x".repeat(1200))));
    }

    @ParameterizedTest
    @CsvSource({
        "'X-One\r\nBcc', all@customer.example, a further header's name is none", "'', x, a further header's name is none",
        "X One, x, a further header's name is none", "X:One, x, a further header's name is none",
        "BCC, all@customer.example, the header BCC may not be given", "Message-Id, <x@y>, the header Message-Id may not be given",
        "Content-Type, text/html, the header Content-Type may not be given", "resent-to, x@y, the header resent-to may not be given"})
    void aHeaderThatWouldChangeTheMailIsRefused(String name, String value, String reason) {
        assertEquals(new Draft.Unfit(reason), LETTERS.write(Mails.with(Map.of(name, value))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<x>\r\nBcc: all@customer.example", "<x>\n y", "<x>\r", "x\u0000", "生日", "x\ty"})
    void aHeaderWithAnythingButPrintableAsciiIsRefused(String value) {
        assertEquals(new Draft.Unfit("the header List-Unsubscribe is empty or has a line break or another character that is not printable ASCII"),
                LETTERS.write(Mails.with(Map.of("List-Unsubscribe", value))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"安居\r\nBcc: all@customer.example", "\"An\" <x@y.example>,\nLi", "A\u0000B", "\r\n", "=?utf-8?q?=0d=0a?="})
    void aSendersNameNeverBecomesAHeader(String name) throws Exception {
        Letter letter = ((Draft.Fit) new Letters(Letterhead.of(new Sender(name, "care@dealer.example")), InstantSource.fixed(NOON))
                .write(Mails.greeting())).letter();

        MimeMessage mail = parse(bytes(letter));
        assertEquals(USUAL_HEADERS, headers(mail));
        assertEquals(1, mail.getFrom().length);
        assertEquals("care@dealer.example", ((InternetAddress) mail.getFrom()[0]).getAddress());
    }

    @Test
    void aSenderNeedsAnAddressThatEveryServerTakes() {
        assertThrows(IllegalArgumentException.class, () -> new Sender("安居", "关怀@dealer.example"));
        assertThrows(IllegalArgumentException.class, () -> new Sender("安居", "care@dealer.example\r\nBcc: x@y.example"));
        assertEquals("care@xn--fsqu00a.example", new Sender("安居", "care@例子.example").address());
    }

    @Test
    void aLanguageThatIsNoneIsLeftOut() throws Exception {
        Dispatch plain = Mails.greeting();
        Dispatch odd = new Dispatch(plain.id(), plain.customer(), plain.about(), false, false, "email", plain.recipient(), "Hi", "Hi",
                "zh\r\nBcc: x@y.example", Map.of(), plain.status(), NOON, 0, null, null);

        assertFalse(headers(read(odd)).contains("Content-Language"));
    }

    @Test
    void aVeryLongLineOfTextSurvives() throws Exception {
        String line = "x".repeat(5_000);

        String wire = wire(Mails.saying(line + "\n"));

        assertTrue(wire.lines().allMatch(l -> l.length() <= 998));
        assertEquals(line + "\r\n", Mails.text(parse(wire)));
    }

    @Property
    void whateverTheTextsSayTheHeadersAreTheUsualOnes(@ForAll @StringLength(max = 200) String subject, @ForAll String body,
            @ForAll String id) throws Exception {
        Dispatch plain = Mails.greeting();
        Draft draft = LETTERS.write(new Dispatch(id, "C-1", "T-1", false, false, "email", plain.recipient(), subject, body, "zh-CN",
                Map.of(), plain.status(), NOON, 0, null, null));

        if (draft instanceof Draft.Fit fit) {
            assertEquals(USUAL_HEADERS, headers(parse(bytes(fit.letter()))));
        } else {
            assertTrue(subject.chars().anyMatch(Character::isISOControl), subject);
        }
    }

    private static MimeMessage read(Dispatch dispatch) throws Exception {
        return parse(wire(dispatch));
    }

    private static String wire(Dispatch dispatch) throws Exception {
        return bytes(((Draft.Fit) LETTERS.write(dispatch)).letter());
    }

    private static String bytes(Letter letter) throws IOException, MessagingException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        letter.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static MimeMessage parse(String wire) throws MessagingException {
        return new MimeMessage(Session.getInstance(new Properties()),
                new ByteArrayInputStream(wire.getBytes(StandardCharsets.UTF_8)));
    }

    private static Set<String> headers(MimeMessage mail) throws MessagingException {
        List<String> names = Collections.list(mail.getAllHeaders()).stream().map(h -> h.getName()).toList();
        Set<String> once = new TreeSet<>(names);
        assertEquals(once.size(), names.size(), "each header stands once");
        return once;
    }
}
