package dev.regard.connectors.mail.inbound;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailParserTest {
    private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");

    private static InboundMail mail(byte[] head, byte[] body) {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        raw.writeBytes(head);
        raw.writeBytes("\r\n\r\n".getBytes(ISO_8859_1));
        raw.writeBytes(body);
        return MailParser.parse(raw.toByteArray(), NOW);
    }

    private static InboundMail mail(String head, String body) {
        return mail(head.replace("\n", "\r\n").getBytes(UTF_8), body.replace("\n", "\r\n").getBytes(UTF_8));
    }

    private static InboundMail whole(String raw) {
        return MailParser.parse(raw.replace("\n", "\r\n").getBytes(UTF_8), NOW);
    }

    @ParameterizedTest
    @CsvSource({"gb2312, GB18030", "GBK, GB18030", "utf-8, GB18030", "utf-8, UTF-8", "us-ascii, UTF-8", "iso-2022-jp, ISO-2022-JP", "x-unknown-charset, UTF-8",
        "'', GB18030", "big5, Big5", "iso-8859-1, UTF-8"})
    void aCharsetThatLiesIsSeenThrough(String declared, String real) {
        String text = real.equals("ISO-2022-JP") ? "タイルが割れています。" : real.equals("Big5") ? "磁磚破損" : "瓷砖破损，請儘快處理";
        InboundMail mail = mail(("From: Li <Li@Example.com>\r\nSubject: x\r\nContent-Type: text/plain" + (declared.isEmpty() ? "" : "; charset=" + declared)).getBytes(ISO_8859_1),
                text.getBytes(Charset.forName(real)));
        assertEquals(text, mail.text());
        assertEquals(Optional.of("li@example.com"), mail.from());
    }

    @Test
    void headersAreDecodedWhateverTheyAreWrittenIn() {
        assertEquals("瓷砖破损", mail("Subject: =?gb2312?B?" + Base64.getEncoder().encodeToString("瓷砖破损".getBytes(Charset.forName("GB18030"))) + "?=", "").subject());
        assertEquals("Fliesen für Müller", mail("Subject: =?iso-8859-1?Q?Fliesen_f=FCr?=\n =?utf-8?Q?_M=C3=BCller?=", "").subject());
        assertEquals("裸的标题", mail("Subject: 裸的标题".getBytes(UTF_8), new byte[0]).subject());
        assertEquals("裸的标题", mail("Subject: 裸的标题".getBytes(Charset.forName("GB18030")), new byte[0]).subject());
        assertEquals("瓷砖", mail("Subject: =?x-nobody?B?" + Base64.getEncoder().encodeToString("瓷砖".getBytes(UTF_8)) + "?=", "").subject());
    }

    /** Each took all of the memory, the stack or many minutes. */
    @Test
    void quotesInQuotesLongNamesAndLongBlanksAreReadInNoTime() {
        String nested = "<blockquote>".repeat(4_000) + "x".repeat(50_000) + "</blockquote>".repeat(4_000);
        InboundMail quotes = mail("Content-Type: text/html", "<p>Tiles cracked</p>" + nested);
        assertTrue(quotes.quoted().length() <= 60_000, () -> quotes.quoted().length() + " characters");
        assertTrue(mail("Content-Type: text/html", "<p>a</p>" + "<pre>" + " ".repeat(100_000) + "b</pre>").text().startsWith("a"));
        mail("Content-Type: application/octet-stream; name=\"" + ". ".repeat(200_000) + "x\"", "x");
    }

    @Test
    void encodedWordsInWhatTheServerSaysOfTheSenderStayEncoded() {
        InboundMail mail = mail("From: boss@victim.example\nAuthentication-Results: mx.dealer.example; spf=pass\n smtp.mailfrom==?utf-8?q?a=3B_dmarc=3Dpass_header.from=3Dvictim.example_?=@evil.example; dmarc=none", "hello");
        assertFalse(mail.all("authentication-results").get(0).contains("dmarc=pass"), () -> mail.all("authentication-results").toString());
        assertEquals(Optional.empty(), new SenderProof(Optional.of("mx.dealer.example")).of(mail));
    }

    @Test
    void htmlAloneIsReadAndPlainTextBeforeIt() {
        assertEquals("Two tiles\ncracked & loose", mail("Content-Type: text/html; charset=utf-8",
                "<html><head><style>p{}</style><script>alert(1)</script></head><body><p>Two tiles</p><p>cracked &amp; loose</p></body></html>").text());
        InboundMail both = mail("Content-Type: multipart/alternative; boundary=b", "--b\nContent-Type: text/plain\n\nplain words\n--b\nContent-Type: text/html\n\n<b>html</b>\n--b--\n");
        assertEquals("plain words", both.text());
    }

    @Test
    void theMailThatIsAnsweredIsCut() {
        String[] quotes = {"On Mon, 2 Mar 2026 at 10:00, Heju <s@heju.example> wrote:", "Am 02.03.2026 um 10:00 schrieb Heju:", "在 2026年3月2日，和居建材 写道：",
            "-----Original Message-----", "------------------ 原始邮件 ------------------", "From: Heju\nSent: Monday\nTo: Li"};
        for (String quote : quotes) {
            InboundMail mail = mail("Content-Type: text/plain; charset=utf-8", "It still drips.\n\n" + quote + "\n> Is the tap fine now?\n> Is it?\n");
            assertEquals("It still drips.", mail.text(), quote);
            assertTrue(mail.quoted().contains("Is it?"), quote);
        }
        assertEquals("It still drips.", mail("Content-Type: text/plain", "> Is the tap fine now?\n> Tell us.\n\nIt still drips.").text());
        assertEquals("It drips", mail("Content-Type: text/html", "<div>It drips</div><blockquote>Is the tap fine?</blockquote>").text());
    }

    @Test
    void whatIsBrokenIsReadAsFarAsItGoes() {
        assertEquals("half", mail("Content-Type: multipart/mixed; boundary=b", "--b\nContent-Type: text/plain\n\nhalf").text());
        assertEquals("no boundary given", mail("Content-Type: multipart/mixed", "no boundary given").text());
        InboundMail base64 = mail("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64", "VHdvIHRp*bGVz!!");
        assertTrue(base64.text().startsWith("Two ti"), base64.text());
        InboundMail nobody = mail("X: y", "hello");
        assertEquals(Optional.empty(), nobody.from());
        assertEquals("hello", nobody.text());
        assertEquals("just bytes", MailParser.parse("just bytes".getBytes(UTF_8), NOW).text().strip());
        assertEquals("", MailParser.parse(new byte[0], NOW).text());
    }

    @Test
    void anAttachmentsNameLeadsNowhere() {
        InboundMail mail = mail("Content-Type: multipart/mixed; boundary=b", "--b\nContent-Type: text/plain\n\nsee file\n--b\nContent-Type: application/pdf\n"
                + "Content-Disposition: attachment; filename=\"../../etc/pass\u202Ewd.pdf\"\n\nx\n--b--\n");
        assertEquals("see file", mail.text());
        String name = mail.parts().get(0).name();
        assertFalse(name.contains("/") || name.contains("\u202E") || name.startsWith("."), name);
    }

    @Test
    void aDeliveryReportIsAmongTheParts() {
        InboundMail mail = mail("Content-Type: multipart/report; report-type=delivery-status; boundary=b", "--b\nContent-Type: text/plain\n\nnot delivered\n--b\n"
                + "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; li@example.com\nAction: failed\nStatus: 5.1.1\n--b\n"
                + "Content-Type: message/rfc822\n\nSubject: our mail\nMessage-ID: <abc@heju.example>\n\nbody\n--b--\n");
        assertTrue(mail.parts().get(0).text().contains("Status: 5.1.1"), mail.parts()::toString);
        assertTrue(mail.parts().get(1).text().contains("<abc@heju.example>") && !mail.parts().get(1).text().contains("body"), mail.parts()::toString);
    }

    /** In a process of its own: what is bounded is shown by a heap that leaves no room for more. */
    @Test
    void aThousandHostileMailsAndTheLargestOnesAreAllReadInASmallHeap() throws Exception {
        Process reader = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC", "-cp",
                System.getProperty("java.class.path"), HostileMails.class.getName()).redirectErrorStream(true).start();
        String said = new String(reader.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, reader.waitFor(), said);
        assertTrue(said.contains("read 1014 mails"), said);
    }

    @Test
    void theSenderIsTheAddressInBracketsAndNoneThatANameHolds() {
        Map.of("\"'wang@qq.com'\" <wang@qq.com>", "wang@qq.com",
                "\"info@shop.example via Group\" <group@corp.example>", "group@corp.example",
                "info@shop.example via Group <group@corp.example>", "group@corp.example",
                "\"<boss@corp.example>\" <mallory@evil.example>", "mallory@evil.example",
                "=?UTF-8?B?PGJvc3NAY29ycC5leGFtcGxlPg==?= <mallory@evil.example>", "mallory@evil.example",
                "wang@qq.com (Wang <boss@corp.example>)", "wang@qq.com",
                "\"Wang <wang@qq.com>", "wang@qq.com",
                "'wang@qq.com'", "wang@qq.com",
                "=?UTF-8?B?546LIDx3YW5nQHFxLmNvbT4=?=", "wang@qq.com",
                "Wang <WANG@QQ.com>, Li <li@qq.com>", "wang@qq.com").forEach((header, address) ->
                assertEquals(Optional.of(address), mail("From: " + header + "\nSubject: x", "text").from(), header));
    }

    @Test
    void aForwardedMailIsReadAndOurOwnIsNot() {
        String outer = "From: li@example.com\nSubject: Fwd\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nsee below\n--b\n"
                + "Content-Type: message/rfc822\nContent-Disposition: attachment; filename=mail.eml\n\nFrom: wife@example.com\nSubject: tiles\n%s\n\nTwo tiles are cracked.\n--b--\n";
        InboundMail mail = whole(outer.formatted("Date: Mon, 2 Mar 2026 10:00:00 +0800"));
        assertTrue(mail.text().contains("see below") && mail.text().contains("Two tiles are cracked."), mail.text());
        assertEquals(Optional.of("li@example.com"), mail.from());
        assertFalse(whole(outer.formatted("X-Regard: dealer.example")).text().contains("cracked"));
        assertFalse(whole(outer.replace("multipart/mixed", "multipart/report; report-type=delivery-status").formatted("Date: x")).text().contains("cracked"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Hello,~~On Mon, 2 Mar 2026 at 10:00, Care <c@x.example> wrote:~> Is all well?~No! Two tiles arrived cracked. | No! Two tiles arrived cracked.",
        "See below.~~Am 02.03.2026 um 10:00 schrieb Care:~> Is all well?~No, cracked.~> Anything else?~Late too. | cracked.~Late too.",
        "My wife got this:~~---------- Forwarded message ---------~From: a@x.example~Date: Mon, 2 Mar 2026~Subject: tiles~To: b@x.example~~Two tiles are cracked. | cracked",
        "Dear all~____________________~Two tiles are cracked. | cracked",
        "Guten Tag,~am Montag schrieb mir Ihr Herr Wang Folgendes:~Zwei Fliesen sind gebrochen. | gebrochen",
        "Hi~On Monday your driver wrote:~they arrived cracked | cracked",
        "Hi~On 23 November your driver wrote:~they arrived cracked | cracked",
        "Guten Tag,~am 23. November schrieb mir Ihr Fahrer:~er kommt~Er kam nie, und zwei Fliesen sind gebrochen. | gebrochen",
        "您好，~在11月23日司机写道：~明天到~砖到现在也没到 | 没到",
        "No.~~On Mon, 2 Mar 2026 at 10:00, Care and all of its many helpful people <~care@x.example> wrote:~> Is all well?~It is cracked. | cracked",
        "Delivery~From: Hamburg~Date: 3 March~Two tiles are cracked | cracked"})
    void whatSomebodyWroteAroundAQuoteIsHeard(String text, String heard) {
        InboundMail mail = mail("From: li@example.com\nSubject: tiles", text.replace('~', '\n'));
        assertTrue(mail.text().contains(heard.replace('~', '\n').lines().reduce((a, b) -> b).orElseThrow()), mail.text());
        assertFalse(mail.text().contains("Is all well"), mail.text());
    }

    @Test
    void whatIsQuotedAtTheEndIsCut() {
        for (String quote : java.util.List.of("On Mon, 2 Mar 2026 at 10:00, Care wrote:\nIs all well?", "-----Original Message-----\nFrom: Care\nIs all well?",
                "________________________________\nFrom: Care <c@x.example>\nSent: Monday, 2 March 2026\nTo: Li\nSubject: Hello\n\nIs all well?",
                "发件人: Care\n发送时间: 2026年3月2日\n收件人: Li\n主题: 您好\n\nIs all well?", "发件人： 和居\n发送时间： 2026年3月2日 10:00\n收件人： 王芳\n主题： 您好\n\nIs all well?", "在 2026年3月2日，Care 写道：\nIs all well?")) {
            InboundMail mail = mail("From: li@example.com\nSubject: Re: Hello", "Yes, thank you.\n\n" + quote);
            assertEquals("Yes, thank you.", mail.text(), quote);
            assertTrue(mail.below().contains("Is all well?"), quote);
        }
    }

    @Test
    void theQuoteBelowAnOutlookHeaderInHtmlIsNotTheSendersWord() {
        InboundMail mail = mail("From: li@example.com\nSubject: Re: Hello\nContent-Type: text/html", "<div>Yes, thank you.</div><div id=appendonsend></div><hr><div id=divRplyFwdMsg>"
                + "<b>From:</b> Care &lt;c@x.example&gt;<br><b>Sent:</b> Monday, 2 March 2026 10:00<br><b>To:</b> Li<br><b>Subject:</b> Hello</div><div>Are the tiles cracked?</div>");
        assertEquals("Yes, thank you.", mail.text());
        assertTrue(mail.below().contains("Are the tiles cracked?"), mail.below());
    }

    @Test
    void textsThatAreNoAlternativesOfEachOtherAreAllRead() {
        String mixed = "From: li@example.com\nSubject: tiles\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n%s\n--b\nContent-Type: text/html\n\n"
                + "<p>Two tiles are cracked.</p>\n--b\nContent-Type: multipart/alternative; boundary=c\n\n--c\nContent-Type: text/plain\n\nNobody answers.\n--c\n"
                + "Content-Type: multipart/related; boundary=d\n\n--d\nContent-Type: text/html\n\n<p>Nobody answers.</p>\n--d--\n--c--\n--b--\n";
        String remark = "A long letter about the weather of the last weeks, the state of the roads and the health of all who live here, which takes more than three hundred characters to write, "
                + "so that nobody would take it for a remark that stands beside an HTML part which says all of it once more in a way that looks nicer, and so on, and so on, and so on.";
        assertEquals(remark + "\nTwo tiles are cracked.\nNobody answers.", whole(mixed.formatted(remark)).text());
    }

    @Test
    void anHtmlThatSaysMuchMoreThanTheRemarkBesideItIsRead() {
        String both = "From: li@example.com\nSubject: tiles\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n%s\n--b\nContent-Type: text/html\n\n"
                + "<p>Two tiles of yesterday's delivery arrived cracked, and nobody answers the phone. Please send new ones before Friday.</p>\n--b--\n";
        assertTrue(whole(both.formatted("Your mail program shows no HTML.")).text().contains("cracked"));
        String little = both.replaceAll("<p>.*</p>", "<p>The floor is broken.</p>");
        assertEquals("Please view this message in an HTML capable client.\nThe floor is broken.", whole(little.formatted("Please view this message in an HTML capable client.")).text());
        assertEquals("您的邮件客户端无法显示此邮件，请在浏览器中查看。\nThe floor is broken.", whole(little.formatted("您的邮件客户端无法显示此邮件，请在浏览器中查看。")).text());
        assertEquals("订单页面无法显示，我要投诉！\nThe floor is broken.", whole(little.formatted("订单页面无法显示，我要投诉！")).text(), "a person may use such words too");
        assertEquals("Your HTML mail says: the floor is broken.", whole(both.replaceAll("<p>.*</p>", "<p>Your <b>HTML</b> mail says: the floor is broken.</p>")
                .formatted("Your HTML mail says: the floor is broken.")).text());
        assertEquals("Two tiles arrived cracked, and nobody answers. Please send new ones soon.", whole(both.formatted("Two tiles arrived cracked, and nobody answers. Please send new ones soon.")).text());
    }

    @Test
    void noHalfOfAPairOfCharactersGetsThrough() {
        InboundMail html = mail("From: li@example.com\nSubject: x\nContent-Type: text/html", "<p>hi &#0; &#xD800; &#xDC00; there</p>");
        assertEquals("hi \uFFFD \uFFFD there", html.text().replaceAll("\\s+", " "));
        assertEquals("a".repeat(7_999), mail("From: li@example.com\nX-Long: " + "a".repeat(7_999) + "😀", "x").first("x-long").orElseThrow().replaceAll("[^a]", ""));
    }

    @Test
    void anAddressInRawUtf8IsRead() {
        assertEquals(Optional.of("王芳@例子.公司"), mail("From: 王芳 <王芳@例子.公司>\nSubject: x", "text").from());
    }
}
