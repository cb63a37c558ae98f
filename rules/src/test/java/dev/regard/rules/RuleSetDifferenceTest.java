package dev.regard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RuleSetDifferenceTest {
    private static final String LETTER = "templates/en/care.txt";

    private static List<String> lines(String file, String before, String after) {
        return RuleSetDifference.of(files(file, before), files(file, after));
    }

    private static RuleSetFiles files(String file, String text) {
        return RuleSetFiles.of(Map.of(file, text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void anAddedRowIsShownWithARoleOfTheSameNameAsItsKey() {
        String table = "Revisits\nWho is called.\nKey,After,Role,How\nfloor,purchase,floor-call,call\n";
        assertEquals(List.of("revisits: row added: winter (After delivery, Role winter, How call)"), lines("tables/revisits.csv", table, table + "winter,delivery,winter,call\n"));
    }

    @Test
    void aChangedLetterIsShownWithItsOtherLines() {
        assertEquals(List.of(LETTER + ": changed", "  - Dear {name},", "  + Hello {name},", "  + How are you?", "  - Goodbye"),
                lines(LETTER, "Subject\n\nDear {name},\nwe wrote\nGoodbye\nThe team\n", "Subject\n\nHello {name},\nHow are you?\nwe wrote\nThe team\n"));
    }

    @Test
    void ofMuchThatIsOtherSomeLinesAreShown() {
        List<String> lines = lines(LETTER, "one\n", String.join("\n", IntStream.range(0, 40).mapToObj(i -> "line " + i).toList()));
        assertEquals(14, lines.size());
        assertEquals("  and 29 lines more", lines.get(13));
    }

    @Test
    void whatIsNoTextIsChangedAndNoMore() {
        assertEquals(List.of(LETTER + ": changed"), lines(LETTER, "a\u00ff", "b\u00ff"));
        assertEquals(List.of(LETTER + ": changed"), lines(LETTER, "a\n", "a\r\n"));
        List<String> some = new ArrayList<>(IntStream.range(0, 3_000).mapToObj(i -> "line " + i).toList());
        assertEquals(List.of(LETTER + ": changed"), lines(LETTER, String.join("\n", some), String.join("\n", some.stream().map(line -> line + "!").toList())));
    }
}
