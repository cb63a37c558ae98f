package dev.regard.routes.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code help}: what a command does and all its options, on every level: {@code help rules propose}. */
@Command(name = "help", helpCommand = true, description = "Says what a command does, with all its options.",
        footer = {"", "Examples:", "  regard help run", "  regard help rules propose"})
public final class HelpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command, and the one below it. Default: all commands.")
    private List<String> path = new ArrayList<>();

    @Override
    public Integer call() {
        CommandLine command = spec.parent().commandLine();
        for (String name : path) {
            CommandLine below = command.getSubcommands().get(name);
            if (below == null) {
                throw new ParameterException(spec.commandLine(), "there is no command '" + name + "' in regard help " + String.join(" ", path)
                        + (command.getSubcommands().isEmpty() ? "" : "; known are " + String.join(", ", command.getSubcommands().keySet())));
            }
            command = below;
        }
        command.usage(spec.commandLine().getOut());
        return ExitCode.OK;
    }
}
