package dev.regard.connectors.mail.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BounceTest {

    @ParameterizedTest
    @CsvSource({
        "5.1.1, 550 5.1.1 user unknown, true", "5.1.2, 550 unrouteable, true", "5.1.10, 550 null MX, true", "5.2.1, 550 5.2.1 disabled, true",
        "5.0.0, 550 no such user here, true", "5.0.0, 550 User unknown, true", "5.0.0, 550 收件人不存在, true", "5.0.0, 554 Transaction failed, false",
        "5.2.2, 552 5.2.2 mailbox full, false", "5.0.0, 552 mailbox full, false", "5.7.1, 554 5.7.1 rejected as spam, false", "5.1.8, 550 5.1.8 bad sender, false",
        "5.3.4, 552 message too large, false", "4.4.7, delivery time expired, false"})
    void onlyAReportThatTheAddressIsNoneStopsIt(String status, String words, boolean stops) {
        String report = "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; a@example.com\nAction: failed\nStatus: " + status + "\nDiagnostic-Code: smtp; " + words + "\n";
        assertEquals(Optional.of(new Bounce(status, stops, words)), Bounce.of(mail("", report)));
    }

    @ParameterizedTest
    @CsvSource({"delayed, 4.4.1", "delivered, 2.0.0", "relayed, 2.1.9", "expanded, 2.1.5"})
    void whatIsLateOrHasArrivedIsNoBounce(String action, String status) {
        assertEquals(Optional.empty(), Bounce.of(mail("", "Action: " + action + "\nStatus: " + status + "\n")));
    }

    @Test
    void serversWithoutAReportAreReadByTheirCodesAndWords() {
        assertEquals(new Bounce("5.1.1", true, "550 5.1.1 unknown or illegal alias: a@example.com"),
                Bounce.of(mail("Hi. This is the qmail-send program at example.com.\n<a@example.com>:\n550 5.1.1 unknown or illegal alias: a@example.com\n", null)).orElseThrow());
        assertEquals(new Bounce("550", true, "对方服务器返回：550 Mailbox not found. 收件人不存在"),
                Bounce.of(mail("抱歉，您的邮件被退回来了……\n对方服务器返回：550 Mailbox not found. 收件人不存在\n", null)).orElseThrow());
        assertEquals(false, Bounce.of(mail("对方邮箱已满，用户 a 不存在足够的空间。552 mailbox full", null)).orElseThrow().stops());
        assertEquals(true, Bounce.of(mail("Ihre Nachricht wurde nicht zugestellt: Empfänger unbekannt", null)).orElseThrow().stops());
        assertEquals(Optional.empty(), Bounce.of(mail("Warning: message delayed 4 hours. 451 4.7.1 greylisted. You do not need to resend.", null)));
        assertEquals(false, Bounce.of(mail("Something went wrong with your message.", null)).orElseThrow().stops());
    }

    private static InboundMail mail(String text, String report) {
        List<InboundMail.Part> parts = report == null ? List.of() : List.of(new InboundMail.Part("message/delivery-status", "", report.length(), report));
        return new InboundMail("c", Instant.EPOCH, Map.of(), Optional.of("mailer-daemon@example.com"), "Undeliverable", text, "", "", parts, List.of());
    }
}
