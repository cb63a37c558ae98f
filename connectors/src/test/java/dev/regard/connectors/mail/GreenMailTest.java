package dev.regard.connectors.mail;

import static dev.regard.connectors.mail.Mails.LETTERS;
import static dev.regard.connectors.mail.Mails.greeting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.outbox.Carrier.Attempt;
import dev.regard.engine.outbox.Carrier.Result;
import jakarta.mail.internet.MimeMessage;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GreenMailTest {
    private final GreenMail greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        greenMail.setUser("care@dealer.example", "care", "s:/cret");
        greenMail.start();
    }

    @AfterEach
    void stop() {
        greenMail.stop();
    }

    @Test
    void aGreetingArrivesAsItWasWritten() throws Exception {
        try (Carrier carrier = new SmtpCarrier(plain(), LETTERS, InstantSource.system())) {
            assertEquals(Result.SENT, carrier.carry(greeting()).result());
        }

        MimeMessage arrived = greenMail.getReceivedMessages()[0];
        assertEquals("生日快乐，王女士", arrived.getSubject());
        assertEquals("王女士，您好！\r\n祝您生日快乐。", Mails.text(arrived).stripTrailing());
        assertEquals("wang@customer.example", arrived.getAllRecipients()[0].toString());
        assertEquals("<Q1w2-e3_r4T5y6U7i8O9@dealer.example>", arrived.getMessageID());
    }

    @Test
    void aWrongPasswordDelaysAndTheRightOneSends() {
        try (Carrier carrier = new SmtpCarrier(SmtpServer.parse("smtp://care:wrong@" + plain().address().place()), LETTERS, InstantSource.system())) {
            Attempt attempt = carrier.carry(greeting());
            assertEquals(Result.DELAYED, attempt.result());
            assertTrue(attempt.detail().contains("refuses the sign-in"), attempt.detail());
        }
        try (Carrier carrier = new SmtpCarrier(SmtpServer.parse("smtp://care:s:%2Fcret@" + plain().address().place()), LETTERS, InstantSource.system())) {
            assertEquals(Result.SENT, carrier.carry(greeting()).result());
        }
    }

    @Test
    void manyMailsArriveOnceEachOverAKeptConnection() throws Exception {
        int mails = 500;
        try (Carrier carrier = new SmtpCarrier(plain(), LETTERS, InstantSource.system())) {
            IntStream.range(0, mails).forEach(i -> assertEquals(Result.SENT, carrier.carry(greeting("G" + i)).result()));
        }

        MimeMessage[] arrived = greenMail.getReceivedMessages();
        assertEquals(mails, arrived.length);
        assertEquals(mails, Arrays.stream(arrived).map(GreenMailTest::messageId).distinct().count());
    }

    private static String messageId(MimeMessage mail) {
        try {
            return mail.getMessageID();
        } catch (jakarta.mail.MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private SmtpServer plain() {
        return SmtpServer.parse("smtp://127.0.0.1:" + greenMail.getSmtp().getPort());
    }
}
