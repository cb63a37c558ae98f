package dev.regard.engine.rule;

import static dev.regard.engine.rule.ValueType.DAYS;
import static dev.regard.engine.rule.ValueType.FLAG;
import static dev.regard.engine.rule.ValueType.NAME;
import static dev.regard.engine.rule.ValueType.NUMBER;
import static dev.regard.engine.rule.ValueType.PERCENT;
import static dev.regard.engine.rule.ValueType.TEXT;
import static dev.regard.engine.rule.ValueType.TIME;
import static dev.regard.engine.rule.ValueType.WEEKDAYS;
import static dev.regard.engine.rule.ValueType.WORKING_SPAN;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the engine asks the rules: each topic is answered by one table. The topic says which result columns the table may
 * have and whether the first row that holds answers alone or all rows that hold do.
 */
public enum Topic {
    /** T1: which tier sales deserve; from the best tier down. The order of the rows is the order of the tiers. */
    TIER("tiers", HitPolicy.FIRST, must("tier", NAME, "Tier is", "定为等级"), may("keepShare", PERCENT, "Kept down to", "保级比例")),
    /** T6: what the monthly review does. */
    TIER_REVIEW("tier-review", HitPolicy.FIRST, touch(choice("action", "Action", "处理", "keep", "warn", "demote"))),
    /** T7: what a change of tier starts. */
    TIER_CHANGE("tier-change", HitPolicy.ALL, touch(may("alert", NAME, "Tell", "通知"))),
    /** T8: what each tier may expect. */
    TIER_POLICY("tier-policy", HitPolicy.FIRST, may("service", TEXT, "Service", "服务"), may("discount", PERCENT, "Discount up to", "最高折扣"),
            may("paymentDays", DAYS, "Payment within days", "账期天数"), may("caller", NAME, "Called by", "联系人")),
    /** T2: the class by the share of sales that all better customers make together. */
    ABC("abc", HitPolicy.FIRST, must("class", NAME, "Class is", "定为类别")),
    /** T3: who belongs to the vital few. */
    VITAL("vital-few", HitPolicy.FIRST, must("vital", FLAG, "Vital", "关键少数")),
    /** C8: prospect, active or former. */
    STAGE("stages", HitPolicy.FIRST, must("stage", NAME, "Stage is", "定为阶段")),
    /** O1-O3: contacts for occasions. */
    OCCASIONS("occasions", HitPolicy.ALL, tried(may("daysBefore", DAYS, "Days before", "提前天数"),
            must("at", TIME, "At", "时刻"), may("tolerance", DAYS, "Caught up within days", "可补天数"))),
    /** R1, R4, R10: contacts after an event. */
    REVISITS("revisits", HitPolicy.ALL, tried(must("daysAfter", DAYS, "Days after", "之后天数"))),
    /** R2: contacts after a silence. */
    RHYTHM("rhythm", HitPolicy.ALL, tried(choice("silence", "Measured from", "自何时起", "contact", "visit"),
            may("coveredWithin", DAYS, "Covered by a contact within days", "几天内已有联系则免"))),
    /** C1, C3: what a card must say; a field that is no basic one is named {@code traits.NAME}. */
    REQUIRED_FIELDS("required-fields", HitPolicy.ALL, must("field", NAME, "Field", "字段")),
    /** C3: cards that are to be looked through, since they say too little or nobody confirmed them for too long. */
    UPKEEP("upkeep", HitPolicy.FIRST, touch()),
    /** C4: cards whose entries look implausible; the person of the level looks at them. */
    SPOT_CHECK("spot-checks", HitPolicy.ALL, touch(must("level", NAME, "Level", "级别"))),
    /** X1: mails of customers that somebody looks at; no way named: nobody has to. */
    MAIL("mails", HitPolicy.FIRST, touch(may("level", NAME, "Level", "级别"))),
    /** R7: what follows when nobody was reached. */
    RETRIES("retries", HitPolicy.FIRST, may("afterWorkingDays", DAYS, "Again after working days", "几个工作日后再试"),
            choice("how", "How", "方式", "call", "message", "visit", "none"), may("template", NAME, "Template", "模板")),
    /** R3: when a channel is good and when the kind is busy. */
    CONTACT_HOURS("contact-hours", HitPolicy.ALL, must("days", WEEKDAYS, "Weekdays", "星期"), must("from", TIME, "From", "从"),
            must("to", TIME, "To", "到"), choice("verdict", "Moment is", "时段", "good", "busy"),
            may("workingDaysOnly", FLAG, "Working days only", "仅工作日")),
    /** G7: at most so many touches in so many hours; an extra row adds to the allowance. */
    CAPS("caps", HitPolicy.ALL, must("max", NUMBER, "At most", "最多"), must("hours", NUMBER, "Within hours", "小时内"),
            may("extra", FLAG, "On top", "额外")),
    /** O6, X6, G5: who must not be contacted now. */
    PERMISSION("permission", HitPolicy.FIRST, choice("verdict", "Then", "则", "send", "hold", "cancel", "next-day"),
            may("reason", TEXT, "Because", "原因")),
    /** G7: after how many days a held touch is cancelled. */
    HOLDING("holding", HitPolicy.FIRST, must("cancelAfter", DAYS, "Cancelled after days", "几天后取消")),
    /** X1: words that make a text a complaint. */
    LEXICON("lexicon", HitPolicy.FIRST, must("category", NAME, "Complaint category", "投诉类别"),
            choice("severity", "Severity", "严重程度", "low", "normal", "high", "critical")),
    /** X1: which events open a complaint. */
    COMPLAINT_SOURCES("complaint-sources", HitPolicy.FIRST, must("opens", FLAG, "Opens a complaint", "立为投诉"),
            choice("severity", false, "Severity", "严重程度", "low", "normal", "high", "critical"),
            may("category", NAME, "Complaint category", "投诉类别")),
    /** X5: the severity that counts. */
    SEVERITY("severity", HitPolicy.FIRST, choice("effective", "Counts as", "认定为", "low", "normal", "high", "critical")),
    /** X2: deadlines. */
    DEADLINES("complaint-deadlines", HitPolicy.FIRST, must("reply", WORKING_SPAN, "First reply within", "首次回复时限"),
            may("sameDayLeft", WORKING_SPAN, "Same day when left", "当日剩余工时足够则当日"),
            must("solveDays", DAYS, "Else end of working day", "否则第几个工作日内解决"),
            must("confirm", WORKING_SPAN, "Confirmed within", "确认时限")),
    /** X2: visits for complaints. */
    ON_SITE("on-site", HitPolicy.FIRST, touch(may("sameDayLeft", WORKING_SPAN, "Same day when left", "当日剩余工时足够则当日"))),
    /** X4, X5: who is told when. */
    ESCALATION("escalation", HitPolicy.ALL, must("level", NAME, "Level", "级别"), must("when", WORKING_SPAN, "When", "何时"),
            must("template", NAME, "Template", "模板")),
    /** X7: what is offered after the solution. */
    REMEDY("remedy", HitPolicy.FIRST, must("remedy", TEXT, "Offer", "补偿"), may("upTo", PERCENT, "Up to share of the order", "订单金额比例上限")),
    /** R8: who is told about a promise, and when. */
    PROMISES("promises", HitPolicy.ALL, must("level", NAME, "Level", "级别"), must("when", WORKING_SPAN, "When", "何时"),
            must("template", NAME, "Template", "模板"));

    /** Whether the first row that holds answers alone or all that hold do. */
    public enum HitPolicy {
        /** The first row that holds answers alone. */
        FIRST,
        /** All rows that hold answer. */
        ALL,
        /** Of the rows that hold the one with the highest {@code priority} answers alone, of equal ones the upper. */
        PRIORITY
    }

    /** One result column: its name in the engine, its headings, and the names that may stand in it (all, when empty). */
    public record Result(String name, ValueType type, boolean required, Set<String> choices, String english, String chinese) { }

    private final String tableName;
    private final HitPolicy hitPolicy;
    private final List<Result> results;

    Topic(String tableName, HitPolicy hitPolicy, Result... results) {
        this(tableName, hitPolicy, List.of(results));
    }

    Topic(String tableName, HitPolicy hitPolicy, List<Result> results) {
        this.tableName = tableName;
        this.hitPolicy = hitPolicy;
        this.results = List.copyOf(results);
    }

    /** The name of the table that answers, which is its file's name without the ending. */
    public String tableName() {
        return tableName;
    }

    public HitPolicy hitPolicy() {
        return hitPolicy;
    }

    public List<Result> results() {
        return results;
    }

    /** The topic that the table of this name answers. */
    public static Optional<Topic> ofTable(String tableName) {
        return Arrays.stream(values()).filter(t -> t.tableName.equals(tableName)).findFirst();
    }

    private static Result must(String name, ValueType type, String english, String chinese) {
        return new Result(name, type, true, Set.of(), english, chinese);
    }

    private static Result may(String name, ValueType type, String english, String chinese) {
        return new Result(name, type, false, Set.of(), english, chinese);
    }

    private static Result choice(String name, String english, String chinese, String... choices) {
        return choice(name, true, english, chinese, choices);
    }

    private static Result choice(String name, boolean required, String english, String chinese, String... choices) {
        return new Result(name, NAME, required, Set.of(choices), english, chinese);
    }

    /** The columns of a table whose rows plan a touch that may be left out for some customers, to see what it does. */
    private static List<Result> tried(Result... own) {
        List<Result> all = new ArrayList<>(touch(own));
        all.add(may("control", PERCENT, "Control group", "对照组"));
        return all;
    }

    /** The columns that every table has whose rows plan a touch. */
    private static List<Result> touch(Result... own) {
        List<Result> all = new ArrayList<>(List.of(own));
        all.add(may("role", NAME, "Role", "角色"));
        all.add(choice("how", false, "How", "方式", "call", "message", "visit", "gift", "desk"));
        all.add(choice("purpose", false, "Purpose", "目的", "care", "service", "marketing", "survey"));
        all.add(may("cheerful", FLAG, "Cheerful", "喜庆内容"));
        all.add(may("template", NAME, "Template", "模板"));
        all.add(may("priority", NUMBER, "Priority", "优先级"));
        return all;
    }
}
