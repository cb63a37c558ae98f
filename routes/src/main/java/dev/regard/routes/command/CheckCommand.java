package dev.regard.routes.command;

import dev.regard.rules.RuleSetReader;
import dev.regard.rules.check.RuleProblem;
import java.nio.file.Path;
import java.util.List;
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
                "", "Examples:", "  regard check my-rules", "  regard check my-rules --coverage"})
public final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Holds tables/, calendars/, templates/, scenarios/ and, where it is checked too, organisation.yaml.")
    private Path folder;

    @Option(names = "--coverage", description = "Says too which rows decided nothing in any scenario.")
    private boolean coverage;

    @Override
    public Integer call() {
        List<RuleProblem> problems = RuleSetReader.check(folder);
        problems.forEach(spec.commandLine().getOut()::println);
        if (coverage) {
            RuleSetReader.coverage(folder).forEach(spec.commandLine().getOut()::println);
        }
        return problems.stream().anyMatch(RuleProblem::isError) ? ExitCode.SOFTWARE : ExitCode.OK;
    }
}
