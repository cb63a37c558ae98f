package dev.regard.routes.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.crash.CrashPoint;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing acknowledged is lost and nobody is contacted twice, whenever the program is killed. */
class CrashIT {
    private static final Form SHORT = new Form(1, 24, 4_000);

    @TempDir
    Path folder;

    @Test
    void nothingIsLostAndNobodyIsContactedTwiceOnTheEmbeddedStore() throws Exception {
        Set<CrashPoint> points = EnumSet.allOf(CrashPoint.class);
        Hunt hunt = new Hunt(SHORT.orAsTold(), folder, List.of(), List.of(), points);
        Scars scars = hunt.run();
        System.out.println(scars.table(hunt.title("embedded store")));
        assertEquals(0, scars.violations());
        assertEquals(Set.of(), scars.neverReached());
        assertTrue(scars.kills() >= SHORT.orAsTold().kills());
    }
}
