package dev.regard.connectors.mail.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Random;

/** Reads mails that no honest program writes, one after another, and asks what they are; ends with 1 when one cannot be read. */
final class HostileMails {
    private static final String[] PIECES = {"Content-Type: multipart/mixed; boundary=", "--b\r\n", "\r\n\r\n", "=?gb2312?B?////?=", "Content-Transfer-Encoding: base64\r\n",
        "charset=\"", "\u0000", "<table>".repeat(300), "From: <<<@@>>>\r\n", "Subject: " + "a".repeat(2_000) + "\r\n", "Content-Type: message/rfc822\r\n\r\n",
        "filename*=utf-8''%E4%B8%8D%", "\r\n", ">".repeat(500), "Content-Type: text/html; charset=x-none\r\n", "Content-Type: message/delivery-status\r\n\r\n"};
    private static final int LARGE = 24 << 20;
    private static final int LONGEST_TEXT = 200_000;
    private static final Classifier CLASSIFIER = new Classifier("service@dealer.example");

    private HostileMails() { }

    public static void main(String[] arguments) {
        Random random = new Random(11);
        int read = 0;
        for (int i = 0; i < 1_000; i++) {
            StringBuilder raw = new StringBuilder(i % 3 == 0 ? "From: a@example.com\r\n" : "");
            for (int part = random.nextInt(60); part > 0; part--) {
                raw.append(PIECES[random.nextInt(PIECES.length)]);
            }
            byte[] bytes = raw.toString().getBytes(UTF_8);
            for (int flip = random.nextInt(20); flip > 0 && bytes.length > 0; flip--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            read(bytes);
            read++;
        }
        String text = "From: a@example.com\r\nContent-Type: text/plain\r\n\r\n";
        read(large(text, "x"));
        read(large(text, "line\r\n"));
        read(large("From: a@example.com\r\nContent-Type: text/html\r\n\r\n", "<div>"));
        read(large("From: a@example.com\r\nContent-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n\r\n", "UEsDBBQAAAAIAAAAIQ"));
        troubled(large("", "X-Header: y\r\n"));
        String parts = "From: a@example.com\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n";
        troubled(large(parts, "--b\r\n"));
        troubled(large(parts + "--b\r\n", "X-Header: y\r\n"));
        troubled(("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n".repeat(500) + "deep").getBytes(UTF_8));
        troubled(("Content-Type: multipart/mixed; boundary=b\r\n\r\n" + "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n".repeat(5_000)).getBytes(UTF_8));
        read(("From: a@example.com\r\nContent-Type: text/html\r\n\r\n" + "<blockquote>".repeat(4_000) + "deep").getBytes(UTF_8));
        read(("From: a@example.com\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=\"" + "../ a".repeat(200_000) + "\"\r\n\r\nx").getBytes(UTF_8));
        read(("From: mailer-daemon@example.com\r\nContent-Type: message/delivery-status\r\n\r\nDiagnostic-Code: smtp;" + "\r\n 550".repeat(100_000)).getBytes(UTF_8));
        read(("From: a@example.com\r\n" + "Content-Type: message/rfc822\r\n\r\n".repeat(2_000) + "deep").getBytes(UTF_8));
        read(("From: " + "\"(<@".repeat(2_000_000) + "\r\n\r\nx").getBytes(UTF_8));
        System.out.println("read " + (read + 14) + " mails");
    }

    private static byte[] large(String head, String piece) {
        byte[] begin = head.getBytes(UTF_8);
        byte[] repeated = piece.getBytes(UTF_8);
        byte[] mail = new byte[LARGE];
        System.arraycopy(begin, 0, mail, 0, begin.length);
        for (int i = begin.length; i < mail.length; i++) {
            mail[i] = repeated[(i - begin.length) % repeated.length];
        }
        return mail;
    }

    private static InboundMail read(byte[] raw) {
        try {
            InboundMail mail = MailParser.parse(raw, Instant.EPOCH);
            if (mail.content().length() != 64 || mail.text().length() > LONGEST_TEXT) {
                throw new IllegalStateException("not within its bounds");
            }
            CLASSIFIER.classify(mail);
            Bounce.of(mail);
            return mail;
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            System.out.println("not read: " + e + " " + new String(raw, 0, Math.min(raw.length, 300), UTF_8));
            System.exit(1);
            throw new IllegalStateException(e);
        }
    }

    private static void troubled(byte[] raw) {
        if (read(raw).problems().isEmpty()) {
            throw new IllegalStateException("nothing was found wrong with " + new String(raw, 0, 60, UTF_8));
        }
    }
}
