package dev.regard.connectors.mail;

import static dev.regard.connectors.mail.Mails.DEALER;
import static dev.regard.connectors.mail.Mails.NOON;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.customer.Dispatch;
import jakarta.mail.BodyPart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a mail looks like as HTML, and how its parts travel. */
class PageTest {
    private static final String LINK = "https://dealer.example/u/abc_-1?x=1&y=2";

    @Test
    void whatACustomerIsCalledNeverBecomesMarkup() {
        String html = page("Hi <b>x</b>", "Dear <script>alert(1)</script> & \"Co\" 'x',\n\n- <img src=x onerror=y>\n\nhttps://x.example/\"onmouseover=\"y <i>");

        assertFalse(Pattern.compile("<(script|img|b|i)[ >]").matcher(html).find(), html);
        assertFalse(html.contains("\"onmouseover"), html);
        assertTrue(html.contains("Dear &lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Co&quot; &#39;x&#39;,"), html);
    }

    @Test
    void paragraphsListsAndLinksAreWhatTheyWereMeantAs() {
        String html = page("S", "First line\nsecond line\n\nWhat to do:\n1. Call.\n2. Write.\n\n- one\n- two\n\n2026. was a year\nSee " + LINK + ".");

        assertTrue(html.contains("First line<br>\r\nsecond line</p>"), html);
        assertTrue(html.contains(">1.</td>") && html.contains(">2.</td>") && html.contains("Write."), html);
        assertEquals(2, html.split("&#8226;", -1).length - 1);
        assertTrue(html.contains("2026. was a year<br>"), html);
        assertTrue(html.contains("href=\"https://dealer.example/u/abc_-1?x=1&amp;y=2\""), html);
        assertTrue(html.contains("</a>.</p>"), html);
    }

    @Test
    void aChineseSentenceEndsALink() {
        assertTrue(page("S", "请打开：https://dealer.example/u/1。谢谢").contains(">https://dealer.example/u/1</a>。谢谢"));
    }

    @Test
    void theWayOutStandsAtTheFoot() {
        String html = new Page("zh-CN", "安居", Optional.empty(), Optional.of(LINK)).of("S", "您好\n\n不想再收到，请打开：" + LINK + "\n");

        assertTrue(html.indexOf("class=\"small\"") < html.indexOf("不想再收到"), html);
        assertTrue(html.indexOf("您好") < html.indexOf("class=\"small\""), html);
        assertTrue(html.contains("<html dir=\"ltr\" lang=\"zh-CN\">"), html);
    }

    @Test
    void nothingIsUsedThatOutlookLacksAndNothingIsFetched() {
        String html = page("S", "Dear Ms Wang\n\n- one\n\n1. two\n\n" + LINK);

        assertFalse(Pattern.compile("<(div|ul|ol|li|link|script|svg|video|form)[ >]").matcher(html).find(), html);
        assertFalse(Pattern.compile("display:(flex|grid)|position:|float:|background-image|url\\(|@import|rgba\\(|var\\(|src=\"http").matcher(html).find(), html);
        Matcher table = Pattern.compile("<table[^>]*>").matcher(html);
        while (table.find()) {
            assertTrue(table.group().contains("role=\"presentation\"") && table.group().contains("cellspacing=\"0\""), table.group());
        }
        assertTrue(html.contains("<meta name=\"color-scheme\" content=\"light dark\">") && html.contains("prefers-color-scheme:dark"), html);
    }

    @Test
    void aLanguageThatIsWrittenFromTheRightSaysSo() {
        assertTrue(new Page("ar", "x", Optional.empty(), Optional.empty()).of("S", "مرحبا").contains("<html dir=\"rtl\" lang=\"ar\">"));
    }

    /** Everything but the doctype and void elements is well-formed, so the escaping of anybody's words can be checked by an XML parser. */
    @Property(tries = 300)
    void whateverTheTextSaysThePageStaysWhole(@ForAll String subject, @ForAll String text) throws Exception {
        String html = page(subject, text);
        String xml = html.replaceFirst("<!DOCTYPE html>", "").replaceAll("<!--.*?-->", "").replaceAll("<(meta|img|br)([^>]*)>", "<$1$2/>").replace("&#8226;", "*");

        assertEquals("html", DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))).getDocumentElement().getTagName());
    }

    @Test
    void aLongChineseSubjectIsFoldedBetweenCharacters() throws Exception {
        String subject = "祝您和家人中秋快乐，月圆人团圆𠮷😀；".repeat(12);
        String wire = wire(Letterhead.of(DEALER), dispatch(subject, "您好", "zh-CN"));

        Matcher header = Pattern.compile("(?m)^Subject: (.*(?:\r\n[ \t].*)*)").matcher(wire);
        assertTrue(header.find());
        StringBuilder decoded = new StringBuilder();
        for (String line : header.group(1).split("\r\n")) {
            assertTrue(line.length() <= 78, line);
            String word = MimeUtility.decodeText(line.strip());
            assertFalse(word.contains("\uFFFD") || word.chars().anyMatch(c -> c == '?'), word);
            decoded.append(word);
        }
        assertEquals(subject, decoded.toString());
    }

    @Test
    void bothPartsAreAsciiInShortLines() throws Exception {
        for (String body : List.of("您好".repeat(500), "x ".repeat(2_000), "Dear Ms Wang,\n\nall the best ü\n")) {
            String wire = wire(Letterhead.of(DEALER), dispatch("S", body, "zh-CN"));
            assertTrue(wire.lines().allMatch(l -> l.length() <= 78 && l.chars().allMatch(c -> c == '\t' || c >= ' ' && c < 127)), wire);
            MimeMultipart parts = (MimeMultipart) parsed(wire).getContent();
            assertEquals(2, parts.getCount());
            assertEquals(body.replace("\n", "\r\n"), parts.getBodyPart(0).getContent());
            assertTrue(parts.getBodyPart(0).isMimeType("text/plain") && parts.getBodyPart(1).isMimeType("text/html"));
        }
    }

    @Test
    void theLogoTravelsWithTheMailAndIsShownByItsContentId(@TempDir Path folder) throws Exception {
        byte[] image = png(480, 120);
        Files.write(folder.resolve("logo.png"), image);
        Letterhead letterhead = new Letterhead(DEALER, Logo.in(folder), Optional.empty());

        MimeMultipart parts = (MimeMultipart) parsed(wire(letterhead, dispatch("S", "您好", "zh-CN"))).getContent();
        MimeMultipart related = (MimeMultipart) parts.getBodyPart(1).getContent();
        BodyPart picture = related.getBodyPart(1);

        assertTrue(related.getContentType().startsWith("multipart/related"), related.getContentType());
        assertTrue(related.getBodyPart(0).getContent().toString().contains("<img class=\"logo\" src=\"cid:logo@regard\" alt=\"安居建材\" width=\"240\" height=\"60\""));
        assertEquals("<logo@regard>", picture.getHeader("Content-ID")[0]);
        assertTrue(picture.isMimeType("image/png"));
        assertArrayEquals(image, picture.getInputStream().readAllBytes());
    }

    @Test
    void aLogoThatIsNoneIsSaidAtTheStart(@TempDir Path folder) throws Exception {
        assertEquals(Optional.empty(), Logo.in(folder));
        Files.writeString(folder.resolve("logo.png"), "<svg onload=alert(1)>");
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Logo.in(folder)).getMessage().contains("is no picture in PNG, JPEG or GIF"));
        Files.write(folder.resolve("logo.png"), new byte[200_001]);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Logo.in(folder)).getMessage().contains("larger than 200 KB"));
    }

    private static String page(String subject, String text) {
        return new Page("en", "Heju", Optional.empty(), Optional.of("https://nowhere.example/u/none")).of(subject, text);
    }

    private static Dispatch dispatch(String subject, String body, String language) {
        return new Dispatch("G1", "C-1", "T-1", false, false, "email", "wang@customer.example", subject, body, language, Map.of(),
                Dispatch.Status.READY, NOON, 0, null, null);
    }

    private static String wire(Letterhead letterhead, Dispatch dispatch) throws Exception {
        Draft draft = new Letters(letterhead, InstantSource.fixed(NOON)).write(dispatch);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ((Draft.Fit) draft).letter().writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static MimeMessage parsed(String wire) throws Exception {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(wire.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] png(int width, int height) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }
}
