package dev.regard.engine.decision;

import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.ValueType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A decision and its reasons as one sentence for people: "Moved from gold to platinum, because sales in 12 months were
 * 213,400 (table tiers, row platinum, line 4)."
 */
public final class Sentence {
    private static final Map<String, Attribute> ATTRIBUTES =
            Arrays.stream(Attribute.values()).collect(Collectors.toUnmodifiableMap(Attribute::key, Function.identity()));
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
    private static final int LONGEST_FACT = 60;
    /** Facts that are people of the company. */
    private static final Set<String> PEOPLE = Set.of("owner", "assignee", "representative");

    private final Decision decision;
    private final Language language;
    private final Organisation company;

    private Sentence(Decision decision, Language language, Organisation company) {
        this.decision = decision;
        this.language = language;
        this.company = company;
    }

    /** The whole sentence, with the company's people and categories by their names and times in its zone. */
    public static String of(Decision decision, Language language, Organisation company) {
        return new Sentence(decision, language, company).whole();
    }

    /** What was decided, without the reasons; no full stop. */
    public static String what(Decision decision, Language language, Organisation company) {
        return new Sentence(decision, language, company).what();
    }

    /** The reasons, without "because"; no full stop. */
    public static String why(Decision decision, Language language, Organisation company) {
        return new Sentence(decision, language, company).why();
    }

    private String whole() {
        return say(what() + ", because " + why() + ".", what() + "，原因：" + why() + "。");
    }

    private String what() {
        return switch (decision.type()) {
            case "tier" -> move(say("tier", "等级"));
            case "stage" -> move(say("stage", "阶段"));
            case "abc" -> portfolio();
            case "tier-warning" -> say("Warned: about to lose tier " + term("tier"), "预警：即将失去" + term("tier") + "等级");
            case "touch" -> touch();
            case "hold" -> say("Held back", "暂缓") + about() + reason();
            case "cancel" -> say("Cancelled", "取消") + about() + reason();
            case "move" -> say("Moved to " + due(), "改到 " + due()) + reason();
            case "missed" -> say("Not done in time", "未能按时进行") + about() + reason();
            case "failed" -> say("Could not be delivered", "未能送达") + about() + reason();
            case "uncertain" -> say("Perhaps delivered, not sent again", "可能已送达，不再重发") + about() + reason();
            case "referral" -> say("Credited the referral to " + raw("referrer"), "记入推荐人：" + raw("referrer"));
            case "put-off" -> say("Put off and tried again later", "推迟，稍后重试") + problem();
            case "set-aside" -> say("An event was put aside: " + raw("type"), "事件被搁置：" + raw("type")) + problem();
            case "bounced" -> say("Came back undelivered", "被退回") + about() + (raw("instead").isEmpty() ? "" : say("; sent to " + raw("instead") + " instead", "；改发至 " + raw("instead")))
                    + reason();
            case "answered" -> say("The customer wrote about complaint " + raw("complaint"), "客户就投诉 " + raw("complaint") + " 来信");
            case "ignored" -> raw("complaint").isEmpty() ? say("Changed nothing: a message that is not known came back", "未作改动：被退回的消息不存在")
                    : say("Changed nothing: " + raw("type") + " of complaint " + raw("complaint"), "未作改动：投诉 " + raw("complaint") + " 的 " + raw("type"));
            case "merge" -> say("Merged with " + raw("card"), "已与 " + raw("card") + " 合并");
            case "merged-into" -> say("Merged into " + raw("card"), "已并入 " + raw("card"));
            case "unmerge" -> say("Separated from " + raw("card"), "已与 " + raw("card") + " 拆分");
            case "unmerged-from" -> say("Taken out of " + raw("card") + " again", "已从 " + raw("card") + " 中拆出");
            case "refused" -> say("Refused: " + Terms.of(raw("type"), language) + " " + raw("other"),
                    "已拒绝：" + Terms.of(raw("type"), language) + " " + raw("other")) + reason();
            case "superfluous" -> say("Not needed", "不再需要") + about() + reason();
            case "retry" -> say("Nobody was reached " + raw("tries") + " times; next: " + term("how") + " on " + due(),
                    "第" + raw("tries") + "次未联系上；下一步：" + term("how") + "，" + due());
            case "complaint" -> say("Complaint " + raw("complaint") + " counts as " + term("effectiveSeverity") + "; reply by " + moment(raw("reply"))
                    + ", solve by " + moment(raw("solve")), "投诉 " + raw("complaint") + " 认定为" + term("effectiveSeverity") + "；" + moment(raw("reply"))
                    + " 前回复，" + moment(raw("solve")) + " 前解决");
            case "reopen" -> say("Complaint " + raw("complaint") + " opened again, round " + raw("round"),
                    "投诉 " + raw("complaint") + " 重新打开，第 " + raw("round") + " 轮");
            case "reported-again" -> say("Complaint " + raw("complaint") + " was reported once more", "投诉 " + raw("complaint") + " 再次被报告")
                    + (raw("severity").isEmpty() ? "" : say(" as " + term("severity"), "，严重程度：" + term("severity"))) + (raw("text").isEmpty() ? "" : say(": ", "：") + raw("text"));
            case "remedy" -> say("Offered after the solution: ", "解决后补偿：") + language.part(raw("remedy"));
            case "escalation" -> say("Told the " + term("level") + " about " + raw("matter") + " (" + term("deadline") + ")",
                    "已通知" + term("level") + "：" + raw("matter") + "（" + term("deadline") + "）");
            case "passed-over" -> say("Did not tell the " + term("level") + " about " + raw("matter") + " (" + term("deadline") + ", " + due()
                    + ") any more, since the " + term("told") + " is told", "不再通知" + term("level") + "：" + raw("matter") + "（" + term("deadline")
                    + "，" + due() + "），直接通知" + term("told"));
            case "alert" -> say("Told the " + term("level"), "已通知" + term("level")) + about();
            case "promise" -> say("Promised by " + raw("due") + ": ", "承诺于 " + raw("due") + " 前：") + raw("text");
            default -> other();
        };
    }

    private String portfolio() {
        boolean vital = "true".equals(raw("vital"));
        if (!raw("after").isEmpty() && raw("before").equals(raw("after"))) {
            String known = " (" + say("class ", "") + raw("after") + say("", " 类") + ")";
            return vital ? say("Now one of the vital few", "成为关键少数") + known : say("No longer one of the vital few", "不再属于关键少数") + known;
        }
        return move(say("ABC class", "ABC 类")) + (vital ? say(", one of the vital few", "，属关键少数") : "");
    }

    private String move(String thing) {
        String before = term("before");
        String after = term("after");
        if (before.isEmpty()) {
            return say(capital(thing) + " set to " + after, thing + "定为" + after);
        }
        String to = after.isEmpty() ? say("none", "无") : after;
        return thing.equals("tier") || thing.equals("等级")
                ? say("Moved from " + before + " to " + to, "由" + before + "调整为" + to)
                : say(capital(thing) + " changed from " + before + " to " + to, thing + "由" + before + "变为" + to);
    }

    private String touch() {
        String occasion = Terms.occasion(raw("occasion"), language);
        String role = term("role");
        String how = term("how");
        String what = role.isEmpty() ? how : role.contains(how) ? role : say(role + " (" + how + ")", role + "（" + how + "）");
        return say("Planned: " + what + " for " + occasion + ", due " + due(), "计划：" + occasion + what + "，" + due());
    }

    private String about() {
        String occasion = Terms.occasion(raw("occasion").isEmpty() ? raw("about") : raw("occasion"), language);
        return occasion.isEmpty() ? "" : say(": ", "：") + occasion;
    }

    private String reason() {
        String reason = raw("reason").isEmpty() ? raw("because") : raw("reason");
        return reason.isEmpty() ? "" : say(" (", "（") + Cause.in(reason, language) + say(")", "）");
    }

    private String problem() {
        return raw("problem").isEmpty() ? "" : say(" (", "（") + cut(raw("problem")) + say(")", "）");
    }

    /** Types of decisions are added; they are readable here at once. */
    private String other() {
        String detail = decision.detail().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(e -> e.getKey() + " " + named(e.getKey(), e.getValue().toString())).collect(Collectors.joining(", "));
        return capital(Terms.of(decision.type(), language)) + (detail.isEmpty() ? "" : say(": ", "：") + detail);
    }

    private String why() {
        return decision.because().stream().map(this::reason).collect(Collectors.joining(say("; and ", "；并且")));
    }

    private String reason(Reason reason) {
        List<String> facts = reason.facts().entrySet().stream().map(e -> fact(e.getKey(), e.getValue())).toList();
        boolean engine = reason.line() == 0;
        String place = engine
                ? say("rule of the engine: ", "引擎规则：") + Terms.of(reason.row(), language)
                : say("table " + reason.table() + ", row " + reason.row() + ", line " + reason.line(),
                        "表 " + reason.table() + "，行 " + reason.row() + "，第 " + reason.line() + " 行");
        String met = facts.isEmpty() ? engine ? say("of a fixed rule", "固定规则") : say("it applies to everybody else", "适用于其余所有情况")
                : String.join(say(" and ", "，"), facts);
        return met + say(" (", "（") + place + say(")", "）");
    }

    private String fact(String name, Object value) {
        Optional<Attribute> attribute = Optional.ofNullable(ATTRIBUTES.get(name));
        String heading = attribute.map(a -> language.pick(small(a.english()), a.chinese())).orElse(Terms.fact(name, language));
        if (value == null) {
            return say(heading + (many(attribute) ? " were" : " was") + " not known", heading + "未知");
        }
        String shown = shown(name, attribute, value);
        if (attribute.filter(a -> a == Attribute.AFTER).isPresent()) {
            return say("it follows a " + shown, "发生在" + shown + "之后");
        }
        return say(heading + (many(attribute) ? " were " : " was ") + shown, heading + "为" + shown);
    }

    private static boolean many(Optional<Attribute> attribute) {
        return attribute.filter(a -> a.english().matches("(Sales|Orders|Days|Complaints|Low reviews|Tries|Words).*")).isPresent();
    }

    private String shown(String name, Optional<Attribute> attribute, Object value) {
        if (value instanceof Boolean flag) {
            return flag ? say("yes", "是") : say("no", "否");
        }
        if (attribute.filter(a -> a.type() == ValueType.PERCENT).isPresent() && number(value).isPresent()) {
            return number(value).get().movePointRight(2).setScale(1, RoundingMode.HALF_EVEN).stripTrailingZeros().toPlainString() + " %";
        }
        if (value instanceof Number) {
            return amount(number(value).orElseThrow());
        }
        String words = named(name, value.toString());
        return attribute.filter(a -> a.type() == ValueType.TEXT).isPresent() || words.length() > LONGEST_FACT ? "“" + cut(words) + "”" : words;
    }

    /** By the name that people here know it by: a colleague's, a category's, a term's. */
    private String named(String fact, String value) {
        if (fact.endsWith("ategory")) {
            return company.categoryName(value, language.tag()).orElseGet(() -> Terms.of(value, language));
        }
        if (PEOPLE.contains(fact)) {
            return company.nameOf(value);
        }
        return fact.equals("occasion") ? Terms.occasion(value, language) : INSTANT.matcher(value).matches() ? moment(value)
                : Cause.in(Terms.of(value, language), language);
    }

    private static String cut(String words) {
        return words.codePointCount(0, words.length()) <= LONGEST_FACT ? words
                : words.substring(0, words.offsetByCodePoints(0, LONGEST_FACT)) + "…";
    }

    /** Groups of three digits, at most two behind the point, half to even. */
    private static String amount(BigDecimal number) {
        DecimalFormat format = new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setRoundingMode(RoundingMode.HALF_EVEN);
        return format.format(number);
    }

    private static Optional<BigDecimal> number(Object value) {
        try {
            return Optional.of(new BigDecimal(value.toString()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private String raw(String name) {
        Object value = decision.detail().get(name);
        return value == null ? "" : value.toString();
    }

    private String term(String name) {
        return Terms.of(raw(name), language);
    }

    private String due() {
        return moment(raw("due"));
    }

    private String moment(String instant) {
        try {
            return MOMENT.format(Instant.parse(instant).atZone(company.zone()));
        } catch (DateTimeException e) {
            return instant;
        }
    }

    private String say(String english, String chinese) {
        return language.pick(english, chinese);
    }

    private static String capital(String words) {
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** The heading in the middle of a sentence; abbreviations stay. */
    private static String small(String heading) {
        return heading.length() > 1 && Character.isUpperCase(heading.charAt(1)) ? heading
                : heading.substring(0, 1).toLowerCase(Locale.ROOT) + heading.substring(1);
    }
}
