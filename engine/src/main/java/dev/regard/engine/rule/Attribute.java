package dev.regard.engine.rule;

import static dev.regard.engine.rule.ValueType.DATE;
import static dev.regard.engine.rule.ValueType.DAYS;
import static dev.regard.engine.rule.ValueType.FLAG;
import static dev.regard.engine.rule.ValueType.NAME;
import static dev.regard.engine.rule.ValueType.NUMBER;
import static dev.regard.engine.rule.ValueType.PERCENT;
import static dev.regard.engine.rule.ValueType.TEXT;

/**
 * The catalogue of what a table may ask about: the fields of the flat fact. The heading is what stands over the column.
 * A field of an event or a trait of the card that is not listed is asked for as {@code event.NAME} or {@code traits.NAME}.
 */
public enum Attribute {
    // the customer
    KIND(NAME, "Customer kind", "客户类型"),
    STAGE(NAME, "Stage", "客户阶段"),
    TIER(NAME, "Tier", "客户等级"),
    ABC(NAME, "ABC class", "ABC 类"),
    LANGUAGE(NAME, "Language", "语言"),
    COUNTRY(NAME, "Country", "国家"),
    REGION(NAME, "Region", "区域"),
    DISTRICT(NAME, "District", "片区"),
    SALES_12M(NUMBER, "Sales in 12 months", "近12个月销售额"),
    ORDERS_12M(NUMBER, "Orders in 12 months", "近12个月订单数"),
    SALES_TOTAL(NUMBER, "Sales in total", "累计销售额"),
    ORDERS_TOTAL(NUMBER, "Orders in total", "累计订单数"),
    STOCK_COVER(DAYS, "Stock cover in days", "库存可用天数"),
    DAYS_SINCE_PURCHASE(DAYS, "Days since the last purchase", "距上次购买天数"),
    DAYS_SINCE_CONTACT(DAYS, "Days of silence", "未联系天数"),
    DAYS_SINCE_VISIT(DAYS, "Days since the last visit", "距上次拜访天数"),
    COMPLETENESS(PERCENT, "Completeness of the card", "客户卡完整度"),
    DAYS_SINCE_CONFIRMED(DAYS, "Days since the card was confirmed", "距上次确认天数"),
    DAYS_SINCE_MADE(DAYS, "Days since the card was made", "建卡天数"),
    CARDS_WITH_PHONE(NUMBER, "Cards with the same phone", "同一电话的客户卡数"),
    TYPED_WITHIN_A_MINUTE(NUMBER, "Fields typed within a minute", "一分钟内录入的字段数"),
    DO_NOT_CONTACT(FLAG, "Do not contact", "请勿联系"),
    DECEASED(FLAG, "Deceased", "已故"),
    SEVERE_COMPLAINT(FLAG, "Severe complaint open", "有未解决的严重投诉"),
    COMPLAINTS_90D(NUMBER, "Complaints in 90 days", "90天内投诉次数"),
    // the day
    DAY(DATE, "Date", "日期"),
    // classification
    PREVIOUS_TIER(NAME, "Tier before", "原等级"),
    DIRECTION(NAME, "Direction", "升降"),
    BELOW_TIER(FLAG, "Below what keeps the tier", "低于保级线"),
    LOW_REVIEWS(NUMBER, "Low reviews before this one", "此前连续偏低次数"),
    CUMULATED_SHARE(PERCENT, "Share of sales of all better customers", "更优客户累计销售占比"),
    RANK_SHARE(PERCENT, "Rank among buying customers", "购买客户中的名次占比"),
    // the occasion or the event
    AFTER(NAME, "After", "事件"),
    OCCASION(NAME, "Occasion", "时机"),
    EVENT_TYPE(NAME, "Event type", "事件种类"),
    CATEGORY(NAME, "Product category", "产品类别"),
    AMOUNT(NUMBER, "Amount", "金额"),
    HOW(NAME, "How", "方式"),
    TRIES(NUMBER, "Tries so far", "已尝试次数"),
    OUTCOME(NAME, "Outcome", "结果"),
    MOOD(NAME, "Mood", "情绪"),
    SCORE(NUMBER, "Survey score", "调查评分"),
    WORDS(TEXT, "Words in the text", "文中用语"),
    COMPLAINT_WORDS(FLAG, "Words of complaint found", "含投诉用语"),
    /** In what follows the beginning of a quote, where most words are repeated and some may be new. */
    COMPLAINT_WORDS_BELOW(FLAG, "Words of complaint below", "引文中含投诉用语"),
    SENDER_KNOWN(FLAG, "Sender known", "发件人已知"),
    SENDER_PROVEN(FLAG, "Sender proven", "发件人已验证"),
    ANSWERS(NAME, "Answers", "所回复的内容"),
    // permission to contact
    PURPOSE(NAME, "Purpose", "目的"),
    CHEERFUL(FLAG, "Cheerful", "喜庆内容"),
    CONSENT(NAME, "Consent", "同意"),
    RETURNED(FLAG, "Order returned", "订单已全部退货"),
    QINGMING(FLAG, "Qingming day", "清明当天"),
    OPEN_COMPLAINT_MAIL(FLAG, "About an open complaint", "涉及未结投诉"),
    // complaints and promises
    SEVERITY(NAME, "Severity as reported", "报告的严重程度"),
    EFFECTIVE_SEVERITY(NAME, "Severity that counts", "认定的严重程度"),
    COMPLAINT_CATEGORY(NAME, "Complaint category", "投诉类别"),
    ON_SITE(FLAG, "Someone must look", "需要上门"),
    PUBLIC_INTEREST(FLAG, "Of public interest", "涉及公众"),
    LATE(FLAG, "Solved late", "超期解决"),
    STEP(NAME, "Deadline", "时限");

    private final ValueType type;
    private final String english;
    private final String chinese;

    Attribute(ValueType type, String english, String chinese) {
        this.type = type;
        this.english = english;
        this.chinese = chinese;
    }

    /** Whether it says what a customer is, whatever has happened or is planned. */
    public boolean isOfTheCustomer() {
        return ordinal() <= COMPLAINTS_90D.ordinal() && this != CARDS_WITH_PHONE && this != TYPED_WITHIN_A_MINUTE;
    }

    public ValueType type() {
        return type;
    }

    /** The heading of a column that asks for this attribute, in English. */
    public String english() {
        return english;
    }

    /** The heading of a column that asks for this attribute, in Chinese. */
    public String chinese() {
        return chinese;
    }

    /** What a fact of explanations is called in a reader's words; the name itself where it is none of these, such as {@code traits.style}. */
    public static String inWords(String key, java.util.function.Function<Attribute, String> language) {
        return java.util.Arrays.stream(values()).filter(a -> a.key().equals(key)).findFirst().map(language).orElse(key);
    }

    /** The name in explanations and in the API, such as {@code daysSinceContact}. */
    public String key() {
        StringBuilder key = new StringBuilder();
        for (String word : name().toLowerCase(java.util.Locale.ROOT).split("_")) {
            key.append(key.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return key.toString();
    }
}
