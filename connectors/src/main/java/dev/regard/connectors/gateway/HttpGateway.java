package dev.regard.connectors.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.regard.connectors.json.JsonTree;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.outbox.Carrier.Attempt;
import dev.regard.engine.outbox.Carrier.Result;
import dev.regard.engine.run.Rest;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hands messages to one gateway, signed as Standard Webhooks 1.0: the dispatch's id is the {@code webhook-id}, the same in each try, so a gateway that
 * remembers it takes a message once however often it comes.
 */
final class HttpGateway {
    private static final Duration LONGEST_REST = Duration.ofDays(1);
    private static final int MOST_OF_A_BODY = 64 << 10;
    private static final int BUSY = 503;
    /** Of a body in a reason, in characters. */
    private static final int SHOWN = 200;
    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*\"?([A-Za-z0-9_:.-]+)");
    private final Mapping mapping;
    private final InstantSource wall;
    private final Limits limits;
    private final HttpClient client;
    private final Rest rest;
    private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @param connect for the connection
     * @param whole   from its beginning to the head of the answer, and to the end of its body where that is read
     */
    record Limits(Duration connect, Duration whole) {
        static final Limits USUAL = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(20));
    }

    HttpGateway(Mapping mapping, InstantSource wall, InstantSource clock, Limits limits) {
        this.mapping = mapping;
        this.wall = wall;
        this.limits = limits;
        this.rest = new Rest(clock);
        this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER).connectTimeout(limits.connect()).build();
    }

    Attempt carry(Dispatch dispatch) {
        if (closed) {
            return new Attempt(Result.DELAYED, "the engine is being stopped");
        }
        Duration left = rest.left();
        if (!left.isZero()) {
            return new Attempt(Result.UNTRIED, mapping + " did not answer and is left alone for a while", left);
        }
        CompletableFuture<HttpResponse<byte[]>> call = client.sendAsync(request(dispatch), head -> new BoundedBody(isRead(head.statusCode()) ? MOST_OF_A_BODY : 0));
        underWay.add(call);
        if (closed) {
            call.cancel(true);
        }
        try {
            HttpResponse<byte[]> answer = call.get(limits.whole().toMillis(), TimeUnit.MILLISECONDS);
            rest.answered();
            return judged(answer);
        } catch (TimeoutException e) {
            call.cancel(true);
            rest.noAnswer();
            return lost("no answer in time");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            boolean unbegun = cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
            if (closed && !unbegun) {
                return lost("the engine is being stopped"); // the client says in several ways that it was cut off
            }
            rest.noAnswer();
            return unbegun ? new Attempt(Result.DELAYED, mapping + " cannot be reached") : lost(cause.getClass().getSimpleName());
        } catch (CancellationException e) {
            return lost("the engine is being stopped");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            call.cancel(true);
            return lost("the engine is being stopped");
        } finally {
            underWay.remove(call);
        }
    }

    /** It may have been taken; where the gateway knows it again, asking once more is the way to find out. */
    private Attempt lost(String how) {
        return new Attempt(mapping.idempotent() ? Result.UNANSWERED : Result.UNCERTAIN, mapping + ": the answer was lost: " + how);
    }

    /**
     * A refusal of our sign-in, of the path or the form of what we send, a redirect, and a gateway that is busy say nothing about the message: it waits. Any other
     * refusal would be the same the next time. A gateway or proxy that fails (5xx) may have handed it on before.
     */
    private Attempt judged(HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        String words = mapping + " answers " + status;
        return switch (status / 100) {
            case 2 -> mapping.check().map(check -> judged(answer, check, words)).orElseGet(() -> new Attempt(Result.SENT, words));
            case 4 -> switch (status) {
                case 401, 403, 404, 405, 407, 408, 411, 415, 425, 429 -> delayed(answer, words);
                default -> new Attempt(Result.REFUSED, words);
            };
            case 5 -> status == BUSY ? delayed(answer, words) : lost("it answers " + status);
            default -> delayed(answer, words);
        };
    }

    private boolean isRead(int status) {
        return status / 100 == 2 && mapping.check().isPresent();
    }

    /** A body that is none of the gateway's own says nothing about the message, so that the answer is as good as lost. */
    private Attempt judged(HttpResponse<byte[]> answer, AnswerCheck check, String words) {
        String body = new String(answer.body(), charset(answer)).replaceFirst("^\uFEFF", "");
        if (answer.body().length > MOST_OF_A_BODY) {
            return lost("its body is longer than " + MOST_OF_A_BODY + " bytes: " + beginning(body));
        }
        JsonNode tree;
        try {
            tree = JsonTree.mapper().readTree(body);
        } catch (JsonProcessingException e) {
            return lost("its body is no JSON: " + beginning(body));
        }
        if (!tree.isContainerNode()) {
            return lost(body.isBlank() ? "its body is empty" : "its body is no object of JSON: " + beginning(body));
        }
        Result result = check.judge(tree);
        return switch (result) {
            case SENT -> new Attempt(result, words);
            case DELAYED -> delayed(answer, words + ": " + beginning(body));
            default -> new Attempt(result, words + ": " + beginning(body));
        };
    }

    private static Charset charset(HttpResponse<?> answer) {
        try {
            return answer.headers().firstValue("content-type").map(CHARSET::matcher).filter(Matcher::find).map(m -> Charset.forName(m.group(1))).orElse(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }

    private static String beginning(String body) {
        String plain = body.replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ").strip();
        boolean longer = plain.codePointCount(0, plain.length()) > SHOWN;
        return longer ? plain.substring(0, plain.offsetByCodePoints(0, SHOWN)) + "…" : plain;
    }

    private Attempt delayed(HttpResponse<?> answer, String words) {
        Optional<Duration> asked = answer.headers().firstValue("retry-after").flatMap(this::asked);
        return new Attempt(Result.DELAYED, words, asked.orElse(Duration.ZERO));
    }

    /** Seconds or a date (RFC 9110, 10.2.3); at most a day. */
    private Optional<Duration> asked(String text) {
        try {
            Duration asked = text.strip().matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(text.strip()))
                    : Duration.between(wall.instant(), ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
            return asked.isNegative() ? Optional.empty() : Optional.of(asked.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : asked);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private HttpRequest request(Dispatch dispatch) {
        byte[] body = JsonTree.write(filled(mapping.body(), blanks(dispatch)));
        Instant now = wall.instant();
        HttpRequest.Builder request = HttpRequest.newBuilder(mapping.url()).POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .header("Content-Type", "application/json").header("User-Agent", "regard")
                .header("webhook-id", dispatch.id()).header("webhook-timestamp", String.valueOf(now.getEpochSecond()))
                .header("webhook-signature", signature(dispatch.id(), now.getEpochSecond(), body));
        mapping.headers().forEach(request::setHeader);
        return request.build();
    }

    private String signature(String id, long timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(mapping.secret(), "HmacSHA256"));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }

    private static Map<String, String> blanks(Dispatch dispatch) {
        return Map.of("id", dispatch.id(), "address", dispatch.recipient(), "subject", dispatch.subject(), "text", dispatch.body(),
                "language", Objects.toString(dispatch.language(), ""), "customer", dispatch.customer());
    }

    /** The tree with the blanks of its texts filled; what is filled in is never read for blanks, and the writer of JSON escapes it. */
    private static Object filled(Object tree, Map<String, String> blanks) {
        if (tree instanceof Map<?, ?> map) {
            Map<String, Object> filled = new LinkedHashMap<>();
            map.forEach((key, value) -> filled.put((String) key, filled(value, blanks)));
            return filled;
        }
        if (tree instanceof List<?> list) {
            return list.stream().map(item -> filled(item, blanks)).toList();
        }
        return tree instanceof String text ? GatewayFile.BLANK.matcher(text).replaceAll(blank -> Matcher.quoteReplacement(blanks.get(blank.group(1)))) : tree;
    }

    /** Nothing more is begun; what is under way ends at once, and it is not known whether it was taken. */
    void close() {
        closed = true;
        underWay.forEach(call -> call.cancel(true));
    }
}
