package dev.regard.routes.command;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.regard.engine.decision.Cause;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.decision.Language;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.decision.Sentence;
import dev.regard.engine.decision.Terms;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.rule.Attribute;
import dev.regard.routes.remote.EngineClient;
import dev.regard.routes.settings.Setting;
import dev.regard.routes.settings.Settings;
import dev.regard.routes.wiring.Company;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code explain}: why things are as they are for one customer. */
@Command(name = "explain", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Prints who a customer is to us, and each decision about them with its reasons: table, row, and the facts that it met.",
        footer = {"", "Examples:",
                "  regard explain C-1001",
                "  regard explain email:li@example.com --language zh",
                "  regard explain C-1001 --why-not tiers",
                "  regard explain C-1001 --why-not revisits --given after=purchase,category=wood-floor",
                "  regard explain C-1001 --why-not-touch birthday/greeting",
                "  regard explain C-1001 --why-not tiers --at 2026-03-01",
                "  regard explain C-1001 --scenario > my-rules/scenarios/a-loyal-dealer.yaml"})
public final class ExplainCommand implements Callable<Integer>, EngineOptions.Taker {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> CHINESE = Map.of("kind", "类别", "stage", "阶段", "tier", "等级", "abc", "ABC 类", "owner", "负责人");

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CUSTOMER", description = "An id, or a key such as email:... or phone:...")
    private String customer;

    @Option(names = "--language", paramLabel = "TAG", description = "en or zh. Default: the company's, from organisation.yaml.")
    private String language;

    @Option(names = "--why-not", paramLabel = "TABLE", description = "Each row of a table instead, with the first condition that does not hold for the customer.")
    private String table;

    @Option(names = "--why-not-touch", paramLabel = "OCCASION/ROLE", description = "The same for a contact that was expected, such as birthday/greeting or purchase/care-call, or the id of one that there is: "
            + "the rows that could make it, and what became of those that there are.")
    private String touch;

    @Option(names = "--given", paramLabel = "FACT=VALUE,...", description = "With either: facts taken for granted, such as the event that the rows ask for.")
    private String given = "";

    @Option(names = "--at", paramLabel = "INSTANT", description = "With either: as it was then, such as 2026-12-01 or 2026-12-01T03:00:00+08:00, by the rules that were in force; reads all recorded events. Default: now.")
    private String at = "";

    @Option(names = "--scenario", description = "The customer's situation as a scenario instead, without what says who it is and with amounts and times as coarse as leaves the same rows deciding; for a file under scenarios/.")
    private boolean scenario;

    @Override
    public Set<Setting> settings() {
        return EnumSet.of(Setting.DATA, Setting.MONGODB, Setting.TIME_ZONE, Setting.CLOCK, Setting.YES_VIRTUAL_TIME, Setting.TOKEN);
    }

    @Override
    public Integer call() {
        Settings settings = Engines.known(EngineOptions.settings(spec));
        Organisation organisation = Company.read(settings).organisation();
        Language spoken = Language.of(language == null ? organisation.language() : language);
        boolean[] found = {true};
        Engines.ask(settings, engine -> found[0] = explain(engine, spoken, organisation));
        if (!found[0]) {
            spec.commandLine().getErr().println("there is no customer " + customer);
        }
        return found[0] ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private boolean explain(EngineClient engine, Language spoken, Organisation company) {
        Optional<JsonNode> card = engine.customer(customer);
        PrintWriter out = spec.commandLine().getOut();
        if (card.isPresent() && scenario) {
            engine.scenario(card.get().path("id").asText()).lines().forEach(out::println);
            return true;
        }
        if (card.isPresent() && (table != null || touch != null)) {
            out.println(summary(card.get(), spoken, company));
            String id = card.get().path("id").asText();
            JsonNode answer = touch == null ? engine.whyNot(id, table, given, at, spoken) : engine.whyNotTouch(id, touch, given, at, spoken);
            out.println(spoken.pick("rules %s at %s, tier %s", "规则版本 %s，时刻 %s，等级 %s").formatted(answer.path("ruleSet").asText(), local(answer.path("at"), company),
                    answer.path("tier").isTextual() ? Terms.of(answer.path("tier").asText(), spoken) : "-"));
            answer.path("notes").forEach(note -> out.println("  " + note.asText()));
            if (touch == null) {
                rows(answer, spoken, company, out);
            } else {
                answer.path("made").forEach(made -> out.println("  " + had(made, spoken, company)));
                answer.path("tables").forEach(each -> {
                    out.println(each.path("table").asText());
                    rows(each, spoken, company, out);
                });
            }
            return true;
        }
        card.ifPresent(c -> {
            out.println(summary(c, spoken, company));
            engine.each("decisions", Map.of("customer", c.path("id").asText()), item -> {
                Decision decision = decision(item);
                out.println(new Minutes(company.zone()).of(decision.at()) + "  " + Sentence.of(decision, spoken, company));
            });
        });
        return card.isPresent();
    }

    private static void rows(JsonNode answer, Language spoken, Organisation company, PrintWriter out) {
        if (!answer.path("counts").asBoolean(true)) {
            out.println(spoken.pick("  the table does not count on that day", "  该表在当天不生效"));
        }
        if (answer.path("answeredBefore").isTextual()) {
            out.println(spoken.pick("  answered before by ", "  已先由以下行作答：") + answer.path("answeredBefore").asText());
        }
        answer.path("rows").forEach(row -> {
            out.println(whyNot(row, answer.path("decidable").asBoolean(true), spoken));
            if (row.path("answers").asBoolean()) {
                obstacles(row.path("contact"), spoken, company).forEach(out::println);
            }
        });
    }

    private static String summary(JsonNode card, Language spoken, Organisation company) {
        JsonNode value = card.path("value");
        List<String> words = new ArrayList<>(List.of(card.path("name").asText("") + " (" + card.path("id").asText() + ")"));
        for (String field : List.of("kind", "stage", "tier", "abc", "owner")) {
            String said = card.path(field).asText("");
            if (!said.isEmpty()) {
                words.add(spoken.pick(field, CHINESE.get(field)) + " " + (field.equals("owner") ? company.nameOf(said) : Terms.of(said, spoken)));
            }
        }
        words.add(spoken.pick("sales of 12 months ", "近12个月销售额 ") + value.path("sales12m").asText() + " " + value.path("currency").asText());
        return String.join(", ", words);
    }

    private static String whyNot(JsonNode row, boolean decidable, Language spoken) {
        String name = "  " + row.path("row").asText() + " (" + spoken.pick("line ", "第 ") + row.path("line").asText() + spoken.pick("", " 行") + "): ";
        JsonNode failed = row.path("failed");
        if (failed.isObject()) {
            String asked = failed.path("condition").asText();
            String nearest = failed.path("nearest").asText(asked);
            String met = failed.path("met").isMissingNode() || failed.path("met").isNull() ? spoken.pick("not known", "未知") : failed.path("met").asText();
            return name + spoken.pick("no: %s is %s, asked for is %s", "否：%s 为 %s，要求 %s").formatted(Attribute.inWords(failed.path("fact").asText(), a -> spoken.pick(a.english(), a.chinese())), met, asked)
                    + (nearest.equals(asked) ? "" : spoken.pick(", the nearest is ", "，最接近的是 ") + nearest);
        }
        if (!decidable) {
            return name + spoken.pick("holds; whether it answers is not known", "条件符合；是否由该行作答未知");
        }
        return name + (row.path("answers").asBoolean() ? spoken.pick("answers", "符合") : spoken.pick("holds, below one that answers", "条件符合，但上面的行已作答"));
    }

    /** What a contact of the row would meet beside the table. */
    private static List<String> obstacles(JsonNode contact, Language spoken, Organisation company) {
        List<String> lines = new ArrayList<>();
        JsonNode permission = contact.path("permission");
        if (permission.isObject()) {
            lines.add(spoken.pick("%s by %s/%s: %s", "%s（%s/%s）：%s").formatted(permission.path("then").asText(), permission.path("table").asText(), permission.path("row").asText(),
                    Cause.in(permission.path("because").asText(), spoken)));
        }
        if (contact.path("leftOut").isTextual()) {
            lines.add(Cause.in(contact.path("leftOut").asText(), spoken));
        }
        if (contact.path("cappedUntil").isTextual()) {
            lines.add(spoken.pick("no room under the cap until ", "上限已满，直到 ") + local(contact.path("cappedUntil"), company));
        }
        JsonNode occasion = contact.path("occasion");
        Set<String> made = new HashSet<>();
        if (occasion.isObject()) {
            occasion(occasion, spoken, company).forEach(lines::add);
            occasion.path("made").forEach(touch -> made.add(touch.path("touch").asText()));
        } else if (contact.has("goodNow") && !contact.path("goodNow").asBoolean()) {
            lines.add(spoken.pick("not at this hour; next at ", "此时不宜联系；下一个时刻 ") + local(contact.path("goodAt"), company));
        }
        contact.path("earlier").forEach(touch -> {
            if (!made.contains(touch.path("touch").asText())) {
                lines.add(had(touch, spoken, company));
            }
        });
        return lines.stream().map(line -> "      " + line).toList();
    }

    /** When it is, or which field is missing to know, and what was made for it already. */
    private static List<String> occasion(JsonNode occasion, Language spoken, Organisation company) {
        List<String> lines = new ArrayList<>();
        String name = Terms.occasion(occasion.path("name").asText(), spoken);
        if (occasion.path("missing").isTextual()) {
            lines.add(spoken.pick("the date is not known: the card has no %s", "日期未知：客户卡没有字段 %s").formatted(occasion.path("missing").asText()));
        } else if (occasion.path("date").isTextual()) {
            lines.add(spoken.pick("%s on %s, due %s", "%s：%s，应于 %s").formatted(name, occasion.path("date").asText(), local(occasion.path("due"), company)));
        }
        occasion.path("made").forEach(touch -> lines.add(spoken.pick("there is one for %s already, and no second one: touch %s", "%s 已有一次，不会再有第二次：%s")
                .formatted(touch.has("occasion") ? Terms.occasion(touch.path("occasion").asText(), spoken) : name, touch.path("touch").asText())
                + (touch.has("due") ? spoken.pick(", ", "，") + local(touch.path("due"), company) + spoken.pick(", ", "，") + became(touch, spoken) : "")));
        return lines;
    }

    private static String had(JsonNode touch, Language spoken, Organisation company) {
        return spoken.pick("had one ", "已有一次 ") + local(touch.path("due"), company) + " (" + touch.path("occasion").asText() + "): " + became(touch, spoken);
    }

    /** The status of a touch, with its reason. */
    private static String became(JsonNode touch, Language spoken) {
        return Terms.of(touch.path("status").asText(), spoken)
                + (touch.path("heldBecause").isTextual() ? spoken.pick(": ", "：") + Cause.in(touch.path("heldBecause").asText(), spoken) : "");
    }

    private static String local(JsonNode instant, Organisation company) {
        return new Minutes(company.zone()).of(instant);
    }

    private static Decision decision(JsonNode item) {
        List<Reason> because = new ArrayList<>();
        item.path("because").forEach(r -> because.add(new Reason(r.path("table").asText(), r.path("row").asText(), r.path("line").asInt(), map(r.path("facts")))));
        Map<String, Object> detail = map(item.path("detail"));
        detail.values().removeIf(v -> v == null);
        return new Decision(item.path("id").asText(), Instant.parse(item.path("at").asText()), item.path("customer").asText(),
                item.path("type").asText(), detail, item.path("ruleSet").asText(), because, item.path("event").asText(null));
    }

    private static Map<String, Object> map(JsonNode object) {
        return JSON.convertValue(object, new TypeReference<Map<String, Object>>() { });
    }
}
