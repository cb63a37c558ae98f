package dev.regard.rules.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> TIERS = List.of("platinum", "gold", "iron", "lead");

    @Test
    void aMissingAWrongAndASwappedLetterAreForgiven() {
        assertEquals(Optional.of("gold"), Nearest.to("gld", TIERS));
        assertEquals(Optional.of("gold"), Nearest.to("golf", TIERS));
        assertEquals(Optional.of("iron"), Nearest.to("iorn", TIERS));
        assertEquals(Optional.of("platinum"), Nearest.to("PLATNIUM", TIERS));
    }

    @Test
    void somethingElseIsNotGuessed() {
        assertEquals(Optional.empty(), Nearest.to("customers", TIERS));
        assertEquals("'customers' is not known; known are gold, iron, lead, platinum", Nearest.unknown("customers", TIERS));
    }

    @Test
    void theLastPartOfANameIsEnough() {
        assertEquals(Optional.of("revisits/consumer-care"), Nearest.to("consumer-care", List.of("abc/class-a", "revisits/consumer-care")));
        assertEquals(Optional.empty(), Nearest.to("care", List.of("abc/class-a", "revisits/consumer-care")));
    }

    @Test
    void columnsAreLetteredAsSpreadsheetProgramsDo() {
        assertEquals(List.of("A", "Z", "AA", "AZ", "BA"), List.of(Place.letters(0), Place.letters(25), Place.letters(26), Place.letters(51), Place.letters(52)));
    }
}
