package dev.regard.connectors.mail.inbound;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far the address in {@code From} is proven: by the verdict of one configured server (RFC 8601), who has to take foreign headers of its own
 * name off what comes in. Only the topmost header counts; whatever stands further down may have come with the mail.
 */
final class SenderProof {
    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"");
    private static final Pattern COMMENT = Pattern.compile("\\([^()]*\\)");
    private static final Pattern VERDICT = Pattern.compile("\\s*(dmarc|dkim|spf)\\s*=\\s*pass(?=\\s|$)(.*)", Pattern.DOTALL);
    private static final Pattern PROPERTY = Pattern.compile("(header\\.from|header\\.d|header\\.i|smtp\\.mailfrom)\\s*=\\s*\"?([^\\s\"]+)\"?");

    private final Optional<String> server;

    /** @param server the authserv-id of the company's mail server; empty where none is trusted, and then nothing is proven */
    SenderProof(Optional<String> server) {
        this.server = server.map(s -> s.strip().toLowerCase(Locale.ROOT));
    }

    /** Whether a server is trusted to prove senders. */
    boolean isAsked() {
        return server.isPresent();
    }

    /** What proves the sender, such as {@code dmarc=pass}; empty where nothing does. */
    Optional<String> of(InboundMail mail) {
        List<String> results = mail.all("authentication-results");
        if (server.isEmpty() || results.isEmpty() || !oneSender(mail)) {
            return Optional.empty();
        }
        String unquoted = QUOTED.matcher(results.get(0).toLowerCase(Locale.ROOT)).replaceAll("");
        String[] parts = withoutComments(unquoted).split(";");
        if (unquoted.indexOf('"') >= 0 || Arrays.stream(parts).anyMatch(part -> part.strip().startsWith("dmarc=fail"))) {
            return Optional.empty(); // what the sender chose may hold anything; what the server says of it counts
        }
        String id = parts[0].strip().split("\\s+")[0];
        if (!id.equals(server.get())) {
            return Optional.empty();
        }
        String domain = domain(mail.from().orElseThrow());
        for (int i = 1; i < parts.length; i++) {
            Matcher verdict = VERDICT.matcher(parts[i]);
            if (verdict.matches() && aligned(verdict.group(1), verdict.group(2), domain)) {
                return Optional.of(verdict.group(1) + "=pass");
            }
        }
        return Optional.empty();
    }

    /** Exactly one header with exactly one address, the one that was read. */
    private static boolean oneSender(InboundMail mail) {
        if (mail.from().isEmpty() || mail.all("from").size() != 1) {
            return false;
        }
        String header = mail.all("from").get(0).strip().toLowerCase(Locale.ROOT);
        String address = mail.from().get();
        return header.equals(address) || header.endsWith("<" + address + ">") && header.indexOf('<') == header.lastIndexOf('<');
    }

    /** The verdict is about the domain of the sender or one above it; no list of public suffixes is needed for that direction. */
    private static boolean aligned(String method, String properties, String domain) {
        Matcher property = PROPERTY.matcher(properties);
        while (property.find()) {
            String about = domain(property.group(2));
            boolean exact = about.equals(domain);
            boolean above = about.contains(".") && domain.endsWith("." + about);
            boolean fits = switch (property.group(1)) {
                case "header.from" -> method.equals("dmarc") && (exact || above);
                case "header.d", "header.i" -> method.equals("dkim") && (exact || above);
                default -> method.equals("spf") && (exact || above);
            };
            if (fits) {
                return true;
            }
        }
        return false;
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private static String withoutComments(String text) {
        String before = text;
        String after = COMMENT.matcher(before).replaceAll(" ");
        while (!after.equals(before)) {
            before = after;
            after = COMMENT.matcher(before).replaceAll(" ");
        }
        return after;
    }
}
