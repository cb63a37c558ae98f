package dev.regard.engine.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.organisation.Person;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SentenceTest {
    private static final Organisation COMPANY = new Organisation("Heju", "zh", "CNY", ZoneId.of("Asia/Shanghai"), "office@heju.example", "care@heju.example", "400",
            Map.of(), List.of("owner", "manager"), Map.of("rep-01", new Person("rep-01", "张敏", "zhang.min@heju.example", "", "east", null)), Map.of(),
            Map.of("zh", Map.of("defect", "质量问题"), "en", Map.of("defect", "product quality")));

    @Test
    void aRiseInTierNamesBothTiersTheFactAndTheRow() {
        Decision rise = decision("tier", Map.of("before", "gold", "after", "platinum", "direction", "up"),
                reason("tiers", "platinum", 4, "sales12m", new BigDecimal("213400.00")));

        assertEquals("Moved from gold to platinum, because sales in 12 months were 213,400 (table tiers, row platinum, line 4).",
                Sentence.of(rise, Language.ENGLISH, COMPANY));
        assertEquals("由黄金调整为铂金，原因：近12个月销售额为213,400（表 tiers，行 platinum，第 4 行）。",
                Sentence.of(rise, Language.CHINESE, COMPANY));
    }

    @Test
    void theFirstTierIsSetAndNotMoved() {
        Decision first = decision("tier", Map.of("after", "iron"), reason("tiers", "iron", 6, "sales12m", new BigDecimal("5000.125")));

        assertEquals("Tier set to iron, because sales in 12 months were 5,000.12 (table tiers, row iron, line 6).",
                Sentence.of(first, Language.ENGLISH, COMPANY));
    }

    @Test
    void theDayOfATouchIsThatOfTheZone() {
        Decision call = decision("touch", Map.of("occasion", "birthday/2026", "role", "call", "how", "call", "due", "2026-03-01T16:30:00Z"),
                reason("occasions", "birthday-platinum", 5, "occasion", "birthday", "tier", "platinum"));

        assertEquals("Planned: call for birthday 2026, due 2026-03-02 00:30, because occasion was birthday and tier was platinum "
                + "(table occasions, row birthday-platinum, line 5).", Sentence.of(call, Language.ENGLISH, COMPANY));
        assertTrue(Sentence.of(call, Language.CHINESE, COMPANY).startsWith("计划：生日 2026电话，2026-03-02 00:30"));
    }

    @Test
    void whatIsNotKnownAndWhatIsAFlagIsSaidInWords() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("stockCover", null);
        facts.put("severeComplaint", false);
        Decision decision = decision("touch", Map.of("occasion", "purchase/O-1", "how", "call", "due", "soon"),
                List.of(new Reason("revisits", "reorder", 9, facts)));

        assertEquals("stock cover in days was not known and severe complaint open was no (table revisits, row reorder, line 9)",
                Sentence.why(decision, Language.ENGLISH, COMPANY));
        assertEquals("库存可用天数未知，有未解决的严重投诉为否（表 revisits，行 reorder，第 9 行）", Sentence.why(decision, Language.CHINESE, COMPANY));
    }

    @Test
    void whatATouchFollowsAndADateAreSaidAsTheyAre() {
        Decision call = decision("touch", Map.of("occasion", "order/O-1", "role", "care-call", "how", "call", "due", "2026-03-01T06:00:00Z"),
                reason("revisits", "consumer", 4, "after", "purchase"));
        Decision promise = decision("promise", Map.of("due", "2026-03-05", "text", "samples"),
                List.of(Reason.engine("promise-is-a-task", "due", "2026-03-05")));

        assertEquals("Planned: care call for purchase, due 2026-03-01 14:00, because it follows a purchase (table revisits, row consumer, line 4).",
                Sentence.of(call, Language.ENGLISH, COMPANY));
        assertTrue(Sentence.of(promise, Language.ENGLISH, COMPANY).contains("due day was 2026-03-05"));
    }

    @Test
    void severalReasonsStandInOneSentence() {
        Decision fall = decision("tier", Map.of("before", "gold", "after", "iron"),
                List.of(reason("tier-review", "second", 5, "lowReviews", BigDecimal.ONE).get(0),
                        reason("tiers", "iron", 6, "sales12m", new BigDecimal("44999")).get(0)));

        assertEquals("Moved from gold to iron, because low reviews before this one were 1 (table tier-review, row second, line 5); and sales in "
                + "12 months were 44,999 (table tiers, row iron, line 6).", Sentence.of(fall, Language.ENGLISH, COMPANY));
    }

    @Test
    void aShareIsSaidInPercentAndTheClassKeepsItsName() {
        Decision ranked = decision("abc", Map.of("before", "B", "after", "A", "vital", true),
                reason("abc", "class-a", 5, "cumulatedShare", new BigDecimal("0.79954")));

        assertEquals("ABC class changed from B to A, one of the vital few, because share of sales of all better customers was 80 % "
                + "(table abc, row class-a, line 5).", Sentence.of(ranked, Language.ENGLISH, COMPANY));
    }

    @Test
    void aRuleOfTheEngineSaysThatItIsOne() {
        Decision reopened = decision("reopen", Map.of("complaint", "K-7", "round", 2), List.of(Reason.engine("not-satisfied")));

        assertEquals("Complaint K-7 opened again, round 2, because of a fixed rule (rule of the engine: customer not satisfied).",
                Sentence.of(reopened, Language.ENGLISH, COMPANY));
    }

    @Test
    void categoriesAndColleaguesGoByTheirNames() {
        Decision visit = decision("touch", Map.of("occasion", "complaint/K-1", "role", "on-site-visit", "how", "visit", "due", "2026-03-01T06:00:00Z"),
                reason("on-site", "look", 4, "complaintCategory", "defect", "owner", "rep-01"));

        assertTrue(Sentence.why(visit, Language.CHINESE, COMPANY).startsWith("投诉类别为质量问题，负责人为张敏"), Sentence.why(visit, Language.CHINESE, COMPANY));
        assertTrue(Sentence.why(visit, Language.ENGLISH, COMPANY).startsWith("complaint category was product quality and owner was 张敏"),
                Sentence.why(visit, Language.ENGLISH, COMPANY));
    }

    @Test
    void momentsAndOccasionsAmongTheFactsAreReadable() {
        Decision dropped = decision("cancel", Map.of(), List.of(Reason.engine("overtaken", "occasion", "complaint/K-13/1", "due", "2026-03-01T16:30:00Z")));

        assertEquals("时机为投诉，到期日为2026-03-02 00:30（引擎规则：事情已有变化）", Sentence.why(dropped, Language.CHINESE, COMPANY));
    }

    @Test
    void reasonsAndRemediesAreInTheReadersLanguage() {
        Decision cancelled = decision("cancel", Map.of("occasion", "birthday/2026", "reason", Cause.HELD_TOO_LONG.words(7, "没有客户的同意 / there is no consent")),
                reason("permission", "no-consent", 9));
        Decision offered = decision("remedy", Map.of("remedy", "书面致歉 / A written apology"), reason("remedy", "severe", 6));

        assertEquals("取消：生日 2026（已暂缓 7 天：没有客户的同意）", Sentence.what(cancelled, Language.CHINESE, COMPANY));
        assertEquals("Cancelled: birthday 2026 (held for 7 days: there is no consent)", Sentence.what(cancelled, Language.ENGLISH, COMPANY));
        assertEquals("解决后补偿：书面致歉", Sentence.what(offered, Language.CHINESE, COMPANY));
        assertEquals("Offered after the solution: A written apology", Sentence.what(offered, Language.ENGLISH, COMPANY));
    }

    @Test
    void everyTypeThatTheEngineFilesIsSaidWithoutGapsInBothLanguages() {
        Map<String, Object> detail = Map.ofEntries(Map.entry("before", "gold"), Map.entry("after", "iron"), Map.entry("tier", "gold"),
                Map.entry("occasion", "order/O-1"), Map.entry("role", "care-call"), Map.entry("how", "call"), Map.entry("due", "2026-03-01T16:30:00Z"),
                Map.entry("reason", "no consent"), Map.entry("tries", 2), Map.entry("complaint", "K-1"), Map.entry("effectiveSeverity", "high"),
                Map.entry("reply", "2026-03-01T16:30:00Z"), Map.entry("solve", "2026-03-01T16:30:00Z"), Map.entry("round", 2),
                Map.entry("remedy", "a call"), Map.entry("level", "manager"), Map.entry("matter", "K-1"), Map.entry("deadline", "reply"),
                Map.entry("text", "samples"), Map.entry("referrer", "C-9"), Map.entry("type", "purchase.made"), Map.entry("problem", "odd"));
        for (String type : List.of("tier", "stage", "abc", "tier-warning", "touch", "hold", "cancel", "move", "missed", "failed", "uncertain",
                "referral", "put-off", "set-aside", "bounced", "answered", "ignored", "retry", "complaint", "reopen", "remedy", "escalation", "alert", "promise")) {
            Decision decision = decision(type, detail, reason("t", "r", 2, "tier", "gold"));
            String english = Sentence.of(decision, Language.ENGLISH, COMPANY);
            String chinese = Sentence.of(decision, Language.CHINESE, COMPANY);
            assertFalse(english.contains("  ") || english.contains("null") || english.contains("()"), english);
            assertFalse(english.contains(type + ": "), "in words, not as a list of details: " + english);
            assertTrue(chinese.codePoints().anyMatch(c -> c > 0x4e00), chinese);
        }
    }

    @Test
    void aTypeThatNobodyHasWordsForIsStillReadable() {
        Decision unheardOf = decision("credit-limit", Map.of("grade", "C", "change", "-50 %"), reason("credit", "late-payer", 7, "traits.mood", "x"));

        for (Language language : Language.values()) {
            String sentence = Sentence.of(unheardOf, language, COMPANY);
            assertTrue(sentence.contains("Credit limit") && sentence.contains("late-payer") && sentence.contains("-50 %"), sentence);
            assertFalse(sentence.contains("null"), sentence);
        }
    }

    @Test
    void aLongTextIsCutWithoutTearingACharacter() {
        Decision heard = decision("complaint", Map.of("complaint", "K-1"), reason("lexicon", "leak", 3, "words", "漏水😀".repeat(40)));

        String why = Sentence.why(heard, Language.CHINESE, COMPANY);
        assertTrue(why.contains("…”"), why);
        assertEquals(why, new String(why.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8));
    }

    private static List<Reason> reason(String table, String row, int line, Object... facts) {
        Map<String, Object> met = new LinkedHashMap<>();
        for (int i = 0; i < facts.length; i += 2) {
            met.put((String) facts[i], facts[i + 1]);
        }
        return List.of(new Reason(table, row, line, met));
    }

    private static Decision decision(String type, Map<String, Object> detail, List<Reason> because) {
        return new Decision("d", Instant.parse("2026-03-01T00:00:00Z"), "C-1", type, detail, "v1", because, null);
    }
}
