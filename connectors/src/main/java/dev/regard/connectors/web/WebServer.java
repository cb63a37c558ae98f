package dev.regard.connectors.web;

import dev.regard.engine.run.EngineView;
import dev.regard.engine.run.Intake;
import dev.regard.engine.run.Publishing;
import dev.regard.engine.run.VirtualTime;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server: API, pages, probes and metrics on one port. */
public final class WebServer implements AutoCloseable {
    /** An event waits in its thread for the disk, together with others: so many waiters make one group commit large. */
    private static final int THREADS = 128;
    private static final int IDLE_THREADS = 8;
    private static final int IDLE_MILLIS = 60_000;
    /** Connections that nobody uses do not hold up the stop; requests under way do, whatever this says. */
    private static final int SHUTDOWN_IDLE_MILLIS = 100;
    /** Ids are free text, so a path may hold an escaped slash, a double slash or two dots; no file is ever named by a path. */
    private static final UriCompliance FREE_IDS = UriCompliance.DEFAULT.with("ids", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_SEGMENT, UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
            UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT, UriCompliance.Violation.AMBIGUOUS_PATH_PARAMETER,
            UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS);

    private final Server server;
    private final InetSocketAddress address;

    private WebServer(Server server, InetSocketAddress address) {
        this.server = server;
        this.address = address;
    }

    /** The server cannot start as it was told to: the message says what to change. */
    public static final class CannotStart extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CannotStart(String what, Throwable cause) {
            super(what, cause);
        }
    }

    /**
     * Starts to listen.
     *
     * @param time empty when the engine runs by real time
     * @throws CannotStart when the address is taken or not this machine's, or is open to others without a token
     */
    public static WebServer start(WebSettings settings, EngineView view, Intake intake, Publishing rules, Optional<VirtualTime> time,
            MeterRegistry meters) {
        return start(settings, view, intake, rules, time, meters, Strangers.shutOut());
    }

    /** The same, with the doors for those who have no token. */
    public static WebServer start(WebSettings settings, EngineView view, Intake intake, Publishing rules, Optional<VirtualTime> time,
            MeterRegistry meters, Strangers strangers) {
        settings.refusal().ifPresent(why -> {
            throw new CannotStart(why, null);
        });
        InetAddress host = settings.address().orElseThrow();
        Gate gate = new Gate(settings, System::nanoTime);
        Routes routes = new Routes().on("POST", Api.ROOT + "events", Routes.Access.TOKEN, new EventsEndpoint(view, intake, meters));
        routes.on("POST", WebhookEndpoint.PATH, Routes.Access.SIGNED, new WebhookEndpoint(view, intake, strangers.webhooks(), strangers.wall(), meters));
        new EventsApi(view, intake).addTo(routes);
        new Api(view, rules, time).addTo(routes);
        new RulesApi(rules).addTo(routes);
        new RuleChangesApi(rules, view.organisation().zone()).addTo(routes);
        new Probes(view, meters).addTo(routes);
        strangers.links().ifPresent(t -> new Unsubscribe(view, intake, t).addTo(routes));
        Pages pages = new Pages(view, gate);
        pages.addTo(routes);
        Server server = server(host, settings.port(), new Site(routes, gate, pages, settings.largestBody(), meters));
        try {
            server.start();
        } catch (Exception e) {
            stopQuietly(server, e);
            throw new CannotStart("cannot listen at " + settings.host() + ":" + settings.port() + ": " + e.getMessage(), e);
        }
        int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        return new WebServer(server, new InetSocketAddress(host, port));
    }

    private static Server server(InetAddress host, int port, Handler site) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, IDLE_THREADS);
        threads.setName("http");
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setUriCompliance(FREE_IDS);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(host.getHostAddress());
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setShutdownIdleTimeout(SHUTDOWN_IDLE_MILLIS);
        server.addConnector(connector);
        server.setHandler(new Draining(site));
        return server;
    }

    /** Requests under way end in peace; new ones on kept-alive connections hear that it is over. */
    private static final class Draining extends GracefulHandler {
        Draining(Handler inner) {
            super(inner);
        }

        @Override
        protected void handleShutdownRejection(Request request, Response response, Callback callback) {
            Answer goodbye = Answer.problem(503, "Service Unavailable", "The engine is stopping.");
            response.setStatus(goodbye.status());
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, goodbye.contentType());
            response.getHeaders().put(HttpHeader.RETRY_AFTER, "10");
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            response.write(true, java.nio.ByteBuffer.wrap(goodbye.body()), callback);
        }
    }

    private static void stopQuietly(Server server, Exception why) {
        try {
            server.stop();
        } catch (Exception e) {
            why.addSuppressed(e);
        }
    }

    /** Where it listens; the port is the real one. */
    public InetSocketAddress address() {
        return address;
    }

    /** {@code http://HOST:PORT}. */
    public String url() {
        String host = address.getAddress().getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** Takes no more requests and gives those under way this long to end. */
    public void stop(Duration drain) {
        server.setStopTimeout(Math.max(1, drain.toMillis()));
        try {
            server.stop();
        } catch (java.util.concurrent.TimeoutException | java.util.concurrent.ExecutionException e) {
            org.slf4j.LoggerFactory.getLogger(WebServer.class).warn("requests were cut off after {}", drain);
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not stop", e);
        }
    }

    @Override
    public void close() {
        stop(Duration.ofSeconds(1));
    }
}
