package dev.regard.routes.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lets the Java machine remember the classes that the program loads, since most of a run's time goes into starting it. The program is the same. */
final class QuickStart {
    private static final List<String> MACHINE = List.of("-Xmx768m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private QuickStart() { }

    /** Options of the Java machine for the program as it is packaged. */
    static synchronized List<String> options(Path folder) throws IOException, InterruptedException {
        Path archive = Prey.jar().resolveSibling("regard.jsa");
        if (!Files.exists(archive) || Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(Prey.jar())) < 0) {
            Files.deleteIfExists(archive);
            Prey prey = Prey.born(new Prey.Birth(List.of(), folder.resolve("rehearsal"), with("-XX:ArchiveClassesAtExit=" + archive),
                    List.of("--clock", Feed.START.toString())), folder.resolve("rehearsal.log"));
            prey.awaitReady();
            prey.ask();
            prey.awaitDeath();
        }
        return Files.exists(archive) ? with("-XX:SharedArchiveFile=" + archive) : MACHINE;
    }

    /** The same for a program with other classes before its own, of which it can remember nothing. */
    static List<String> options() {
        return MACHINE;
    }

    private static List<String> with(String option) {
        return List.of(MACHINE.get(0), MACHINE.get(1), MACHINE.get(2), option);
    }
}
