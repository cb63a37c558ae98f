package dev.regard.routes;

import dev.regard.routes.command.BacktestCommand;
import dev.regard.routes.command.BenchCommand;
import dev.regard.routes.command.CheckCommand;
import dev.regard.routes.command.ClockCommand;
import dev.regard.routes.command.EventsCommand;
import dev.regard.routes.command.DemoCommand;
import dev.regard.routes.command.EngineOptions;
import dev.regard.routes.command.ExplainCommand;
import dev.regard.routes.command.ExportCommand;
import dev.regard.routes.command.Failures;
import dev.regard.routes.command.HelpCommand;
import dev.regard.routes.command.ImportCommand;
import dev.regard.routes.command.PreviewCommand;
import dev.regard.routes.command.RulesCommand;
import dev.regard.routes.command.RunCommand;
import dev.regard.routes.command.SuddenDeath;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The program. */
@Command(name = "regard", mixinStandardHelpOptions = true, versionProvider = Regard.Version.class,
        description = "Looks after customers by rules that a business person can read: tiers, revisits, birthdays and festivals, complaints and their deadlines.",
        subcommands = {RunCommand.class, DemoCommand.class, CheckCommand.class, BacktestCommand.class, PreviewCommand.class, ImportCommand.class, ExportCommand.class, ExplainCommand.class, RulesCommand.class, ClockCommand.class, EventsCommand.class, BenchCommand.class,
                HelpCommand.class},
        footer = {"", "Examples:",
                "  regard demo                                    see it at work for a made-up company",
                "  regard run                                     start the engine on ./regard-data; pages at http://127.0.0.1:8080",
                "  regard import customers.csv purchases-2026.csv bring files in and wait until they are decided",
                "  regard explain C-1001                          why things are as they are for one customer",
                "  regard check my-rules                          check a rule set before it is published",
                "  regard preview --rules my-rules birthday-greeting  how that mail looks, in each language and wording",
                "  regard help run                                all options of a command",
                "  regard help rules propose                      the same of a command below another",
                "", "Exit status: 0 done, 1 failed, 2 wrong use."})
public final class Regard {
    private Regard() { }

    public static void main(String[] args) {
        SuddenDeath.atCrashPoints();
        System.exit(commandLine().setOut(new PrintWriter(new OutputStreamWriter(System.out, encoding()), true)).execute(args));
    }

    /** That of the terminal; where it knows only ASCII, customers' names still come out whole. */
    private static Charset encoding() {
        Charset terminal = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
        return terminal.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : terminal;
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Regard());
        EngineOptions.addTo(line);
        line.registerConverter(LocalDate.class, Regard::day);
        return Failures.toldIn(line);
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new CommandLine.TypeConversionException("'" + text + "' is no day such as 2026-09-01");
        }
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Regard.class.getPackage().getImplementationVersion();
            return new String[] {"regard " + (version == null ? "(not packed)" : version), "Java " + System.getProperty("java.version")};
        }
    }
}
