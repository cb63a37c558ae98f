package dev.regard.routes;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchitectureTest {
    private static final String PLANTED = "dev.regard.routes.planted";

    /** The load-bearing packages: a check that missed one of them has not looked. */
    private static final Set<String> MUST_SEE = Set.of(
            "dev.regard.connectors.json",
            "dev.regard.connectors.web",
            "dev.regard.engine.customer",
            "dev.regard.engine.decision",
            "dev.regard.engine.event",
            "dev.regard.engine.organisation",
            "dev.regard.engine.outbox",
            "dev.regard.engine.rule",
            "dev.regard.engine.run",
            "dev.regard.engine.store",
            "dev.regard.engine.time",
            "dev.regard.routes.intake",
            "dev.regard.routes.wiring",
            "dev.regard.rules.table");

    private static final JavaClasses PROGRAM =
            new ClassFileImporter().withImportOption(ArchitectureTest::isShipped).importPackages("dev.regard");
    private static final JavaClasses OFFENCES = new ClassFileImporter().importPackages(PLANTED);

    /** Each law with the planted classes that break it, named without {@value PLANTED}. */
    enum Law {
        MODULES_POINT_INWARDS(Arrows::modulesPointInwards,
                "engine.Offences$SeesRules", "engine.Offences$SeesRoutes", "rules.Offences$SeesConnectors",
                "connectors.mail.Offences$SeesRules"),
        THE_ENGINE_IS_PLAIN_JAVA(Arrows::theEngineIsPlainJava,
                "engine.Offences$Logs", "engine.Offences$KnowsTheMoon"),
        THE_ENGINE_TOUCHES_NOTHING(Arrows::theEngineTouchesNothing,
                "engine.Offences$KnowsAFile"),
        DECISIONS_DO_NOT_ASK_THE_MACHINE(Arrows::decisionsDoNotAskTheMachine,
                "engine.Offences$AsksForNow", "engine.Offences$AsksForNowByReference",
                "engine.Offences$AsksForTheDate", "engine.Offences$LeavesIdsToChance",
                "rules.Offences$AsksForTheLanguage"),
        CONNECTORS_SHARE_ONLY_JSON(Arrows::connectorsShareOnlyJson,
                "connectors.mail.Offences$SeesAnotherConnector", "connectors.json.SeesWeb"),
        LIBRARIES_STAY_WHERE_THEY_BELONG(Arrows::librariesStayWhereTheyBelong,
                "engine.Offences$KnowsTheMoon", "rules.Offences$CarriesCamel"),
        PACKAGES_ARE_FREE_OF_CYCLES(Arrows::packagesAreFreeOfCycles,
                "engine.left.Left", "engine.right.Right");

        private final Function<Arrows, ArchRule> rule;
        private final Set<String> brokenBy;

        Law(Function<Arrows, ArchRule> rule, String... brokenBy) {
            this.rule = rule;
            this.brokenBy = Set.of(brokenBy);
        }

        ArchRule below(String root) {
            return rule.apply(new Arrows(root)).allowEmptyShould(true);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theProgramKeeps(Law law) {
        law.below("dev.regard").check(PROGRAM);
    }

    @ParameterizedTest
    @EnumSource
    void thePlantedOffencesAreCaughtAndTheInnocentAreNot(Law law) {
        String report = String.join("\n", law.below(PLANTED).evaluate(OFFENCES).getFailureReport().getDetails());

        Set<String> caught = OFFENCES.stream()
                .map(JavaClass::getName)
                .filter(name -> accuses(report, name))
                .map(name -> name.substring(PLANTED.length() + 1))
                .collect(toCollection(TreeSet::new));

        assertEquals(new TreeSet<>(law.brokenBy), caught, report);
    }

    @Test
    void everyPackageOfTheSourceTreeWasSeenInItsOwnModule() throws IOException {
        Set<String> written = new TreeSet<>();
        for (String module : Arrows.MODULES) {
            written.addAll(packagesBelow(Path.of("..", module, "src", "main", "java")));
        }
        Set<String> seen = PROGRAM.stream().map(JavaClass::getPackageName).collect(toCollection(TreeSet::new));

        assertEquals(written, seen);
        assertTrue(seen.containsAll(MUST_SEE), () -> "seen only " + seen);
        for (JavaClass type : PROGRAM) {
            String module = type.getPackageName().split("\\.")[2];
            String source = type.getSource().orElseThrow().getUri().toString();
            assertTrue(source.contains("/" + module + "/target/"), () -> type.getName() + " came from " + source);
        }
    }

    /** The origin of a violation stands first in its line, in angle brackets. */
    private static boolean accuses(String report, String className) {
        return Pattern.compile("^[^<\n]*<" + Pattern.quote(className) + "[.>]", Pattern.MULTILINE).matcher(report).find();
    }

    private static boolean isShipped(Location location) {
        return !location.contains("/test-classes/") && !location.contains("-tests.jar");
    }

    private static Set<String> packagesBelow(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> sources.relativize(file.getParent()).toString().replace('/', '.').replace('\\', '.'))
                    .collect(toSet());
        }
    }
}
