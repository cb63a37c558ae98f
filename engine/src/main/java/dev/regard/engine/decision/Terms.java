package dev.regard.engine.decision;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The names that stand in cells, events and effects, as a person reads them. A name of the company's own stays as it is. */
public final class Terms {
    private static final List<String> FREE = List.of("derived.", "traits.", "event.");
    /** name, English, Chinese */
    private static final String[][] KNOWN = {
        {"platinum", "platinum", "铂金"}, {"gold", "gold", "黄金"}, {"iron", "iron", "铁牌"}, {"lead", "lead", "铅牌"},
        {"consumer", "consumer", "消费者"}, {"distributor", "distributor", "经销商"}, {"designer", "designer", "设计师"},
        {"internal", "internal", "内部"},
        {"prospect", "prospect", "潜在"}, {"active", "active", "活跃"}, {"former", "former", "流失"},
        {"task", "task", "任务"}, {"message", "message", "消息"}, {"call", "call", "电话"}, {"visit", "visit", "拜访"},
        {"gift", "gift", "礼品"}, {"phone", "phone", "电话"}, {"email", "e-mail", "邮件"}, {"chat", "chat", "聊天"},
        {"greeting", "greeting", "问候"}, {"care", "care", "关怀"}, {"service", "service", "服务"}, {"marketing", "marketing", "营销"},
        {"survey", "survey", "调查"},
        {"send", "send", "发送"}, {"hold", "hold back", "暂缓"}, {"cancel", "cancel", "取消"}, {"next-day", "put off to the next day", "推迟到次日"},
        {"keep", "keep", "保级"}, {"warn", "warn", "预警"}, {"demote", "demote", "降级"}, {"good", "good", "适宜"}, {"busy", "busy", "繁忙"},
        {"planned", "planned", "待执行"}, {"held", "held back", "暂缓"}, {"sending", "being sent", "发送中"}, {"sent", "sent", "已发送"},
        {"done", "done", "已完成"}, {"missed", "missed", "已错过"}, {"failed", "failed", "失败"},
        {"uncertain", "perhaps sent", "不确定"}, {"cancelled", "cancelled", "已取消"},
        {"open", "open", "待回复"}, {"replied", "replied", "已回复"}, {"waiting", "waiting for the customer", "等待客户"},
        {"solved", "solved", "已解决"}, {"confirmed", "confirmed", "已确认"},
        {"low", "low", "低"}, {"normal", "normal", "一般"}, {"high", "high", "高"}, {"critical", "critical", "严重"},
        {"owner", "owner", "负责人"}, {"manager", "manager", "销售经理"}, {"director", "director", "区域总监"},
        {"opened", "opening", "受理"}, {"reply", "first reply", "首次回复"}, {"solve", "solution", "解决"},
        {"confirm", "confirmation", "确认"}, {"promised", "promised day", "承诺日"},
        {"reached", "reached", "已联系上"}, {"not-reached", "not reached", "未联系上"}, {"refused", "refused", "拒绝"},
        {"in", "from the customer", "客户来访"}, {"out", "to the customer", "我方联系"},
        {"up", "up", "升级"}, {"down", "down", "降级"}, {"none", "nothing", "不再尝试"},
        {"birthday", "birthday", "生日"}, {"spring-festival", "Spring Festival", "春节"}, {"lantern", "Lantern Festival", "元宵节"},
        {"qingming", "Qingming", "清明"}, {"dragon-boat", "Dragon Boat Festival", "端午节"}, {"mid-autumn", "Mid-Autumn Festival", "中秋节"},
        {"national-day", "National Day", "国庆节"}, {"new-year", "New Year", "元旦"}, {"christmas", "Christmas", "圣诞节"},
        {"first-purchase", "anniversary of the first purchase", "首次购买纪念日"}, {"founding-day", "founding day", "成立纪念日"},
        {"wedding-day", "wedding day", "结婚纪念日"}, {"moving-in-day", "moving-in day", "乔迁纪念日"},
        {"purchase", "purchase", "购买"}, {"complaint", "complaint", "投诉"}, {"silence", "silence", "久未联系"},
        {"silence-since", "silence", "久未联系"}, {"no-visit-since", "no visit for long", "久未拜访"}, {"card-upkeep", "upkeep of the card", "客户卡维护"},
        {"spot-check", "spot check", "抽查"}, {"mail", "mail", "来信"},
        {"promise", "promise", "承诺"}, {"delivery", "delivery", "送货"}, {"installation", "installation", "安装"},
        {"repair", "repair", "维修"}, {"tier-review", "tier review", "等级评审"}, {"tier-up", "rise in tier", "等级上升"},
        {"tier-down", "fall in tier", "等级下降"}, {"tier-change", "change of tier", "等级变动"}, {"defect", "defect", "产品质量"},
        {"order", "purchase", "购买"}, {"event", "report", "报告"}, {"referral", "referral", "推荐"}, {"rhythm", "regular contact", "定期联系"},
        {"care-call", "care call", "关怀电话"}, {"service-call", "service call", "服务回访电话"}, {"save-call", "call to win back", "挽留电话"},
        {"satisfaction-call", "satisfaction call", "满意度回访电话"}, {"referral-thanks", "thanks for the referral", "感谢推荐"},
        {"reorder", "reorder and sales guidance", "补货与销售指导"}, {"sales-guidance", "sales guidance", "销售指导"},
        {"fittings-check", "check of the fittings", "五金检查提醒"}, {"floor-care", "floor care", "地板养护"}, {"tile-care", "tile care", "瓷砖养护"},
        {"on-site-visit", "visit on site", "上门查看"}, {"welcome", "welcome", "欢迎"}, {"unacknowledged", "alert not acknowledged", "提醒未确认"},
        {"customer.merged", "merging with", "合并"}, {"customer.unmerged", "separating from", "拆分"},
        {"merged", "the cards were merged", "客户卡已合并"}, {"unmerged", "the cards were separated", "客户卡已拆分"},
        {"merging", "a merger or a separation", "合并或拆分"}, {"merging-refused", "these cards cannot be merged or separated", "无法合并或拆分"},
        {"card", "card", "客户卡"}, {"reason", "reason", "原因"},
        {"purchase.made", "purchase", "购买"}, {"complaint-solved", "solved complaint", "投诉解决"},
        {"referral-purchase", "referral that bought", "推荐成交"}, {"contact", "contact", "联系"}, {"too-late", "too late", "已过期"}, {"known-complaint", "known and open", "已有未结投诉"}, {"no-hours", "no hours", "无可用时间"},
        {"passed-over", "passed over, as its moment was missed", "错过时点，越级通知"}, {"told", "level told", "已通知级别"},
        {"no-sales", "no sales", "无销售"}, {"stated", "stated by the source", "来源声明"}, {"failure", "a failure", "故障"},
        {"replanned", "planned anew", "重新计划"}, {"no-row", "no row holds", "没有符合的行"},
        {"promise-is-a-task", "a promise is a task", "承诺即任务"}, {"complaint-opened", "a complaint was opened", "收到投诉"},
        {"unknown-complaint", "no such complaint", "没有此投诉"}, {"referral-that-bought", "the referred customer bought", "推荐的客户已购买"},
        {"due", "due day", "到期日"}, {"day", "day", "日期"}, {"today", "today", "当天"}, {"status", "status", "状态"}, {"words", "words", "说明"},
        {"round", "round", "轮次"}, {"role", "role", "角色"}, {"problem", "problem", "问题"},
        {"pleased", "pleased", "满意"}, {"friendly", "friendly", "友好"}, {"neutral", "neutral", "平静"}, {"angry", "angry", "生气"},
        {"talkative", "talkative", "健谈"}, {"silent", "silent", "寡言"}, {"demanding", "demanding", "挑剔"}, {"puzzled", "puzzled", "疑惑"},
        {"agitated", "agitated", "激动"}, {"granted", "granted", "已同意"}, {"withdrawn", "withdrawn", "已撤回"}, {"referrer", "referrer", "推荐人"},
        {"overtaken", "overtaken by events", "事情已有变化"}, {"solar", "solar", "公历"}, {"lunar", "lunar", "农历"},
        {"desk", "desk work", "案头工作"}, {"complete-card", "completing the card", "完善客户卡"},
        {"spot-check", "spot check", "抽查"}, {"spot-check-phone", "checking a shared phone", "核查共用电话"},
        {"spot-check-typed", "checking a card typed at once", "核查一次录入的客户卡"},
        {"mail", "a mail", "来信"}, {"read-form", "reading a form", "阅读表单"}, {"form.received", "form filled in", "填写表单"},
        {"mail.received", "mail", "来信"}, {"web-form", "web form", "网页表单"}, {"read-mail", "reading a mail", "阅读来信"}, {"read-answer", "reading an answer", "阅读回信"},
        {"unknown-sender", "mail of an unknown sender", "陌生来信"}, {"maybe-complaint", "mail that may be a complaint", "可能是投诉的来信"},
        {"nothing", "nothing", "无"}, {"message", "message", "消息"}, {"bounced", "came back", "被退回"},
        {"answer-to-complaint", "answer about a complaint", "对投诉的答复"}, {"unknown-dispatch", "no such message", "没有此消息"},
        {"card-upkeep", "upkeep of the card", "客户卡维护"}, {"upkeep-done", "the reason has gone", "原因已消失"},
        {"billing", "billing", "账款和发票"}, {"price", "price", "价格"}, {"other", "other", "其他"}, {"not-satisfied", "customer not satisfied", "客户不满意"},
    };
    /** Fields of the card: name, English, Chinese */
    private static final String[][] FIELDS = {
        {"name", "name", "姓名"}, {"kind", "kind", "类型"}, {"emails", "e-mail", "电子邮箱"}, {"phones", "phone", "电话"},
        {"birthday", "birthday", "生日"}, {"language", "language", "语言"}, {"country", "country", "国家"}, {"timeZone", "time zone", "时区"},
        {"district", "district", "片区"}, {"contacts", "contacts", "联系人"}, {"salutation", "salutation", "称呼"},
        {"foundingDay", "founding day", "成立日期"}, {"weddingDay", "wedding day", "结婚日期"}, {"movingInDay", "moving-in day", "乔迁日期"},
        {"traits.style", "style", "风格"}, {"traits.manner", "manner", "沟通方式"}, {"traits.budget", "budget", "预算"},
        {"traits.speciality", "speciality of the business", "经营特色"}, {"traits.standing", "standing and influence", "地位与影响力"},
        {"traits.distribution", "distribution strength", "分销能力"}, {"traits.funds", "funds", "资金实力"},
        {"traits.reputation", "reputation", "信誉"}, {"traits.cooperation", "willingness to co-operate", "合作意愿"},
    };
    private static final Map<String, String[]> BY_NAME = new HashMap<>();
    private static final Map<String, String[]> BY_FIELD = new HashMap<>();

    static {
        Arrays.stream(KNOWN).forEach(term -> BY_NAME.put(term[0], term));
        Arrays.stream(FIELDS).forEach(field -> BY_FIELD.put(field[0], field));
    }

    private Terms() { }

    /** The name in words; dashes become blanks where it is not known. */
    public static String of(String name, Language language) {
        if (name == null || name.isEmpty()) {
            return "";
        }
        String[] term = BY_NAME.get(name.toLowerCase(Locale.ROOT));
        return term == null ? plain(name) : language.pick(term[1], term[2]);
    }

    /**
     * The name that somebody means who wrote it as it is or as {@link #of} gives it in either language, in any case and width.
     *
     * @param allowed that may stand there; what is spelt like one of them is that one
     * @return empty when it is none of them, or a word for several
     */
    public static Optional<String> named(String written, Collection<String> allowed) {
        String folded = folded(written);
        List<String> exact = allowed.stream().filter(name -> folded(name).equals(folded)).toList();
        List<String> meant = exact.isEmpty() ? allowed.stream().filter(name -> spellings(name).anyMatch(folded::equals)).toList() : exact;
        return meant.size() == 1 || !exact.isEmpty() ? Optional.of(meant.get(0)) : Optional.empty();
    }

    /** As what a name may be written, in lower case. */
    public static Stream<String> spellings(String name) {
        return Stream.of(name, of(name, Language.ENGLISH), of(name, Language.CHINESE)).map(Terms::folded).distinct();
    }

    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    /** The name of a fact that no catalogue has, such as {@code derived.score} or {@code traits.style}, without saying what kind of fact it is. */
    static String fact(String name, Language language) {
        for (String kind : FREE) {
            if (name.startsWith(kind)) {
                return name.substring(kind.length());
            }
        }
        return of(name, language);
    }

    /** A field of the card in words; a trait is named without saying that it is one. */
    public static String field(String name, Language language) {
        String[] field = BY_FIELD.get(name);
        return field == null ? name.substring(name.startsWith("traits.") ? "traits.".length() : 0) : language.pick(field[1], field[2]);
    }

    private static String plain(String name) {
        return name.matches("[a-z]+(-[a-z0-9]+)+") ? name.replace('-', ' ') : name;
    }

    /** An occasion such as {@code birthday/2026} in words; what follows the name is kept only where it is a year. */
    public static String occasion(String occasion, Language language) {
        if (occasion == null) {
            return "";
        }
        String[] parts = occasion.split("/");
        String words = of(parts[0], language);
        return parts.length == 2 && parts[1].matches("\\d{4}") ? words + " " + parts[1] : words;
    }
}
