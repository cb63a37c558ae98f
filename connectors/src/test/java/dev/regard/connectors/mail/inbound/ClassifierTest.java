package dev.regard.connectors.mail.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.connectors.mail.inbound.InboundMail.Part;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A corpus of header sets as servers and programs write them, crossed with what people and machines say in three languages. */
class ClassifierTest {
    private static final String OURS = "service@dealer.example";
    private final Classifier classifier = new Classifier(OURS);
    private final List<Sample> corpus = new ArrayList<>();

    private record Sample(MailKind is, InboundMail mail) { }

    @Test
    void atLeast99OfAHundredMailsAreToldRightAndNoneOfOurOwnIsTakenForAPersons() {
        people();
        automaticAnswers();
        bounces();
        lists();
        ours();
        Map<MailKind, Map<MailKind, Integer>> table = new EnumMap<>(MailKind.class);
        List<String> wrong = new ArrayList<>();
        for (Sample sample : corpus) {
            Classified told = classifier.classify(sample.mail());
            table.computeIfAbsent(sample.is(), k -> new EnumMap<>(MailKind.class)).merge(told.kind(), 1, Integer::sum);
            if (told.kind() != sample.is()) {
                wrong.add(sample.is() + " taken for " + told + ": " + sample.mail().subject() + " " + sample.mail().headers());
            }
        }
        System.out.println(corpus.size() + " mails, by what they are and what they were taken for: " + table);
        wrong.forEach(System.out::println);
        assertTrue(corpus.size() >= 300, corpus.size() + " mails are too few");
        assertTrue(wrong.size() * 100 <= corpus.size(), wrong::toString);
        assertEquals(null, table.get(MailKind.OWN).get(MailKind.HUMAN));
    }

    @Test
    void aMarkOfAnotherEngineIsNoPersons() {
        assertEquals(MailKind.AUTO_REPLY, classifier.classify(mail("a@other.example", "Hello", "text", List.of(), "X-Regard", "other.example")).kind());
    }

    @Test
    void aPersonsMailOverARelayThatCountsComplaintsIsNoList() {
        assertEquals(MailKind.HUMAN, classifier.classify(mail("li@example.com", "Hello", "text", List.of(), "Feedback-ID", "1.eu-west-1.abc:AmazonSES")).kind());
    }

    @Test
    void aPersonWhoHandsOnAReportThatSheGotIsAPersonStill() {
        String report = "Content-Type: multipart/report; report-type=delivery-status; boundary=r\nSubject: Undelivered\n\n--r\nContent-Type: text/plain\n\nnot delivered\n--r\n"
                + "Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822; service@dealer.example\nAction: failed\nStatus: 5.1.1\n--r--\n";
        String mixed = "From: li@example.com\nSubject: my order\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nMy tiles arrived broken, and this came back.\n--b\n%s--b--\n";
        InboundMail handedOn = MailParser.parse(mixed.formatted("Content-Type: message/rfc822\n\n" + report).getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
        assertEquals(MailKind.HUMAN, classifier.classify(handedOn).kind());
        assertTrue(handedOn.text().contains("broken"), handedOn.text());
        assertEquals(MailKind.BOUNCE, classifier.classify(MailParser.parse(("From: postmaster@x.example\n" + report).getBytes(StandardCharsets.UTF_8), Instant.EPOCH)).kind());
        assertEquals(MailKind.BOUNCE, classifier.classify(MailParser.parse(mixed.formatted("Content-Type: message/delivery-status\n\nAction: failed\nStatus: 5.1.1\n")
                .getBytes(StandardCharsets.UTF_8), Instant.EPOCH)).kind(), "servers that leave multipart/report out");
    }

    @Test
    void whatLiesBehindAReportThatSomebodyAttachedIsReadAndItsDetailsAreAFile() {
        String two = "From: li@example.com\nSubject: see both\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee both.\n--b\nContent-Type: message/rfc822\n\n"
                + "Content-Type: multipart/report; report-type=delivery-status; boundary=r\n\n--r\nContent-Type: text/plain\n\nIt failed.\n--r--\n--b\n"
                + "Content-Type: message/rfc822\n\nFrom: li@example.com\n\nThe tiles are cracked.\n--b--\n";
        assertTrue(MailParser.parse(two.getBytes(StandardCharsets.UTF_8), Instant.EPOCH).text().contains("cracked"));
        for (String type : List.of("message/delivery-status", "message/disposition-notification")) {
            String details = "From: li@example.com\nSubject: tiles\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nThe tiles are cracked.\n--b\nContent-Type: " + type
                    + "; name=details.txt\nContent-Disposition: attachment; filename=details.txt\n\nAction: failed\nStatus: 5.1.1\n--b--\n";
            assertEquals(MailKind.HUMAN, classifier.classify(MailParser.parse(details.getBytes(StandardCharsets.UTF_8), Instant.EPOCH)).kind(), type);
        }
        String scanned = "From: postmaster@x.example\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/report; report-type=delivery-status; boundary=r\n\n--r\n"
                + "Content-Type: message/delivery-status; name=details.txt\n\nAction: failed\nStatus: 5.1.1\n--r--\n--b\nContent-Type: text/plain\n\nscanned\n--b--\n";
        assertEquals(MailKind.BOUNCE, classifier.classify(MailParser.parse(scanned.getBytes(StandardCharsets.UTF_8), Instant.EPOCH)).kind());
    }

    @Test
    void receiptsAndReportsOfAbuseAreNoPersons() {
        for (String kind : List.of("disposition-notification", "feedback-report")) {
            InboundMail report = MailParser.parse(("From: li@example.com\nSubject: Read: Your complaint about broken tiles\nContent-Type: multipart/report; report-type=" + kind
                    + "; boundary=b\n\n--b\nContent-Type: text/plain\n\nYour message was read.\n--b\nContent-Type: message/" + kind + "\n\nFinal-Recipient: rfc822; li@example.com\n--b--\n")
                    .getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
            assertEquals(MailKind.AUTO_REPLY, classifier.classify(report).kind(), kind);
        }
    }

    @Test
    void aMailThatGoesRoundInACircleIsNoPersons() {
        Map<String, List<String>> headers = Map.of("received", java.util.Collections.nCopies(Classifier.MOST_HOPS + 1, "from a by b"));
        InboundMail circling = new InboundMail("0", Instant.EPOCH, headers, Optional.of("a@b.example"), "Hello", "text", "", "", List.of(), List.of());
        assertEquals(MailKind.AUTO_REPLY, classifier.classify(circling).kind());
    }

    /** People also write about absences, bounces and lists; some do so from postmaster's desk. */
    private void people() {
        String[][] said = {
            {"Complaint: cracked tiles", "Two tiles arrived cracked."}, {"Re: Your order", "Thank you, all is fine."},
            {"My last mail was undeliverable?", "I got a failure notice, please confirm."}, {"Question about your office", "When are you out of office?"},
            {"Please take me off the list", "No more letters, please."}, {"Fwd: Delivery status notification of my parcel", "Where is it?"},
            {"投诉：瓷砖开裂", "收到的砖开裂了。"}, {"回复：您的订单", "谢谢，很满意。"}, {"上次的邮件被退信了", "请问这个地址对吗？"},
            {"关于自动回复的问题", "昨天收到你们的自动回复，什么时候有人处理？"}, {"请退订", "不要再发了。"}, {"咨询退货", "地板想退货。"},
            {"Reklamation: Fliesen gebrochen", "Zwei Fliesen sind gebrochen."}, {"AW: Ihre Bestellung", "Vielen Dank."},
            {"Frage zur Zustellung", "Wann kommt die Lieferung?"}, {"Ihre Abwesenheitsnotiz", "Wer vertritt Sie?"},
            {"Automatic replies are no help: two tiles are cracked", "Nobody answers."}, {"自动回复没有用，瓷砖开裂没人管", "请尽快处理。"},
            {"Out of office chairs?", "Do you have more?"}, {"Automatische Antwort hilft mir nicht", "Zwei Fliesen sind gebrochen."}};
        String[][] programs = {{"X-Mailer", "Foxmail 7.2.25"}, {"X-Mailer", "Microsoft Outlook 16.0", "X-Auto-Response-Suppress", "All"},
            {"X-QQ-MIME", "TCMime 1.0 by Tencent", "X-QQ-Mailer", "QQMail 2.x"}, {"X-Mailer", "Coremail Webmail Server Version XT5.0.13"},
            {"User-Agent", "Mozilla Thunderbird", "Auto-Submitted", "no"}, {"X-Mailer", "iPhone Mail (21A329)", "X-Priority", "1"},
            {"X-MS-Exchange-Organization-AuthAs", "Internal"}};
        for (String[] words : said) {
            for (String[] program : programs) {
                add(MailKind.HUMAN, "li@example.com", words[0], words[1], List.of(), with(program, "Return-Path", "<li@example.com>"));
            }
        }
        add(MailKind.HUMAN, "postmaster@small.example", "Angebot", "Bitte ein Angebot.", List.of(), "Return-Path", "<postmaster@small.example>");
    }

    private void automaticAnswers() {
        String[] subjects = {"Automatic reply: Your order", "Out of Office: back on Monday", "Auto-reply", "自动回复: 您的订单", "自动答复：休假中", "自动回复",
            "Automatische Antwort: Ihre Bestellung", "Abwesenheitsnotiz: Urlaub", "Ich bin derzeit nicht im Büro"};
        String[][] marks = {{"Auto-Submitted", "auto-replied"}, {"Auto-Submitted", "auto-replied (vacation)", "Precedence", "bulk"},
            {"X-Autoreply", "yes"}, {"X-Auto-Response-Suppress", "All", "X-MS-Exchange-Generated-Message-Source", "Mailbox Rules Agent"},
            {"Precedence", "auto_reply"}, {"X-Autorespond", "", "Return-Path", "<>"}, {"Return-Path", "<>"}, {"X-QQ-Mailer", "QQMail 2.x"}};
        for (String subject : subjects) {
            for (String[] mark : marks) {
                add(MailKind.AUTO_REPLY, "wang@example.cn", subject, "I am away / 我在休假 / Ich bin im Urlaub", List.of(), mark);
            }
        }
        for (String subject : List.of("Re: Your order", "回复：您的订单", "AW: Ihre Bestellung", "Ticket #4711 received", "我们已收到您的来信")) {
            add(MailKind.AUTO_REPLY, "help@example.com", subject, "We got your mail.", List.of(), "Auto-Submitted", "auto-generated");
            add(MailKind.AUTO_REPLY, "help@example.com", subject, "We got your mail.", List.of(), "X-Autoresponder", "yes");
            add(MailKind.AUTO_REPLY, "help@example.com", subject, "We got your mail.", List.of(), "Return-Path", "<>");
        }
    }

    private void bounces() {
        Part report = new Part("message/delivery-status", "", 200, "Final-Recipient: rfc822; li@example.com\nAction: failed\nStatus: 5.1.1");
        String[][] standard = {{"mailer-daemon@mx.example", "Undelivered Mail Returned to Sender"}, {"postmaster@corp.example", "Undeliverable: Greetings"},
            {"postmaster@corp.example", "Unzustellbar: Grüße"}, {"mailer-daemon@googlemail.com", "Delivery Status Notification (Failure)"},
            {"postmaster@corp.example.cn", "未传递: 节日问候"}, {"mailer-daemon@mx.example", "Delayed Mail (still being retried)"}};
        for (String[] form : standard) {
            add(MailKind.BOUNCE, form[0], form[1], "See the report.", List.of(report), "Return-Path", "<>");
            add(MailKind.BOUNCE, form[0], form[1], "See the report.", List.of(report), "Return-Path", "<>", "Auto-Submitted", "auto-replied");
            add(MailKind.BOUNCE, form[0], form[1], "", List.of(), "Content-Type", "multipart/report; report-type=delivery-status; boundary=x");
        }
        String[][] others = {{"mailer-daemon@old.example", "failure notice", "Hi. This is the qmail-send program at old.example."},
            {"mailer-daemon@exim.example", "Mail delivery failed: returning message to sender", "This message was created automatically by mail delivery software."},
            {"postmaster@163.com", "系统退信", "抱歉，您的邮件被退回来了……"}, {"postmaster@126.com", "系统退信/Systems bounce", "抱歉，您的邮件被退回来了……"},
            {"postmaster@qq.com", "来自qq.com的退信", "您发送的邮件被退回"}, {"mailer-daemon@web.example", "Zustellung fehlgeschlagen", "Die Nachricht kam nicht an."},
            {"postmaster@exchange.example", "Nicht zugestellt: Grüße", "Postfach voll"}, {"mailer-daemon@yahoo.example", "Failure Notice", "Sorry, we were unable to deliver"}};
        for (String[] form : others) {
            add(MailKind.BOUNCE, form[0], form[1], form[2], List.of(), "Return-Path", "<>");
            add(MailKind.BOUNCE, form[0], form[1], form[2], List.of(), "X-Mailer", "none");
            add(MailKind.BOUNCE, form[0], form[1], form[2], List.of(), "X-Failed-Recipients", "li@example.com");
        }
    }

    private void lists() {
        for (String subject : List.of("Newsletter March", "三月促销", "Angebote im März", "[dev] Re: build", "行业周刊", "Rundbrief")) {
            for (String[] mark : new String[][] {{"List-Id", "<news.example.com>"}, {"Precedence", "list"}, {"Precedence", "bulk"},
                {"List-Unsubscribe", "<mailto:off@example.com>", "Precedence", "bulk"}, {"List-Post", "<mailto:dev@example.com>"},
                {"Feedback-ID", "1:2:3:mailing", "List-Unsubscribe", "<https://x.example/u>"}, {"List-Id", "<dev.example.com>", "Auto-Submitted", "no"}}) {
                add(MailKind.LIST, "news@example.com", subject, "Read on", List.of(), with(mark, "Return-Path", "<bounce@example.com>"));
            }
        }
    }

    private void ours() {
        for (String subject : List.of("Happy birthday", "生日快乐", "Alles Gute", "Fwd: Happy birthday", "投诉：瓷砖开裂")) {
            add(MailKind.OWN, OURS, subject, "My order arrived broken", List.of(), "Auto-Submitted", "auto-generated");
            add(MailKind.OWN, OURS, subject, "瓷砖开裂", List.of(), "X-Mailer", "Foxmail");
            add(MailKind.OWN, "forwarder@example.com", subject, "text", List.of(), "X-Regard", "dealer.example");
            add(MailKind.OWN, "forwarder@example.com", subject, "text", List.of(), "X-Regard", "dealer.example", "Return-Path", "<>");
        }
    }

    private void add(MailKind is, String from, String subject, String text, List<Part> parts, String... headers) {
        corpus.add(new Sample(is, mail(from, subject, text, parts, headers)));
    }

    private static String[] with(String[] some, String... more) {
        List<String> all = new ArrayList<>(List.of(some));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static InboundMail mail(String from, String subject, String text, List<Part> parts, String... headers) {
        Map<String, List<String>> map = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            map.put(headers[i].toLowerCase(java.util.Locale.ROOT), List.of(headers[i + 1]));
        }
        return new InboundMail("0", Instant.EPOCH, map, Optional.of(from), subject, text, "", "", parts, List.of());
    }
}
