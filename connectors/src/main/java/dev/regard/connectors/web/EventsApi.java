package dev.regard.connectors.web;

import static dev.regard.connectors.web.Routes.Access.TOKEN;

import dev.regard.connectors.json.CloudEventsJson;
import dev.regard.connectors.json.JsonTree;
import dev.regard.connectors.json.MalformedJson;
import dev.regard.engine.event.Event;
import dev.regard.engine.event.Problem;
import dev.regard.engine.run.EngineView;
import dev.regard.engine.run.Intake;
import dev.regard.engine.run.SetAside;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Events that were taken: one by its key, and those of which nothing could be made. */
final class EventsApi {
    private static final String SET_ASIDE = Api.ROOT + "events/set-aside";
    private final EngineView view;
    private final SetAside setAside;

    EventsApi(EngineView view, Intake intake) {
        this.view = view;
        setAside = new SetAside(view, intake);
    }

    void addTo(Routes routes) {
        routes.on("GET", Api.ROOT + "events/{key}", TOKEN, this::event)
                .on("GET", SET_ASIDE, TOKEN, this::all)
                .on("POST", SET_ASIDE + "/again", TOKEN, this::again);
    }

    private Answer event(Call call) {
        return Api.checked(new Query(call.query()), () -> view.event(call.rest()).map(recorded -> {
            Map<String, Object> tree = CloudEventsJson.tree(recorded.event());
            tree.put("regardreceived", recorded.receivedAt().toString());
            return Answer.json(tree);
        }).orElseGet(() -> Answer.notFound("No event has this key; decisions name theirs as event.")));
    }

    private Answer all(Call call) {
        return Api.checked(new Query(call.query()), () -> Answer.json(Json.object("items", setAside.all().stream().map(EventsApi::entry).toList())));
    }

    private static Map<String, Object> entry(SetAside.Entry entry) {
        Event event = entry.recorded().event();
        return Json.object("event", entry.decision().event(), "at", entry.decision().at(), "customer", entry.decision().customer(), "problem", entry.decision().detail().get("problem"),
                "again", entry.again(), "received", entry.recorded().receivedAt(), "source", event.source(), "id", event.id(), "type", event.type(), "time", event.time());
    }

    private Answer again(Call call) {
        if (!call.mediaType().equals(Answer.JSON) && !call.mediaType().isEmpty() || call.otherCharset()) {
            return Answer.problem(415, "Unsupported Media Type", "Which events comes as application/json; the body may be empty, which means all.").with("Accept", Answer.JSON);
        }
        Query query = new Query(call.query());
        return Api.checked(query, () -> {
            try {
                Intake.Receipt receipt = setAside.takeAgain(keys(call.body()));
                return Answer.json(202, Json.object("accepted", receipt.accepted(), "repeated", receipt.repeated()));
            } catch (MalformedJson e) {
                return Answer.refused(List.of(new Problem("body", e.getMessage())));
            } catch (WrongKeys | SetAside.NotSetAside e) {
                return Answer.refused(List.of(new Problem("events", e.getMessage())));
            }
        });
    }

    private static Set<String> keys(byte[] body) {
        Map<String, Object> fields = body.length == 0 ? Map.of() : JsonTree.readObject(body);
        if (!Set.of("events").containsAll(fields.keySet())) {
            throw new WrongKeys("is the only field that can be here");
        }
        if (!fields.containsKey("events")) {
            return Set.of();
        }
        if (!(fields.get("events") instanceof List<?> list) || list.isEmpty() || !list.stream().allMatch(String.class::isInstance)) {
            throw new WrongKeys("must be a list of keys of events; without it all are meant");
        }
        Set<String> keys = new LinkedHashSet<>();
        list.forEach(key -> keys.add((String) key));
        return keys;
    }

    private static final class WrongKeys extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WrongKeys(String why) {
            super(why);
        }
    }
}
