package dev.regard.connectors.web;

import dev.regard.engine.crash.CrashPoint;
import dev.regard.engine.run.Intake;
import dev.regard.engine.run.Refrain;
import dev.regard.engine.store.StoreUnavailable;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From Jetty's request to a call, through the gate and the routes, and the answer back. */
final class Site extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(Site.class);
    private static final byte[] NOTHING = new byte[0];
    /** Of whom nothing is asked but a link: a form of two fields. */
    private static final int LARGEST_OF_ANYBODY = 16_384;
    /** Of whoever says to be another system, which shows only when the body is there. */
    private static final int LARGEST_SIGNED = 1 << 20;
    /** Nothing from elsewhere, nothing inline; no other page may frame this one. */
    private static final Map<String, String> SECURITY = Map.of(
            "Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin");

    private final Routes routes;
    private final Gate gate;
    private final ErrorPages errors;
    private final int largestBody;
    private final BodyRoom room;
    private final BodyRoom strangersRoom;
    private final MeterRegistry meters;
    private final Refrain refrain = new Refrain(System::nanoTime);

    Site(Routes routes, Gate gate, ErrorPages errors, int largestBody, MeterRegistry meters) {
        this.routes = routes;
        this.gate = gate;
        this.errors = errors;
        this.largestBody = largestBody;
        room = BodyRoom.forBodiesOf(largestBody);
        strangersRoom = BodyRoom.forBodiesOf(LARGEST_SIGNED);
        this.meters = meters;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Optional<Routes.Found> found = routes.find(request.getHttpURI().getPath());
        Exchange exchange = new Exchange(request, response, callback, found.map(f -> f.route().template()).orElse("none"));
        Call call;
        try {
            call = call(request, found.map(Routes.Found::rest).orElse(""), NOTHING);
        } catch (IllegalArgumentException e) {
            exchange.answer(Answer.problem(400, "Bad Request", "The URL is not written in UTF-8."));
            return true;
        }
        Routes.Access access = found.map(f -> f.route().access()).orElse(Routes.Access.PAGE);
        Optional<Answer> refusal = gate.refusal(access, request.getMethod(), call, client(request));
        if (refusal.isPresent()) {
            exchange.answer(errors.forPeople(refusal.get(), request.getHttpURI().getPath(), call));
            return true;
        }
        if (found.isEmpty()) {
            exchange.answer(errors.forPeople(Answer.notFound("There is nothing at this address."), request.getHttpURI().getPath(), call));
            return true;
        }
        route(exchange, found.get().route(), call);
        return true;
    }

    private void route(Exchange exchange, Routes.Route route, Call call) {
        String method = exchange.request.getMethod();
        Routes.Endpoint endpoint = route.byMethod().get(method.equals("HEAD") ? "GET" : method);
        if (endpoint == null) {
            exchange.answer(Answer.problem(405, "Method Not Allowed", "This address takes " + route.allowed() + ".").with("Allow", route.allowed()));
            return;
        }
        if (!method.equals("POST")) {
            exchange.work();
            exchange.answer(answered(endpoint, call));
            return;
        }
        Optional<Answer> refusal = endpoint.refusal(call);
        if (refusal.isPresent()) {
            exchange.answer(refusal.get());
            return;
        }
        boolean stranger = route.access() == Routes.Access.LINK || route.access() == Routes.Access.SIGNED;
        int largest = Math.min(largestBody, switch (route.access()) {
            case LINK -> LARGEST_OF_ANYBODY;
            case SIGNED -> LARGEST_SIGNED;
            default -> Integer.MAX_VALUE;
        });
        if (exchange.request.getLength() > (long) largest * 2) {
            exchange.answer(tooLarge(largest));
            return;
        }
        CompletableFuture<Body.Read> body = Body.read(exchange.request, largest, stranger ? strangersRoom : room);
        // what has come already is worked on here; else the thread goes back until the rest is there
        if (body.isDone()) {
            withBody(exchange, endpoint, call, body, largest);
        } else {
            body.whenCompleteAsync((read, failure) -> withBody(exchange, endpoint, call, body, largest), getServer().getThreadPool());
        }
    }

    private void withBody(Exchange exchange, Routes.Endpoint endpoint, Call call, CompletableFuture<Body.Read> body, int largest) {
        if (body.isCompletedExceptionally()) {
            exchange.callback.failed(body.handle((read, failure) -> failure).join());
            return;
        }
        Body.Read read = body.join();
        try {
            exchange.work();
            exchange.answer(switch (read.end()) {
                case WHOLE -> answered(endpoint, call.with(read.bytes()));
                case TOO_LARGE -> tooLarge(largest);
                case CROWDED_OUT -> Answer.problem(503, "Service Unavailable", "More is being sent at this moment than there is room for. Nothing was taken; send it again.")
                        .with("Retry-After", "5");
                case TOO_SLOW -> Answer.problem(408, "Request Timeout", "A body is here within " + Body.LONGEST.toSeconds() + " seconds, or is not read.").with("Connection", "close");
            });
        } finally {
            read.done();
        }
    }

    private static Answer tooLarge(int largest) {
        return Answer.problem(413, "Content Too Large", "A body has at most " + largest + " bytes; events can be sent in smaller batches.");
    }

    private Answer answered(Routes.Endpoint endpoint, Call call) {
        try {
            return endpoint.answer(call);
        } catch (Intake.Busy e) {
            return Answer.problem(503, "Service Unavailable", "Nothing was taken: " + e.getMessage() + ". Send it again.").with("Retry-After", "1");
        } catch (StoreUnavailable e) {
            refrain.say("the store does not answer: " + e.getMessage()).ifPresent(LOG::warn);
            return Answer.problem(503, "Service Unavailable", "The store does not answer. Sending it again is safe.").with("Retry-After", "5");
        } catch (RuntimeException e) {
            LOG.error("a request failed", e);
            return Answer.problem(500, "Internal Server Error", "The server's log says why.");
        }
    }

    private static Call call(Request request, String rest, byte[] body) {
        Map<String, String> headers = new HashMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.putIfAbsent(field.getName().toLowerCase(Locale.ROOT), field.getValue() == null ? "" : field.getValue());
        }
        Map<String, String> query = new LinkedHashMap<>();
        for (Fields.Field field : Request.extractQueryParameters(request)) {
            query.put(field.getName(), field.getValue() == null ? "" : field.getValue());
        }
        Map<String, String> cookies = new HashMap<>();
        Request.getCookies(request).forEach(cookie -> cookies.putIfAbsent(cookie.getName(), cookie.getValue()));
        return new Call(rest, query, headers, cookies, client(request).getHostAddress(), body);
    }

    private static InetAddress client(Request request) {
        return ((InetSocketAddress) request.getConnectionMetaData().getRemoteSocketAddress()).getAddress();
    }

    /** One request on its way: knows where its answer goes and how long it took. */
    private final class Exchange {
        private final Request request;
        private final Response response;
        private final Callback callback;
        private final String template;

        Exchange(Request request, Response response, Callback callback, String template) {
            this.request = request;
            this.response = response;
            this.callback = callback;
            this.template = template;
        }

        /** The request is here: from now on it is us who take our time, and moving a virtual clock by a year takes some. */
        void work() {
            request.addIdleTimeoutListener(timeout -> false);
        }

        void answer(Answer answer) {
            response.setStatus(answer.status());
            SECURITY.forEach(response.getHeaders()::put);
            if (answer.contentType() != null) {
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
            }
            if (!answer.headers().containsKey("Cache-Control")) {
                response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
            }
            answer.headers().forEach(response.getHeaders()::put);
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
            record(answer);
            response.write(true, ByteBuffer.wrap(answer.body()), callback);
            if (answer.status() == 202) {
                CrashPoint.AFTER_ACKNOWLEDGEMENT.pass();
            }
        }

        /** By the route's template: paths and parameters hold personal data. */
        private void record(Answer answer) {
            Duration took = Duration.ofNanos(System.nanoTime() - request.getBeginNanoTime());
            Timer.builder("regard.http.requests").description("Requests by route, method and status")
                    .tag("route", template).tag("method", method()).tag("status", String.valueOf(answer.status()))
                    .register(meters).record(took);
            LOG.debug("{} {} {} {} ms", method(), template, answer.status(), took.toMillis());
        }

        /** A made-up method must not make a new series. */
        private String method() {
            return switch (request.getMethod()) {
                case "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH" -> request.getMethod();
                default -> "other";
            };
        }
    }
}
