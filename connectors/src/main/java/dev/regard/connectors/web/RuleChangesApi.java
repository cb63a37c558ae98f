package dev.regard.connectors.web;

import static dev.regard.connectors.web.Routes.Access.TOKEN;

import dev.regard.connectors.json.JsonTree;
import dev.regard.connectors.json.MalformedJson;
import dev.regard.engine.event.Problem;
import dev.regard.engine.run.Publishing;
import dev.regard.engine.run.Publishing.Refused;
import dev.regard.engine.run.RuleChanges;
import dev.regard.engine.run.RuleChanges.Exemption;
import dev.regard.engine.run.RuleChanges.NotKnown;
import dev.regard.engine.run.RuleChanges.NotNow;
import dev.regard.engine.run.RuleChanges.Proposal;
import dev.regard.engine.run.RuleChanges.Release;
import dev.regard.engine.run.RuleChanges.Statement;
import dev.regard.engine.run.RuleChanges.TakenBack;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code /api/v1/rules/...}: changes of the rules in steps, and single tables. */
final class RuleChangesApi {
    private static final String ROOT = Api.ROOT + "rules/";
    private static final String ZIP = "application/zip";
    private static final Map<String, String> TABLES = Map.of("text/csv", "csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");
    private final Publishing publishing;
    private final ZoneId zone;

    /** @param zone the company's, for a day without a time */
    RuleChangesApi(Publishing publishing, ZoneId zone) {
        this.publishing = publishing;
        this.zone = zone;
    }

    void addTo(Routes routes) {
        routes.on("GET", ROOT + "versions", TOKEN, call -> asked(call, query -> () -> Json.object("items", changes().history().stream().map(RuleChangesApi::release).toList())))
                .on("GET", ROOT + "drafts", TOKEN, call -> asked(call, query -> () -> Json.object("items", changes().proposals().stream().map(RuleChangesApi::proposal).toList())))
                .on("POST", ROOT + "drafts", TOKEN, this::propose)
                .on("POST", ROOT + "drafts/{draft}", TOKEN, this::draft)
                .on("POST", ROOT + "check", TOKEN, call -> zipped(call, query -> () -> Json.object("problems", changes().check(call.body()).stream().map(RuleChangesApi::finding).toList())))
                .on("POST", ROOT + "rollback", TOKEN, this::rollBack)
                .on("GET", ROOT + "catalogue", TOKEN, call -> asked(call, query -> {
                    String version = version(query, "version");
                    return () -> changes().catalogue(version);
                }))
                .on("GET", ROOT + "outcome", TOKEN, this::outcome)
                .on("GET", ROOT + "scenario", TOKEN, this::scenario)
                .on("GET", ROOT + "diff", TOKEN, this::difference)
                .on("POST", ROOT + "backtest", TOKEN, this::trial)
                .on("GET", ROOT + "tables", TOKEN, this::tables)
                .on("GET", ROOT + "tables/{table}", TOKEN, this::table)
                .on("POST", ROOT + "tables/{table}", TOKEN, this::proposeTable);
    }

    /** Reads parameters and gives what is done when they are right. */
    private interface Question {
        Supplier<Object> with(Query query);
    }

    private RuleChanges changes() {
        return publishing.changes().orElseThrow(() -> new NotNow("This engine keeps no history of its rules."));
    }

    private static Answer asked(Call call, Question question) {
        return answered(call, question, 200);
    }

    private static Answer answered(Call call, Question question, int status) {
        Query query = new Query(call.query());
        Supplier<Object> work = question.with(query);
        return Api.checked(query, () -> tried(() -> Answer.json(status, work.get())));
    }

    static Answer tried(Supplier<Answer> work) {
        try {
            return work.get();
        } catch (Refused e) {
            return Answer.problem(400, "Bad Request", e.getMessage(), e.problems());
        } catch (NotKnown e) {
            return Answer.notFound(e.getMessage());
        } catch (NotNow e) {
            return Answer.problem(409, "Conflict", e.getMessage(), e.problems());
        }
    }

    private static Answer zipped(Call call, Question question) {
        return call.mediaType().equals(ZIP) ? asked(call, question)
                : Answer.problem(415, "Unsupported Media Type", "The files of a rule set come as " + ZIP + ".").with("Accept", ZIP);
    }

    private static Statement statement(Query query) {
        String person = query.text("by");
        String reason = query.required("reason");
        String expected = query.text("expect");
        return new Statement(person == null ? "" : person, reason == null ? "" : reason, expected == null ? "" : expected);
    }

    private static String version(Query query, String name) {
        String version = query.text(name);
        return version == null ? RuleChanges.PUBLISHED : version;
    }

    private Answer propose(Call call) {
        return zipped(call, query -> {
            Statement statement = statement(query);
            return () -> proposal(changes().propose(call.body(), statement));
        });
    }

    /** {@code VERSION/approve}, {@code VERSION/publish} or {@code VERSION/withdraw}. */
    private Answer draft(Call call) {
        int slash = call.rest().lastIndexOf('/');
        String version = slash < 0 ? call.rest() : call.rest().substring(0, slash);
        return switch (slash < 0 ? "" : call.rest().substring(slash + 1)) {
            case "approve" -> asked(call, query -> {
                String person = query.required("by");
                return () -> proposal(changes().approve(version, person));
            });
            case "publish" -> asked(call, query -> {
                Instant at = query.instant("at", zone);
                String share = query.text("share");
                Exemption exemption = exemption(query);
                String over = query.text("over");
                if (share != null) {
                    return () -> proposal(changes().stage(version, share.matches("\\d{1,2}") ? Integer.parseInt(share) : 0, at, exemption, over));
                }
                return () -> RulesApi.publication(changes().publish(version, at, exemption, over));
            });
            case "withdraw" -> asked(call, query -> () -> {
                changes().withdraw(version);
                return Json.object("withdrawn", version);
            });
            default -> Answer.notFound("A draft can be approved, published and withdrawn: " + ROOT + "drafts/VERSION/approve, /publish, /withdraw.");
        };
    }

    private static Exemption exemption(Query query) {
        String person = query.text("by");
        String reason = query.text("override");
        return reason == null ? null : new Exemption(person == null ? "" : person, reason, List.of());
    }

    private Answer rollBack(Call call) {
        return asked(call, query -> {
            Optional<String> to = Optional.ofNullable(query.text("to"));
            String of = query.text("of");
            query.required("by");
            Statement statement = statement(query);
            return () -> {
                TakenBack taken = changes().rollBack(to, statement, of);
                Map<String, Object> answer = RulesApi.publication(taken.publication());
                answer.put("takenBack", Json.object("version", taken.version(), "share", taken.share()));
                return answer;
            };
        });
    }

    private Answer difference(Call call) {
        return asked(call, query -> {
            String from = version(query, "from");
            String to = version(query, "to");
            return () -> Json.object("from", from, "to", to, "lines", changes().difference(from, to));
        });
    }

    private Answer scenario(Call call) {
        Query query = new Query(call.query());
        String customer = query.required("customer");
        return Api.checked(query, () -> tried(() -> new Answer(200, "application/yaml", changes().scenario(customer).getBytes(StandardCharsets.UTF_8), Map.of())));
    }

    private Answer trial(Call call) {
        return asked(call, query -> {
            String draft = query.required("draft");
            LocalDate from = date(query.required("from"));
            LocalDate to = date(query.required("to"));
            return () -> {
                if (from == null || to == null) {
                    throw new Refused("'from' and 'to' are days such as 2026-03-01.", List.of());
                }
                return changes().trial(draft, from, to);
            };
        });
    }

    private Answer outcome(Call call) {
        return asked(call, query -> {
            String row = query.text("row");
            String told = query.text("from");
            LocalDate from = date(told);
            return () -> {
                if (told != null && from == null) {
                    throw new Refused("'from' is a day such as 2026-03-01.", List.of());
                }
                return row == null ? changes().outcome() : changes().outcome(row, from);
            };
        });
    }

    private static LocalDate date(String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private Answer tables(Call call) {
        return asked(call, query -> {
            String version = version(query, "version");
            return () -> Json.object("version", version, "items", changes().tables(version));
        });
    }

    private Answer table(Call call) {
        Query query = new Query(call.query());
        String version = version(query, "version");
        String format = query.text("format");
        return Api.checked(query, () -> tried(() -> {
            if (format == null || format.equals("json")) {
                return Answer.json(changes().table(version, call.rest()));
            }
            Optional<String> type = TABLES.entrySet().stream().filter(t -> t.getValue().equals(format)).map(Map.Entry::getKey).findFirst();
            return type.map(t -> new Answer(200, t, changes().tableFile(version, call.rest(), format), Map.of("Content-Disposition",
                    "attachment; filename=\"" + call.rest().replaceAll("[^a-z0-9-]", "") + "." + format + "\""))).orElseGet(() -> Answer.refused(List.of(
                            new Problem("format", "is json, csv or xlsx"))));
        }));
    }

    private Answer proposeTable(Call call) {
        boolean json = call.mediaType().equals(Answer.JSON);
        if (!json && !TABLES.containsKey(call.mediaType())) {
            return Answer.problem(415, "Unsupported Media Type", "A table comes as JSON, CSV or XLSX.").with("Accept", Answer.JSON + ", " + String.join(", ", TABLES.keySet()));
        }
        return asked(call, query -> {
            String base = version(query, "version");
            Statement statement = statement(query);
            return () -> proposal(changes().proposeTable(base, call.rest(), json ? "csv" : TABLES.get(call.mediaType()), json ? csv(call.body()) : call.body(), statement));
        });
    }

    @SuppressWarnings("unchecked")
    private byte[] csv(byte[] body) {
        String words = "The table is no JSON object with title, sentence, headings and rows.";
        try {
            if (JsonTree.read(body) instanceof Map<?, ?> table) {
                return changes().csv((Map<String, Object>) table);
            }
        } catch (MalformedJson e) {
            throw new Refused(words, List.of(new Problem("body", e.getMessage())));
        }
        throw new Refused(words, List.of(new Problem("body", "an object is expected here")));
    }

    private static Map<String, Object> proposal(Proposal p) {
        return Json.object("version", p.version(), "by", p.statement().person(), "reason", p.statement().reason(), "expected", p.statement().expected(), "at", p.at(),
                "approvals", approvals(p.approvals()), "base", p.base(), "publishAt", p.publishAt(), "shareAt", p.publishAt() == null ? null : p.shareAt(), "share", p.percent(), "trouble", p.trouble(), "override", override(p.exemption()), "warnings", problems(p.warnings()));
    }

    private static Map<String, Object> release(Release r) {
        return Json.object("version", r.version(), "by", r.statement().person(), "reason", r.statement().reason(), "expected", r.statement().expected(),
                "approvals", approvals(r.approvals()), "at", r.at(), "how", r.how(), "share", r.share(), "override", override(r.exemption()), "note", r.note());
    }

    private static Map<String, Object> override(Exemption exemption) {
        return exemption == null ? null : Json.object("by", exemption.person(), "reason", exemption.reason(), "exceeded", exemption.exceeded());
    }

    private static List<Map<String, Object>> approvals(List<RuleChanges.Approval> all) {
        return all.stream().map(a -> Json.object("by", a.person(), "at", a.at(), "base", a.base())).toList();
    }

    private static Map<String, Object> finding(RuleChanges.Finding finding) {
        Map<String, Object> tree = RulesApi.problem(finding.problem());
        finding.customers().ifPresent(customers -> tree.put("customers", customers));
        return tree;
    }

    private static List<Map<String, Object>> problems(List<Problem> all) {
        return all.stream().map(RulesApi::problem).toList();
    }
}
