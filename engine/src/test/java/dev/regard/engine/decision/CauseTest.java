package dev.regard.engine.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CauseTest {

    @ParameterizedTest
    @EnumSource
    void whatIsKeptIsKnownAgainInBothLanguages(Cause cause) {
        String kept = cause.words("7", "13", "21");
        String chinese = Cause.in(kept, Language.CHINESE);

        assertEquals(kept, Cause.in(kept, Language.ENGLISH));
        assertFalse(chinese.matches("(?s).*[A-Za-z{].*"), chinese);
        for (String fact : new String[] {"7", "13", "21"}) {
            assertEquals(kept.matches(".*\\b" + fact + "\\b.*"), chinese.matches(".*(?<!\\d)" + fact + "(?!\\d).*"), chinese);
        }
    }

    @Test
    void aReasonWithinAReasonIsSaidInTheSameLanguage() {
        String kept = Cause.HELD_TOO_LONG.words(7, "没有客户的同意 / there is no consent");

        assertEquals("held for 7 days: there is no consent", Cause.in(kept, Language.ENGLISH));
        assertEquals("已暂缓 7 天：没有客户的同意", Cause.in(kept, Language.CHINESE));
        assertEquals("已暂缓 7 天：168 小时内最多 2 次", Cause.in(Cause.HELD_TOO_LONG.words(7, Cause.CAPPED.words(2, 168)), Language.CHINESE));
        assertEquals("可能已发送：发送过程中引擎停止", Cause.in(Cause.PERHAPS_SENT.words(Cause.STOPPED_WHILE_SENDING.words()), Language.CHINESE));
    }

    @Test
    void whatSomebodyElseWroteStaysAsItIs() {
        for (String words : new String[] {"550 5.1.1 no such user", "", "on holiday / back in May", "春节 / 元旦", "a / 二 / c", "held for long"}) {
            for (Language language : Language.values()) {
                assertEquals(words, Cause.in(words, language));
            }
        }
        assertEquals("致歉", Language.CHINESE.part("致歉 / An apology"));
        assertEquals("An apology", Language.ENGLISH.part("致歉 / An apology"));
        assertEquals("An apology", Language.ENGLISH.part("An apology / 致歉"));
    }

    @Test
    void aFactMayHoldWhatAPatternMeans() {
        String kept = Cause.NO_SUCH_CUSTOMER.words("$1 {0} \\E\n");

        assertTrue(Cause.in(kept, Language.CHINESE).endsWith("$1 {0} \\E\n"), Cause.in(kept, Language.CHINESE));
    }
}
