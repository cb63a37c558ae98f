package dev.regard.routes.command;

import dev.regard.engine.organisation.Organisation;
import dev.regard.routes.settings.Setting;
import dev.regard.routes.settings.Settings;
import dev.regard.routes.wiring.Company;
import dev.regard.rules.RuleSetFiles;
import dev.regard.rules.RuleSetReader;
import dev.regard.rules.check.RuleProblem.Severity;
import dev.regard.rules.check.RuleProblem;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check}: what is wrong in a rule set. */
@Command(name = "check", mixinStandardHelpOptions = true,
        description = "Checks a rule-set folder and prints one problem a line: FILE[!SHEET]:ROW:COLUMN: severity: plain words.",
        footer = {"", "A rule set that is fine prints nothing; its scenarios were run. Exit status 1 when there is an error; warnings alone give 0.",
                "", "Examples:", "  regard check my-rules", "  regard check my-rules --coverage",
                "  regard check my-rules --customers --data /var/lib/regard"})
public final class CheckCommand implements Callable<Integer>, EngineOptions.Taker {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Holds tables/, calendars/, templates/, scenarios/ and, where it is checked too, organisation.yaml. "
            + "Without that the one of the data folder counts.")
    private Path folder;

    @Option(names = "--coverage", description = "Says too which rows decided nothing in any scenario.")
    private boolean coverage;

    @Option(names = "--customers", description = "Says too how many of today's customers each problem of a row concerns: asks the engine of the data folder.")
    private boolean customers;

    @Override
    public Set<Setting> settings() {
        return EnumSet.of(Setting.DATA, Setting.MONGODB, Setting.TIME_ZONE, Setting.CLOCK, Setting.YES_VIRTUAL_TIME, Setting.TOKEN);
    }

    @Override
    public Integer call() {
        if (customers) {
            return counted();
        }
        Settings settings = EngineOptions.settings(spec);
        Optional<Organisation> company = Company.ofData(settings);
        List<RuleProblem> problems = new ArrayList<>(RuleSetReader.check(folder, company));
        problems.addAll(RuleSetReader.over(RuleSetFiles.in(folder), today(settings, company)));
        problems.forEach(spec.commandLine().getOut()::println);
        if (coverage) {
            RuleSetReader.coverage(folder, company).forEach(spec.commandLine().getOut()::println);
        }
        return problems.stream().anyMatch(RuleProblem::isError) ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    /** By the clock and in the zone of the company of the data folder; before its first start of the sample. */
    private static LocalDate today(Settings settings, Optional<Organisation> company) {
        return LocalDate.ofInstant(Engines.now(settings), company.orElseGet(() -> Company.asItStands(settings)).zone());
    }

    /** By the engine, with the company that it works for. */
    private int counted() {
        boolean[] error = {false};
        byte[] archive = RuleSetFiles.in(folder).archive();
        RuleSetReader.leftAlone(folder).forEach(spec.commandLine().getOut()::println);
        Engines.ask(Engines.known(EngineOptions.settings(spec)), engine -> engine.changeRules("check", Map.of(), archive).path("problems").forEach(problem -> {
            String reason = problem.path("reason").asText();
            error[0] |= reason.startsWith(Severity.ERROR.toString());
            long count = problem.path("customers").asLong();
            spec.commandLine().getOut().println(problem.path("path").asText() + ": " + reason
                    + (problem.has("customers") ? " (" + count + (count == 1 ? " customer" : " customers") + " of today)" : ""));
        }));
        return error[0] ? ExitCode.SOFTWARE : ExitCode.OK;
    }
}
