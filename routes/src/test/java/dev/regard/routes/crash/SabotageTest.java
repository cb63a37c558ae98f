package dev.regard.routes.crash;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SabotageTest {
    /** Else nobody would know before the next run of the harness, which takes minutes. */
    @ParameterizedTest
    @EnumSource
    void theSourceHasThePlaceThatIsMadeWrong(Sabotage sabotage) throws IOException {
        assertTrue(sabotage.text().length() > 0);
    }
}
