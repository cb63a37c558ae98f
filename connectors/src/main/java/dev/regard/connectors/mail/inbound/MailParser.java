package dev.regard.connectors.mail.inbound;

import dev.regard.connectors.mail.ReturnPath;
import dev.regard.engine.event.Texts;
import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the raw bytes of a mail as far as they can be understood (RFC 5322, RFC 2045-2049). Never fails: what is wrong with the mail becomes a
 * problem of it. Bounded in headers, parts, depth and text, whatever the mail holds.
 */
public final class MailParser {
    private static final String PROOF = "authentication-results";
    private static final int MOST_HEADERS = 500;
    private static final int LONGEST_HEADER = 8_000;
    private static final int MOST_PARTS = 200;
    private static final int DEEPEST = 20;
    private static final int LONGEST_TEXT = 100_000;
    private static final int LONGEST_NAME = 120;
    private static final int READ_AT_MOST = 4 << 20;
    private static final Pattern BRACKETED = Pattern.compile("<\\s*([^<>\\s]+@[^<>\\s]+)\\s*>");
    private static final Pattern BARE = Pattern.compile("([^\\s<>\"'(),;:]+@[^\\s<>\"'(),;:]+)");
    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|\\([^()]*+\\)");
    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([^\\s\";]+)", Pattern.CASE_INSENSITIVE);
    /** A mail with none of these is no mail: whatever it is, a person may read it. */
    private static final Set<String> USUAL = Set.of("from", "subject", "date", "message-id", "received", "content-type", "to", "return-path");
    private static final Pattern FORWARDED = Pattern.compile("(?i)^\\s*(fwd?|wg|转发)\\s*[:：]");
    private static final Session LENIENT = Session.getInstance(lenient());

    private final List<String> problems = new ArrayList<>();
    private final List<InboundMail.Part> parts = new ArrayList<>();
    private final List<Said> texts = new ArrayList<>();
    private Optional<Said> alternative = Optional.empty();
    private int length;
    private int seen;
    private String from = "";
    /** Whether what is looked at lies within a report of a machine (RFC 6522). */
    private boolean inReport;
    /** How many mails lie around what is looked at. */
    private int handingOn;

    /** One text of the mail, in one or both of the forms of which a reader sees the one or the other (RFC 2046, 5.1.4). */
    private record Said(StringBuilder plain, StringBuilder html) {
        Said() {
            this(new StringBuilder(), new StringBuilder());
        }

        boolean isBlank() {
            return plain.toString().isBlank() && html.length() == 0;
        }
    }

    private MailParser() { }

    private static Properties lenient() {
        Properties properties = new Properties();
        properties.setProperty("mail.mime.address.strict", "false");
        properties.setProperty("mail.mime.multipart.ignoremissingendboundary", "true");
        return properties;
    }

    /** @param arrived when the server received it */
    public static InboundMail parse(byte[] raw, Instant arrived) {
        return new MailParser().read(raw, arrived);
    }

    private InboundMail read(byte[] raw, Instant arrived) {
        Map<String, List<String>> headers = Map.of();
        Optional<String> trouble = MailShape.trouble(raw);
        trouble.ifPresent(problems::add);
        try {
            MimeMessage message = new MimeMessage(LENIENT, new ByteArrayInputStream(trouble.isPresent() ? MailShape.beginning(raw) : raw));
            headers = headers(message);
            walk(message, 0);
        } catch (MessagingException | RuntimeException | StackOverflowError e) {
            problems.add("the mail could not be read to its end: " + e.getClass().getSimpleName());
        }
        if (texts.stream().allMatch(Said::isBlank) && Collections.disjoint(headers.keySet(), USUAL)) {
            said().plain.append(MailText.decoded(raw.length > LONGEST_TEXT ? java.util.Arrays.copyOf(raw, LONGEST_TEXT) : raw, ""));
        }
        String subject = Optional.ofNullable(headers.get("subject")).map(s -> s.get(0)).orElse("");
        boolean handedOn = FORWARDED.matcher(subject).find();
        MailText.Split text = texts.stream().filter(said -> !said.isBlank()).map(said -> MailText.of(said.plain.toString(), said.html.toString(), handedOn)).reduce(MailText.Split.NOTHING, MailText.Split::and);
        return new InboundMail(sha256(raw), arrived, headers, address(MailText.inItsCharset(from)), subject, Texts.whole(text.said()), Texts.whole(text.quoted()),
                Texts.whole(text.below()), parts, problems);
    }

    private static String sha256(byte[] raw) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(raw));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The first one that stands in brackets, else bare; a name may hold one too, and is not asked while there is another. */
    private static Optional<String> address(String from) {
        String unnamed = QUOTED.matcher(from).replaceAll(" ");
        return first(BRACKETED, unnamed).or(() -> first(BARE, unnamed)).or(() -> first(BRACKETED, from)).or(() -> first(BARE, from))
                .or(() -> first(BRACKETED, MailText.header(from))).or(() -> first(BARE, MailText.header(from)));
    }

    private static Optional<String> first(Pattern pattern, String from) {
        Matcher address = pattern.matcher(from);
        return address.find() ? Optional.of(address.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    private Map<String, List<String>> headers(MimeMessage message) throws MessagingException {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        int count = 0;
        for (Header header : Collections.list(message.getAllHeaders())) {
            if (++count > MOST_HEADERS) {
                problems.add("there are more than " + MOST_HEADERS + " headers");
                break;
            }
            String value = header.getValue() == null ? "" : header.getValue();
            String cut = value.length() > LONGEST_HEADER ? value.substring(0, LONGEST_HEADER) : value;
            String called = header.getName().strip().toLowerCase(Locale.ROOT);
            if (called.equals("from") && from.isEmpty()) {
                from = cut;
            }
            // encoded words in what the server says of the sender are the sender's
            headers.computeIfAbsent(called, name -> new ArrayList<>()).add(called.equals(PROOF) ? cut.replaceAll("\\s+", " ") : Texts.whole(MailText.header(cut)));
        }
        headers.replaceAll((name, values) -> List.copyOf(values));
        return headers;
    }

    private void walk(Part part, int depth) {
        if (++seen > MOST_PARTS || depth > DEEPEST) {
            if (seen == MOST_PARTS + 1 || depth == DEEPEST + 1) {
                problems.add("it has more parts, or deeper ones, than are looked at");
            }
            return;
        }
        String declared = header(part, "Content-Type");
        String type = declared.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!type.matches("[a-z0-9.+_-]+/[a-z0-9.+_-]+")) {
            type = "text/plain";
        }
        boolean around = inReport;
        inReport |= type.equals("multipart/report");
        boolean read = type.startsWith("multipart/") && (type.equals("multipart/alternative") ? alternatives(part, depth) : multipart(part, depth));
        inReport = around;
        if (read) {
            return;
        }
        byte[] content = content(part);
        boolean attached = header(part, "Content-Disposition").toLowerCase(Locale.ROOT).startsWith("attachment");
        String charset = charset(declared);
        if (!attached && (type.equals("text/plain") || type.startsWith("multipart/"))) {
            append(said().plain, MailText.decoded(content, charset));
        } else if (!attached && type.equals("text/html")) {
            append(said().html, MailText.decoded(content, charset));
        } else {
            boolean readable = type.startsWith("text/") || type.equals("message/delivery-status") || type.equals("message/global-delivery-status");
            String said = readable ? MailText.decoded(content, charset) : type.equals("message/rfc822") ? head(content) : "";
            if (type.equals("message/rfc822")) {
                forwarded(part, depth);
            }
            String name = name(part, declared);
            boolean fromElsewhere = handingOn > 0 || !inReport && !name.isEmpty() && type.startsWith("message/");
            parts.add(new InboundMail.Part(type, name, content.length, Texts.whole(Texts.cut(said, LONGEST_TEXT)), fromElsewhere));
        }
    }

    private Said said() {
        return alternative.orElseGet(() -> {
            texts.add(new Said());
            return texts.get(texts.size() - 1);
        });
    }

    private void append(StringBuilder text, String more) {
        if (text.length() > 0) {
            text.append('\n');
        }
        String kept = Texts.cut(more, Math.max(0, LONGEST_TEXT - length));
        length += kept.length();
        text.append(kept);
    }

    /** All that is said within it is said once. */
    private boolean alternatives(Part part, int depth) {
        Optional<Said> around = alternative;
        alternative = Optional.of(said());
        boolean read = multipart(part, depth);
        alternative = around;
        return read;
    }

    private static String head(byte[] content) {
        String all = MailText.decoded(content.length > LONGEST_TEXT ? java.util.Arrays.copyOf(content, LONGEST_TEXT) : content, "");
        int end = all.replace("\r\n", "\n").indexOf("\n\n");
        return end < 0 ? all : all.replace("\r\n", "\n").substring(0, end);
    }

    private boolean multipart(Part part, int depth) {
        try {
            if (part.getContent() instanceof Multipart multipart && multipart.getCount() > 0) {
                for (int i = 0; i < multipart.getCount() && seen <= MOST_PARTS; i++) {
                    BodyPart inner = multipart.getBodyPart(i);
                    walk(inner, depth + 1);
                }
                return true;
            }
        } catch (MessagingException | IOException | RuntimeException e) {
            problems.add("its parts cannot be told apart");
        }
        return false;
    }

    /** What somebody hands on is read like their own words; our own mails are not, nor is what a server gives back. */
    private void forwarded(Part part, int depth) {
        int outside = handingOn;
        boolean around = inReport;
        try {
            if (!inReport && part.getContent() instanceof MimeMessage inner && inner.getHeader(ReturnPath.MARK) == null && inner.getHeader("X-Regard") == null) {
                handingOn++;
                walk(inner, depth + 1);
            }
        } catch (MessagingException | IOException | RuntimeException e) {
            problems.add("a mail that it hands on cannot be read");
        } finally {
            handingOn = outside;
            inReport = around;
        }
    }

    private static String header(Part part, String name) {
        try {
            String[] values = part.getHeader(name);
            return values == null || values.length == 0 ? "" : values[0];
        } catch (MessagingException e) {
            return "";
        }
    }

    private static String charset(String contentType) {
        Matcher charset = CHARSET.matcher(contentType);
        return charset.find() ? charset.group(1) : "";
    }

    /** Decoded as the part says; where that is broken, as far as it goes. */
    private byte[] content(Part part) {
        try (InputStream in = part.getInputStream()) {
            return in.readNBytes(READ_AT_MOST);
        } catch (MessagingException | IOException | RuntimeException e) {
            problems.add("a part is not encoded as it says");
            byte[] raw = raw(part);
            return header(part, "Content-Transfer-Encoding").strip().equalsIgnoreCase("base64") ? lenientBase64(raw) : raw;
        }
    }

    private static byte[] raw(Part part) {
        try (InputStream in = part instanceof MimeMessage message ? message.getRawInputStream() : part instanceof MimeBodyPart body ? body.getRawInputStream()
                : InputStream.nullInputStream()) {
            return in.readNBytes(READ_AT_MOST);
        } catch (MessagingException | IOException e) {
            return new byte[0];
        }
    }

    private static byte[] lenientBase64(byte[] raw) {
        String letters = new String(raw, StandardCharsets.ISO_8859_1).replaceAll("[^A-Za-z0-9+/]", "");
        return Base64.getMimeDecoder().decode(letters.substring(0, letters.length() - letters.length() % 4));
    }

    /** Nothing in it leads out of a folder, hides an ending or runs over a line. */
    private static String name(Part part, String contentType) {
        String name = "";
        try {
            name = part instanceof MimePart ? Optional.ofNullable(part.getFileName()).orElse("") : "";
        } catch (MessagingException | RuntimeException e) {
            name = contentType;
        }
        String end = name.substring(Math.max(0, name.length() - 4 * LONGEST_NAME)); // the patterns below are no match for a name of a megabyte
        String decoded = Texts.whole(MailText.header(end)).replaceAll("[\\p{Cntrl}\\p{Cf}/\\\\:*?\"<>|]", "_").replaceAll("^[. ]+|[. ]+$", "");
        return decoded.length() > LONGEST_NAME ? decoded.substring(decoded.length() - LONGEST_NAME) : decoded;
    }
}
