package dev.regard.engine.decide;

import java.util.Map;

/** The engine's own few terms, in Chinese and English; anything else is said by the templates. */
final class Terms {
    private static final Map<String, String> CHINESE = Map.ofEntries(
            Map.entry("birthday", "生日"), Map.entry("spring-festival", "春节"), Map.entry("lantern", "元宵节"), Map.entry("qingming", "清明"),
            Map.entry("dragon-boat", "端午节"), Map.entry("mid-autumn", "中秋节"), Map.entry("national-day", "国庆节"),
            Map.entry("new-year", "元旦"), Map.entry("christmas", "圣诞节"), Map.entry("first-purchase", "首次购买纪念日"),
            Map.entry("founding-day", "公司成立纪念日"), Map.entry("deadline-opened", "受理"), Map.entry("deadline-reply", "首次回复"),
            Map.entry("deadline-solve", "解决"), Map.entry("deadline-confirm", "客户确认"), Map.entry("deadline-internal", "内部完成"),
            Map.entry("deadline-promised", "承诺日期"), Map.entry("low", "低"), Map.entry("normal", "一般"), Map.entry("high", "严重"),
            Map.entry("critical", "特别严重"));
    private static final Map<String, String> ENGLISH = Map.ofEntries(
            Map.entry("birthday", "birthday"), Map.entry("spring-festival", "Spring Festival"), Map.entry("lantern", "Lantern Festival"),
            Map.entry("qingming", "Qingming"), Map.entry("dragon-boat", "Dragon Boat Festival"), Map.entry("mid-autumn", "Mid-Autumn Festival"),
            Map.entry("national-day", "National Day"), Map.entry("new-year", "New Year"), Map.entry("christmas", "Christmas"),
            Map.entry("first-purchase", "anniversary of the first purchase"), Map.entry("founding-day", "founding day"),
            Map.entry("deadline-opened", "opening"), Map.entry("deadline-reply", "first reply"), Map.entry("deadline-solve", "solution"),
            Map.entry("deadline-confirm", "confirmation by the customer"), Map.entry("deadline-internal", "internal deadline"),
            Map.entry("deadline-promised", "promised date"));

    private Terms() { }

    /** The term in the language; as it is, when there is none. */
    static String in(String language, String term) {
        return (language.startsWith("zh") ? CHINESE : ENGLISH).getOrDefault(term, term);
    }
}
