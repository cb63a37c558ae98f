package dev.regard.routes.preview;

import dev.regard.engine.decision.Language;
import dev.regard.engine.organisation.Organisation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Something for every blank, so that whoever looks at a template sees all of it: passages too that no one customer would get together. */
final class SampleFacts {
    private static final List<String> FLAGS = List.of("belated", "consumer", "distributor", "designer", "talkative", "silent", "demanding", "puzzled", "agitated");

    private SampleFacts() { }

    /** @param unsubscribe the link that stands at the foot */
    static Map<String, Object> in(Language language, Organisation company, String unsubscribe) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("company", company.company());
        facts.put("organisation", company.company());
        facts.put("servicePhone", company.servicePhone());
        facts.put("unsubscribe", unsubscribe);
        facts.put("customerId", "C-1001");
        facts.put("complaintId", "K-2041");
        facts.put("escalation", "q7Zc2mKx0aLwE5tRbD1u");
        facts.put("round", 1);
        facts.put("stockCover", 52);
        facts.put("completeness", "60 %");
        facts.put("confirmed", "2026-01-15");
        facts.put("occasionDate", "2026-09-25");
        facts.put("promised", "2026-03-12");
        facts.put("deadlineAt", "2026-03-11 18:00");
        facts.put("openedAt", "2026-03-09 10:24");
        facts.put("replyBy", "2026-03-09 12:24");
        facts.put("solveBy", "2026-03-12 10:24");
        facts.put("confirmBy", "2026-03-13 18:00");
        facts.put("why", "escalation, high-opened (severity = high)");
        FLAGS.forEach(flag -> facts.put(flag, true));
        facts.putAll(language == Language.CHINESE ? chinese() : english());
        return facts;
    }

    private static Map<String, Object> english() {
        return Map.ofEntries(Map.entry("customer", "Wang Meiling"), Map.entry("salutation", "Ms Wang"), Map.entry("owner", "Zhang Min"),
                Map.entry("caller", "Zhang Min"), Map.entry("addressee", "Shen Guohua"), Map.entry("festival", "Mid-Autumn Festival"),
                Map.entry("products", "antique tiles and wood floor"), Map.entry("lastPurchase", "antique tiles and wood floor (2026-01-20)"),
                Map.entry("said", "the grout in the bathroom has become darker"), Map.entry("complaint", "two tiles arrived cracked"),
                Map.entry("remedy", "new tiles, laid free of charge"), Map.entry("promise", "two new tiles, delivered by 12 March"),
                Map.entry("kind", "consumer"), Map.entry("tier", "gold"), Map.entry("missing", "birthday, district"), Map.entry("stale", "phone"),
                Map.entry("unverified", "e-mail"), Map.entry("contradictions", "name: Wang Meiling (shop) or Wang Mei (fair)"),
                Map.entry("text", "Two tiles arrived cracked, and nobody answers the phone."), Map.entry("category", "defect"),
                Map.entry("severity", "high"), Map.entry("deadline", "first reply"), Map.entry("level", "manager"),
                Map.entry("passedOver", "owner (first reply, 2026-03-09 12:24)"));
    }

    private static Map<String, Object> chinese() {
        return Map.ofEntries(Map.entry("customer", "王美玲"), Map.entry("salutation", "王女士"), Map.entry("owner", "张敏"),
                Map.entry("caller", "张敏"), Map.entry("addressee", "沈国华"), Map.entry("festival", "中秋节"),
                Map.entry("products", "仿古砖、木地板"), Map.entry("lastPurchase", "仿古砖、木地板（2026-01-20）"),
                Map.entry("said", "卫生间的美缝颜色变深了"), Map.entry("complaint", "到货的瓷砖裂了两块"),
                Map.entry("remedy", "免费更换并重新铺贴"), Map.entry("promise", "3 月 12 日前补送两块瓷砖"),
                Map.entry("kind", "消费者"), Map.entry("tier", "金牌"), Map.entry("missing", "生日、所在区"), Map.entry("stale", "电话"),
                Map.entry("unverified", "邮箱"), Map.entry("contradictions", "姓名：王美玲（门店）或 王美（展会）"),
                Map.entry("text", "到货的瓷砖裂了两块，打电话也没人接。"), Map.entry("category", "质量问题"),
                Map.entry("severity", "高"), Map.entry("deadline", "首次答复"), Map.entry("level", "经理"),
                Map.entry("passedOver", "负责人（首次答复，2026-03-09 12:24）"));
    }
}
