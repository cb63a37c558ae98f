package dev.regard.connectors.web;

import static dev.regard.connectors.web.Routes.Access.TOKEN;

import dev.regard.engine.event.Problem;
import dev.regard.engine.run.Publishing;
import dev.regard.engine.run.Publishing.Publication;
import java.util.Map;
import java.util.Optional;

/** {@code /api/v1/rules}: the published rule set, and the way to publish another one. Its files travel as a zip archive. */
final class RulesApi {
    private static final String ROOT = Api.ROOT + "rules";
    private static final String ZIP = "application/zip";
    private final Publishing publishing;

    RulesApi(Publishing publishing) {
        this.publishing = publishing;
    }

    void addTo(Routes routes) {
        routes.on("GET", ROOT, TOKEN, call -> Api.checked(new Query(call.query()), () -> Answer.json(publication(publishing.latest()))))
                .on("GET", ROOT + "/files", TOKEN, this::files)
                .on("POST", ROOT + "/publish", TOKEN, this::publish);
    }

    private Answer files(Call call) {
        Query query = new Query(call.query());
        String version = query.text("version");
        return Api.checked(query, () -> RuleChangesApi.tried(() -> Optional.ofNullable(version).map(v -> publishing.changes().flatMap(c -> c.archive(v))).orElseGet(() -> Optional.of(publishing.archive()))
                .map(zip -> new Answer(200, ZIP, zip, Map.of("Content-Disposition", "attachment; filename=\"rules.zip\"")))
                .orElseGet(() -> Answer.notFound("There is no rule set " + version + "."))));
    }

    private Answer publish(Call call) {
        if (!call.mediaType().equals(ZIP)) {
            return Answer.problem(415, "Unsupported Media Type", "The files of a rule set come as " + ZIP + ".").with("Accept", ZIP);
        }
        Query query = new Query(call.query());
        String reason = query.required("reason");
        return Api.checked(query, () -> {
            try {
                return Answer.json(publication(publishing.publish(call.body(), reason)));
            } catch (Publishing.Refused e) {
                return Answer.problem(400, "Bad Request", e.getMessage(), e.problems());
            }
        });
    }

    static Map<String, Object> publication(Publication p) {
        return Json.object("version", p.version(), "since", p.since(), "reason", p.reason(), "warnings", p.warnings().stream().map(RulesApi::problem).toList());
    }

    static Map<String, Object> problem(Problem problem) {
        return Json.object("path", problem.path(), "reason", problem.reason());
    }
}
