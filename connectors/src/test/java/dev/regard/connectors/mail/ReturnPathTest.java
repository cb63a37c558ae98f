package dev.regard.connectors.mail;

import static dev.regard.connectors.mail.Mails.DEALER;
import static dev.regard.connectors.mail.Mails.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.outbox.Carrier.Result;
import dev.regard.engine.outbox.Subscription;
import dev.regard.engine.outbox.Tokens;
import jakarta.mail.internet.MimeMessage;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a bounce and a reply are known to answer a mail of ours. */
class ReturnPathTest {
    private static final String TOKEN = "abcdefghijklmnopqrstuvwxyz234567abcdefgh";
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private MimeMessage sent(dev.regard.engine.customer.Dispatch dispatch, Optional<String> bounces, Optional<String> replies) {
        Letterhead letterhead = new Letterhead(DEALER, Optional.empty(), Optional.of(new ReturnPath(bounces, replies, new OneToken())));
        try (Carrier carrier = new SmtpCarrier(SmtpServer.parse("smtp://127.0.0.1:" + server.getSmtp().getPort()), new Letters(letterhead, InstantSource.fixed(NOON)), InstantSource.system())) {
            assertEquals(Result.SENT, carrier.carry(dispatch).result());
        }
        return server.getReceivedMessages()[0];
    }

    @Test
    void theEnvelopeTheReplyAddressAndTheMarkCarryTheTokenOfTheMail() throws Exception {
        MimeMessage mail = sent(Mails.greeting(), Optional.of("bounces@dealer.example"), Optional.of("care@dealer.example"));

        assertEquals("<bounces+" + TOKEN + "@dealer.example>", mail.getHeader("Return-Path", null));
        assertEquals("care+" + TOKEN + "@dealer.example", mail.getReplyTo()[0].toString());
        assertEquals(TOKEN, mail.getHeader(ReturnPath.MARK, null));
        assertEquals("auto-generated", mail.getHeader("Auto-Submitted", null));
        assertTrue(mail.getFrom()[0].toString().contains("care@dealer.example"));
    }

    @Test
    void withoutOwnAddressesEverythingGoesToTheSender() throws Exception {
        MimeMessage mail = sent(Mails.greeting(), Optional.empty(), Optional.empty());

        assertEquals("<care@dealer.example>", mail.getHeader("Return-Path", null));
        assertNull(mail.getHeader("Reply-To"));
        assertEquals(TOKEN, mail.getHeader(ReturnPath.MARK, null));
    }

    @Test
    void aColleagueAnswersTheSenderAndAGivenReplyAddressStays() throws Exception {
        assertNull(sent(Mails.urgent(), Optional.empty(), Optional.of("care@dealer.example")).getHeader("Reply-To"));
        server.purgeEmailFromAllMailboxes();
        assertEquals("li@dealer.example", sent(Mails.with(Map.of("Reply-To", "li@dealer.example")), Optional.empty(), Optional.of("care@dealer.example"))
                .getReplyTo()[0].toString());
    }

    @Test
    void theTokenIsFoundInAnAddressAndNothingIsWhereThereIsNone() {
        assertEquals(Optional.of(TOKEN), ReturnPath.token("bounces+" + TOKEN + "@dealer.example"));
        assertEquals(Optional.empty(), ReturnPath.token("bounces@dealer.example"));
        assertEquals(Optional.empty(), ReturnPath.token("bounces+@dealer.example"));
        assertEquals(Optional.empty(), ReturnPath.token("nobody"));
    }

    /** Always the same; how tokens are made is tested where they are. */
    private static final class OneToken implements Tokens {
        @Override
        public String of(Subscription subscription) {
            return TOKEN;
        }

        @Override
        public Optional<Subscription> subscription(String token) {
            return Optional.empty();
        }

        @Override
        public String ofDispatch(String dispatch) {
            return TOKEN;
        }

        @Override
        public Optional<String> dispatch(String token) {
            return Optional.empty();
        }
    }
}
