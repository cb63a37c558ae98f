package dev.regard.connectors.mail;

import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.event.Digest;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes dispatches as mails: RFC 5322 with the text as it is and as HTML, both in UTF-8. */
final class Letters {
    private static final String UTF_8 = "UTF-8";

    /** By this header we know our own mails again when they come back, whoever forwarded them. */
    private static final String MARK = "X-Regard";

    /** RFC 5322, 2.1.1. */
    private static final int LONGEST_LINE = 998;

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss xx", Locale.ENGLISH);
    private static final Pattern FILE_AND_ATOM = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern FIELD_NAME = Pattern.compile("[!-9;-~]{1,70}");
    private static final Pattern FIELD_BODY = Pattern.compile("[ -~]+");
    private static final String UNSUBSCRIBE = "List-Unsubscribe";
    private static final Pattern ANGLES = Pattern.compile("<(https?:[^>]+)>");
    private static final Pattern LANGUAGE_TAG = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");

    /** Written here, or never: another sender, recipient, identity or form than the dispatch says. */
    private static final Set<String> OURS = Set.of("from", "sender", "to", "cc", "bcc", "subject", "date", "message-id",
            "mime-version", "auto-submitted", "x-regard", "x-regard-dispatch", "return-path", "received");
    private static final Pattern OURS_TOO = Pattern.compile("(content|resent)-.*");

    private final Letterhead letterhead;
    private final Sender sender;
    private final InstantSource clock;

    Letters(Letterhead letterhead, InstantSource clock) {
        this.letterhead = letterhead;
        this.sender = letterhead.sender();
        this.clock = clock;
    }

    /** The dispatch's id, or a digest of one that a file name or a Message-ID could not hold. */
    static String name(Dispatch dispatch) {
        return FILE_AND_ATOM.matcher(dispatch.id()).matches() ? dispatch.id() : Digest.of(dispatch.id());
    }

    Draft write(Dispatch dispatch) {
        try {
            Letter letter = new Letter(Mailbox.parse(dispatch.recipient()), "<" + name(dispatch) + "@" + sender.domain() + ">");
            letter.setHeader("From", from());
            letter.setHeader("To", letter.recipient().toString());
            letter.setSubject(subject(dispatch), UTF_8);
            letter.setHeader("Date", DATE.format(clock.instant().atOffset(ZoneOffset.UTC)));
            letter.setHeader("Auto-Submitted", "auto-generated");
            letter.setHeader(MARK, sender.domain());
            if (!language(dispatch).isEmpty()) {
                letter.setHeader("Content-Language", language(dispatch));
            }
            addFurtherHeaders(letter, dispatch.headers());
            if (letterhead.returns().isPresent()) {
                addReturns(letter, dispatch, letterhead.returns().get());
            }
            letter.setContent(Content.of(dispatch.body(), html(dispatch), letterhead.logo()));
            letter.saveChanges();
            checkLines(letter);
            return new Draft.Fit(letter);
        } catch (IllegalArgumentException e) {
            return new Draft.Unfit(e.getMessage());
        } catch (MessagingException | UnsupportedEncodingException e) {
            throw new IllegalStateException("a checked dispatch can be written as a mail", e);
        }
    }

    String html(Dispatch dispatch) {
        Optional<String> unsubscribe = Optional.ofNullable(dispatch.headers().get(UNSUBSCRIBE)).map(ANGLES::matcher).filter(Matcher::find).map(m -> m.group(1));
        return new Page(language(dispatch), sender.name(), letterhead.logo(), unsubscribe).of(dispatch.subject(), dispatch.body());
    }

    private static String language(Dispatch dispatch) {
        return dispatch.language() != null && LANGUAGE_TAG.matcher(dispatch.language()).matches() ? dispatch.language() : "";
    }

    /** As text: set as an address, a name in UTF-8 would go out as it is, and not every server takes it. */
    private String from() throws UnsupportedEncodingException {
        String name = sender.name().isEmpty() ? null : sender.name();
        return MimeUtility.fold("From: ".length(), new InternetAddress(sender.address(), name, UTF_8).toString());
    }

    private static String subject(Dispatch dispatch) {
        String subject = dispatch.subject().replace('\t', ' ');
        require(subject.chars().noneMatch(Character::isISOControl), "the subject has a line break or another control character");
        return subject;
    }

    private static void addReturns(Letter letter, Dispatch dispatch, ReturnPath returns) throws MessagingException {
        letter.setHeader(ReturnPath.MARK, returns.mark(dispatch.id()));
        returns.bounces(dispatch.id()).ifPresent(letter::setEnvelopeFrom);
        Optional<String> replies = dispatch.alert() ? Optional.empty() : returns.replies(dispatch.id());
        if (replies.isPresent() && letter.getHeader("Reply-To") == null) {
            letter.setHeader("Reply-To", replies.get());
        }
    }

    private static void addFurtherHeaders(Letter letter, Map<String, String> headers) throws MessagingException {
        for (Map.Entry<String, String> header : new TreeMap<>(headers).entrySet()) {
            String name = header.getKey();
            require(FIELD_NAME.matcher(name).matches(), "a further header's name is none");
            String known = name.toLowerCase(Locale.ROOT);
            require(!OURS.contains(known) && !OURS_TOO.matcher(known).matches(), "the header " + name + " may not be given");
            require(FIELD_BODY.matcher(header.getValue()).matches(),
                    "the header " + name + " is empty or has a line break or another character that is not printable ASCII");
            letter.setHeader(name, MimeUtility.fold(name.length() + 2, header.getValue()));
        }
    }

    /** What the library folded is looked at once more: no line too long, and none that begins a header of its own. */
    private static void checkLines(Letter letter) throws MessagingException {
        for (String header : Collections.list(letter.getAllHeaderLines())) {
            String[] lines = header.split("\r\n", -1);
            for (int i = 0; i < lines.length; i++) {
                require(lines[i].length() <= LONGEST_LINE, "a header has a word of more than " + LONGEST_LINE + " characters");
                require(i == 0 || lines[i].startsWith(" ") || lines[i].startsWith("\t"), "a header has a line break");
                require(lines[i].chars().noneMatch(c -> c == '\r' || c == '\n' || c == 0), "a header has a line break");
            }
        }
    }

    private static void require(boolean right, String wrong) {
        if (!right) {
            throw new IllegalArgumentException(wrong);
        }
    }
}
