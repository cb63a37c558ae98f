package dev.regard.routes;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Who may see whom, as rules over all packages below one root, so that planted offences meet the very same rules. */
final class Arrows {
    static final List<String> MODULES = List.of("engine", "rules", "connectors", "routes");

    /** Libraries that one place hides from all the others. */
    private static final Map<String, List<String>> HIDDEN_BY = Map.ofEntries(
            Map.entry("com.nlf.calendar..", List.of(".engine.time..")),
            Map.entry("org.drools..", List.of(".rules..")),
            Map.entry("org.kie..", List.of(".rules..")),
            Map.entry("org.apache.poi..", List.of(".rules..")),
            Map.entry("com.samskivert.mustache..", List.of(".rules..")),
            Map.entry("org.sqlite..", List.of(".connectors.sqlite..")),
            Map.entry("com.mongodb..", List.of(".connectors.mongodb..")),
            Map.entry("org.bson..", List.of(".connectors.mongodb..")),
            Map.entry("jakarta.mail..", List.of(".connectors.mail..")),
            Map.entry("org.eclipse.jetty..", List.of(".connectors.web..")),
            Map.entry("gg.jte..", List.of(".connectors.web..")),
            Map.entry("org.apache.kafka..", List.of(".connectors.kafka..")),
            Map.entry("org.dhatim.fastexcel..", List.of(".connectors.files..")),
            Map.entry("org.apache.camel..", List.of(".routes..")),
            Map.entry("picocli..", List.of(".routes..")));

    private static final Set<String> INPUT_AND_OUTPUT = Set.of(
            "java.io.File", "java.io.FileInputStream", "java.io.FileOutputStream", "java.io.FileReader",
            "java.io.FileWriter", "java.io.RandomAccessFile", "java.io.Console", "java.io.PrintStream",
            "java.lang.Process", "java.lang.ProcessBuilder");

    private final String root;

    Arrows(String root) {
        this.root = root;
    }

    ArchRule modulesPointInwards() {
        return CompositeArchRule
                .of(noClasses().that().resideInAPackage(root + ".engine..").should().dependOnClassesThat()
                        .resideInAnyPackage(root + ".rules..", root + ".connectors..", root + ".routes..")
                        .allowEmptyShould(true))
                .and(noClasses().that().resideInAPackage(root + ".rules..").should().dependOnClassesThat()
                        .resideInAnyPackage(root + ".connectors..", root + ".routes..")
                        .allowEmptyShould(true))
                .and(noClasses().that().resideInAPackage(root + ".connectors..").should().dependOnClassesThat()
                        .resideInAnyPackage(root + ".rules..", root + ".routes..")
                        .allowEmptyShould(true));
    }

    ArchRule theEngineIsPlainJava() {
        return CompositeArchRule
                .of(classes().that().resideInAPackage(root + ".engine..")
                        .and().resideOutsideOfPackage(root + ".engine.time..")
                        .should().onlyDependOnClassesThat().resideInAnyPackage(root + "..", "java.."))
                .and(classes().that().resideInAPackage(root + ".engine.time..")
                        .should().onlyDependOnClassesThat()
                        .resideInAnyPackage(root + "..", "java..", "com.nlf.calendar.."));
    }

    ArchRule theEngineTouchesNothing() {
        return noClasses().that().resideInAPackage(root + ".engine..")
                .should().dependOnClassesThat(
                        resideInAPackage("java.nio.file..").or(resideInAPackage("java.nio.channels.."))
                                .or(resideInAPackage("java.net..")).or(resideInAPackage("java.sql.."))
                                .or(DescribedPredicate.describe("that read or write",
                                        type -> INPUT_AND_OUTPUT.contains(type.getName()))));
    }

    ArchRule decisionsDoNotAskTheMachine() {
        return noClasses().that().resideInAnyPackage(root + ".engine..", root + ".rules..")
                .should().accessTargetWhere(DescribedPredicate.describe(
                        "asks for the wall clock, the machine's zone or language, or for chance", Arrows::asksTheMachine));
    }

    ArchRule connectorsShareOnlyJson() {
        return slices().matching(root + ".connectors.(*)..").namingSlices("$1").should().notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAPackage(root + ".connectors.json.."));
    }

    ArchRule librariesStayWhereTheyBelong() {
        CompositeArchRule all = null;
        for (Map.Entry<String, List<String>> library : HIDDEN_BY.entrySet()) {
            String[] owners = library.getValue().stream().map(owner -> root + owner).toArray(String[]::new);
            ArchRule one = noClasses().that().resideOutsideOfPackages(owners)
                    .should().dependOnClassesThat().resideInAPackage(library.getKey());
            all = all == null ? CompositeArchRule.of(one) : all.and(one);
        }
        return all;
    }

    ArchRule packagesAreFreeOfCycles() {
        return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }

    private static boolean asksTheMachine(JavaAccess<?> access) {
        AccessTarget target = access.getTarget();
        String owner = target.getOwner().getName();
        return switch (target.getName()) {
            case "now" -> owner.startsWith("java.time.") && !takes(target, Clock.class);
            case "system", "systemUTC", "systemDefaultZone", "tickMillis", "tickSeconds", "tickMinutes" ->
                    is(owner, Clock.class, InstantSource.class);
            case "systemDefault" -> is(owner, ZoneId.class);
            case "getDefault" -> is(owner, TimeZone.class, Locale.class);
            case "getInstance" -> is(owner, Calendar.class);
            case "currentTimeMillis" -> is(owner, System.class);
            case "randomUUID" -> is(owner, UUID.class);
            case "random" -> is(owner, Math.class);
            case "current" -> is(owner, ThreadLocalRandom.class);
            case "<init>" -> is(owner, Date.class, GregorianCalendar.class, Random.class) && takesNothing(target);
            default -> false;
        };
    }

    private static boolean is(String owner, Class<?>... types) {
        return List.of(types).stream().anyMatch(type -> type.getName().equals(owner));
    }

    private static boolean takes(AccessTarget target, Class<?> parameter) {
        return target instanceof CodeUnitAccessTarget unit
                && unit.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(parameter));
    }

    private static boolean takesNothing(AccessTarget target) {
        return target instanceof CodeUnitAccessTarget unit && unit.getRawParameterTypes().isEmpty();
    }
}
