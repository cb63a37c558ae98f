package dev.regard.engine.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void aPairIsNeverCutInTwo() {
        assertEquals("a", Texts.cut("a😀b", 2));
        assertEquals("a😀", Texts.cut("a😀b", 3));
        assertEquals("a😀b", Texts.cut("a😀b", 4));
        assertEquals("", Texts.cut("😀", 0));
    }

    @Test
    void aHalfThatStandsAloneIsReplaced() {
        assertEquals("a\uFFFDb\uFFFD\uFFFD😀", Texts.whole("a\uD83Db\uDE00\uD83D😀"));
        String good = "good 😀";
        assertSame(good, Texts.whole(good));
    }
}
