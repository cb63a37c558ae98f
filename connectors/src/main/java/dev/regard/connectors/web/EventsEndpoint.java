package dev.regard.connectors.web;

import dev.regard.connectors.json.CloudEventsJson;
import dev.regard.connectors.json.Reading;
import dev.regard.engine.crash.CrashPoint;
import dev.regard.engine.event.Problem;
import dev.regard.engine.run.EngineView;
import dev.regard.engine.run.Intake;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** {@code POST /api/v1/events}: CloudEvents over HTTP, structured, batched or binary. All of a body is taken or nothing. */
final class EventsEndpoint implements Routes.Endpoint {
    private static final String TAKEN = CloudEventsJson.EVENT + ", " + CloudEventsJson.BATCH + ", application/json with ce- headers";
    private final EngineView view;
    private final Intake intake;
    private final Counter accepted;
    private final Counter repeated;
    private final Counter refused;

    EventsEndpoint(EngineView view, Intake intake, MeterRegistry meters) {
        this.view = view;
        this.intake = intake;
        accepted = counter(meters, "accepted");
        repeated = counter(meters, "repeated");
        refused = counter(meters, "refused");
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("regard.http.events").description("Events that came over HTTP; of a refused body one is counted for each problem")
                .tag("outcome", outcome).register(meters);
    }

    @Override
    public Answer answer(Call call) {
        String type = call.mediaType();
        if (call.otherCharset()) {
            return unsupported("Events are written in UTF-8.");
        }
        if (type.equals(CloudEventsJson.EVENT)) {
            return taken(CloudEventsJson.structured(call.body(), view.arrival()));
        }
        if (type.equals(CloudEventsJson.BATCH)) {
            return taken(CloudEventsJson.batch(call.body(), view.arrival()));
        }
        boolean json = type.equals("application/json") || type.endsWith("+json") && !type.startsWith("application/cloudevents");
        boolean binary = call.headers().keySet().stream().anyMatch(h -> h.startsWith("ce-"));
        if (binary && (json || type.isEmpty() && call.body().length == 0)) {
            return taken(CloudEventsJson.binary(call.headers(), call.body(), view.arrival()));
        }
        return unsupported(binary ? "The data of an event must be application/json." : "Events come as " + TAKEN + ".");
    }

    private Answer unsupported(String why) {
        return Answer.problem(415, "Unsupported Media Type", why).with("Accept", TAKEN);
    }

    private Answer taken(Reading reading) {
        if (reading instanceof Reading.Refused no) {
            List<Problem> problems = no.problems();
            refused.increment(problems.size());
            return Answer.refused(problems);
        }
        Intake.Receipt receipt = intake.accept(((Reading.Events) reading).events());
        CrashPoint.BEFORE_ACKNOWLEDGEMENT.pass();
        accepted.increment(receipt.accepted());
        repeated.increment(receipt.repeated());
        return Answer.json(202, Json.object("accepted", receipt.accepted(), "repeated", receipt.repeated()));
    }
}
