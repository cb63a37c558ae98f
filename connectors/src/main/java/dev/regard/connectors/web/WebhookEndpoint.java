package dev.regard.connectors.web;

import dev.regard.connectors.json.Reading;
import dev.regard.connectors.web.webhook.Webhook;
import dev.regard.connectors.web.webhook.Webhooks;
import dev.regard.engine.event.Event;
import dev.regard.engine.event.Problem;
import dev.regard.engine.run.EngineView;
import dev.regard.engine.run.Intake;
import dev.regard.engine.run.Refrain;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /webhooks/SOURCE}: events of other systems, believed by their signature alone. All of a body is taken or nothing; what was believed and
 * not understood is refused and kept, or where it cannot be kept, is left to the sender to bring again.
 */
final class WebhookEndpoint implements Routes.Endpoint {
    static final String PATH = "/webhooks/{source}";
    private static final Logger LOG = LoggerFactory.getLogger(WebhookEndpoint.class);
    private final EngineView view;
    private final Intake intake;
    private final Webhooks webhooks;
    private final InstantSource wall;
    private final MeterRegistry meters;
    private final Refrain refrain = new Refrain(System::nanoTime);

    /** @param wall the time on the wall, which signatures are held against */
    WebhookEndpoint(EngineView view, Intake intake, Webhooks webhooks, InstantSource wall, MeterRegistry meters) {
        this.view = view;
        this.intake = intake;
        this.webhooks = webhooks;
        this.wall = wall;
        this.meters = meters;
    }

    @Override
    public Optional<Answer> refusal(Call call) {
        return webhooks.source(call.rest()).isPresent() ? Optional.empty() : Optional.of(Answer.notFound("There is no source of this name in webhooks.yaml."));
    }

    @Override
    public Answer answer(Call call) {
        Webhook source = webhooks.source(call.rest()).orElseThrow();
        if (source.isPing(call.headers(), call.body())) {
            return Answer.json(200, Json.object());
        }
        Optional<String> refusal = source.refusal(call.headers(), call.body(), wall.instant());
        if (refusal.isPresent()) {
            count(source, "unproven", 1);
            refrain.say("a delivery to /webhooks/" + source.name() + " was refused: " + refusal.get()).ifPresent(LOG::warn);
            return Answer.problem(401, "Unauthorized", "The delivery is not believed: " + refusal.get() + ".");
        }
        if (call.otherCharset()) {
            return refused(source, call, List.of(new Problem("body", "says that it is not written in UTF-8: " + call.headers().get("content-type"))));
        }
        Reading reading = source.read(call.mediaType(), call.headers(), call.body(), view.arrival());
        if (reading instanceof Reading.Refused no) {
            return refused(source, call, no.problems());
        }
        Reading.Events read = (Reading.Events) reading;
        List<Event> events = read.events();
        if (events.isEmpty()) {
            count(source, "meaningless", 1);
        }
        Intake.Receipt receipt = intake.accept(events);
        understood(source, call);
        count(source, "accepted", receipt.accepted());
        count(source, "repeated", receipt.repeated());
        Map<String, Object> taken = Json.object("accepted", receipt.accepted(), "repeated", receipt.repeated());
        if (events.isEmpty()) {
            taken.put("reason", read.nothing());
        }
        return Answer.json(202, taken);
    }

    private void understood(Webhook source, Call call) {
        try {
            webhooks.understood(source, call.headers(), call.body());
        } catch (UncheckedIOException e) {
            LOG.warn("{}", e.getMessage(), e);
        }
    }

    private Answer refused(Webhook source, Call call, List<Problem> problems) {
        count(source, "refused", 1);
        String why;
        try {
            Optional<Path> kept = webhooks.putAside(source, call.headers(), call.body(), problems, wall.instant());
            if (kept.isPresent()) {
                LOG.warn("a delivery to /webhooks/{} was refused: {}; it is kept in {}", source.name(), problems.get(0), kept.get());
                return Answer.refused(problems);
            }
            why = "too many are kept already";
        } catch (UncheckedIOException e) {
            why = e.getCause().toString();
        }
        refrain.say("a delivery to /webhooks/" + source.name() + " was not understood and could not be kept: " + why).ifPresent(LOG::error);
        String detail = "No event can be made of the delivery, and it could not be kept for a person to look at. Send it again.";
        return Answer.problem(503, "Service Unavailable", detail, problems).with("Retry-After", "60");
    }

    private void count(Webhook source, String outcome, int count) {
        meters.counter("regard.webhook.events", "source", source.name(), "outcome", outcome).increment(count);
    }
}
