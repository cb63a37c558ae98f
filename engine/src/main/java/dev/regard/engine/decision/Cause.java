package dev.regard.engine.decision;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Why something went another way than planned, for a reason of the engine's own: a code with its facts. What is kept is its
 * English wording, which programs may read as it is; {@link #in} knows it again and says it in the reader's language.
 */
public enum Cause {
    NOBODY_REACHED("nobody was reached", "未能联系上任何人"),
    NOT_REACHED("not reached {0} times", "已 {0} 次未联系上"),
    NO_ROW("no row asks for it any more", "已没有规则要求这次联系"),
    ORDER_REPLACED("the order as it is now does not ask for it", "更新后的订单不再需要这次联系"),
    DAY_OVER("its day was over before it could be planned", "能够安排之前，当天已过"),
    BEFORE_ITS_EVENT("would have been due before its event arrived", "事件送达时已过应联系的时间"),
    TOO_LATE("{0} days late, more than the {1} that it may be", "已迟 {0} 天，超过允许的 {1} 天"),
    HELD_TOO_LONG("held for {0} days: {1}", "已暂缓 {0} 天：{1}"),
    CAPPED("at most {0} in {1} hours", "{1} 小时内最多 {0} 次"),
    CONTROL_GROUP("left out, to see what row {0} does", "作为对照未联系，以衡量规则 {0} 的效果"),
    NO_ADDRESS("no address that works: a task instead", "没有可用的地址，改为任务"),
    NO_HOURS("the contact hours leave no hour for it", "联系时间表中没有可用的时间"),
    ALL_WORDINGS_USED("every wording was used in the last 12 months: a task instead", "12 个月内已用过所有文本，改为任务"),
    REOPENED("the complaint was opened again", "投诉已重新打开"),
    SUPERFLUOUS("the merged customer has it already", "合并后的客户已有这次联系"),
    PERHAPS_SENT("may have been sent: {0}", "可能已发送：{0}"),
    STOPPED_WHILE_SENDING("the engine stopped while it was being sent", "发送过程中引擎停止"),
    PACED("no more than {0} a minute go to {1}: waits until {2}", "发往 {1} 的邮件每分钟不超过 {0} 封：等到 {2}"),
    WARMING_UP("no more than {0} a day while receivers get to know the sender: waits until {1}", "发件地址预热期间每天不超过 {0} 封：等到 {1}"),
    REST_HOURS("late, and nobody is written to at this hour: waits until {0}", "已延误，且此时不宜打扰：等到 {0}"),
    NO_SUCH_CUSTOMER("no such customer: {0}", "没有此客户：{0}"),
    WITH_ITSELF("a card cannot be merged with itself", "客户卡不能与自身合并"),
    ALREADY_MERGED("{0} is already merged into {1}", "{0} 已并入 {1}"),
    TOO_MANY("more than {0} cards cannot be one customer", "超过 {0} 张客户卡不能合并为一位客户"),
    NOT_MERGED("{0} is not merged into any card", "{0} 未并入任何客户卡"),
    MERGED_ELSEWHERE("{0} is merged into {1} and not directly into {2}", "{0} 并入的是 {1}，而不是直接并入 {2}");

    private static final String BLANK = "\\{(\\d)}";
    private final String english;
    private final String chinese;
    private final Pattern form;

    Cause(String english, String chinese) {
        this.english = english;
        this.chinese = chinese;
        // the facts of each English wording stand in the order of their numbers
        this.form = Pattern.compile(Arrays.stream(english.split(BLANK, -1)).map(Pattern::quote).collect(Collectors.joining("(.+?)")), Pattern.DOTALL);
    }

    /** With its facts, as it is kept. */
    public String words(Object... facts) {
        return filled(english, facts);
    }

    /** What was kept, in the reader's language: a cause, or the words of a table's row, of which those in this language where it has two. */
    public static String in(String kept, Language language) {
        for (Cause cause : values()) {
            Matcher said = cause.form.matcher(kept);
            if (said.matches()) {
                Object[] facts = new Object[said.groupCount()];
                for (int i = 0; i < facts.length; i++) {
                    facts[i] = in(said.group(i + 1), language);
                }
                return filled(language.pick(cause.english, cause.chinese), facts);
            }
        }
        return language.part(kept);
    }

    private static String filled(String words, Object[] facts) {
        return Pattern.compile(BLANK).matcher(words).replaceAll(blank -> Matcher.quoteReplacement(String.valueOf(facts[Integer.parseInt(blank.group(1))])));
    }
}
