package dev.regard.connectors.web;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** Who may come in: by the token, or, without one, whoever sits at this machine. */
final class Gate {
    static final String COOKIE = "regard";
    private static final String BEARER = "bearer ";
    /** Without a token a page of another site could send a browser here under a name of its own (DNS rebinding). */
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int WRONG_TOKENS = 20;
    /** A relay in front of this server stands for everybody behind it. */
    private static final int LINKS_PER_SECOND = 200;
    private static final int LINKS_AT_ONCE = 1_000;

    private final Optional<String> token;
    private final Buckets requests;
    private final Buckets wrongTokens;
    private final Buckets links;

    Gate(WebSettings settings, LongSupplier nanos) {
        token = settings.token();
        requests = new Buckets(settings.requestsPerSecond(), 2.0 * settings.requestsPerSecond(), nanos);
        wrongTokens = new Buckets(1, WRONG_TOKENS, nanos);
        links = new Buckets(LINKS_PER_SECOND, LINKS_AT_ONCE, nanos);
    }

    /** Whether people sign in here at all. */
    boolean hasToken() {
        return token.isPresent();
    }

    /** What to answer instead of the call's own answer; empty when it may go on. */
    Optional<Answer> refusal(Routes.Access access, String method, Call call, InetAddress from) {
        String client = from.getHostAddress();
        if (!requests.take(client)) {
            return Optional.of(tooMany("More requests than this server takes from one address."));
        }
        if (access.ofStrangers()) {
            return links.take(client) ? Optional.empty() : Optional.of(tooMany("More requests than this server takes from one address."));
        }
        if (method.equals("POST") && call.header("sec-fetch-site").filter(s -> s.equals("cross-site") || s.equals("same-site")).isPresent()) {
            return Optional.of(Answer.problem(403, "Forbidden", "Pages of other sites may not send anything here."));
        }
        if (token.isEmpty()) {
            return localOnly(call, from);
        }
        if (access == Routes.Access.OPEN || entitled(access, call, client)) {
            return Optional.empty();
        }
        if (!wrongTokens.has(client)) {
            return Optional.of(tooMany("Too many wrong tokens."));
        }
        return Optional.of(Answer.problem(401, "Unauthorized", "Send the token: Authorization: Bearer …").with("WWW-Authenticate", "Bearer"));
    }

    private Optional<Answer> localOnly(Call call, InetAddress from) {
        if (!from.isLoopbackAddress()) {
            return Optional.of(Answer.problem(403, "Forbidden", "Without a token only this machine may come in."));
        }
        return call.header("host").map(Gate::withoutPort).filter(LOCAL_NAMES::contains).isPresent() ? Optional.empty()
                : Optional.of(Answer.problem(421, "Misdirected Request", "This server answers to localhost, 127.0.0.1 and [::1] only; "
                        + "start it with a token to reach it under another name."));
    }

    private static String withoutPort(String host) {
        return host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    }

    private boolean entitled(Routes.Access access, Call call, String client) {
        Optional<String> authorization = call.header("authorization");
        if (authorization.isPresent()) {
            String value = authorization.get();
            return value.toLowerCase(Locale.ROOT).startsWith(BEARER) && isToken(value.substring(BEARER.length()).strip(), client);
        }
        String cookie = call.cookies().get(COOKIE);
        return access == Routes.Access.PAGE && cookie != null && same(cookie, cookie());
    }

    /** Compares in a time that tells nothing, and gives no more than a few wrong guesses to a client. */
    boolean isToken(String guess, String client) {
        if (!wrongTokens.has(client)) {
            return false;
        }
        boolean right = token.isPresent() && same(guess, token.get());
        if (!right) {
            wrongTokens.take(client);
        }
        return right;
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(digest(a), digest(b));
    }

    /** What the browser keeps: proves that its owner knew the token, and does not tell it. */
    String cookie() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest("regard pages " + token.orElseThrow()));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Answer tooMany(String why) {
        return Answer.problem(429, "Too Many Requests", why).with("Retry-After", "1");
    }
}
