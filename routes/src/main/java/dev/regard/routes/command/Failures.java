package dev.regard.routes.command;

import dev.regard.connectors.files.BrokenColumns;
import dev.regard.connectors.gateway.BrokenGateways;
import dev.regard.connectors.web.WebServer;
import dev.regard.connectors.web.webhook.BrokenWebhooks;
import dev.regard.engine.store.StoreRefused;
import dev.regard.engine.store.StoreUnavailable;
import dev.regard.routes.demo.DemoFolder;
import dev.regard.routes.remote.EngineClient;
import dev.regard.routes.settings.WrongSetting;
import dev.regard.routes.wiring.RulesRefused;
import dev.regard.rules.RuleSetUnreadable;
import java.io.UncheckedIOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/** How a command tells that it failed: what an operator can act on in plain words, anything else with its trace. */
public final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final List<Class<? extends Exception>> PLAIN = List.of(RulesRefused.class, RuleSetUnreadable.class, StoreRefused.class, DemoFolder.NotOurs.class,
            StoreUnavailable.class, WebServer.CannotStart.class, BrokenColumns.class, BrokenGateways.class, BrokenWebhooks.class, EngineClient.Refused.class, UncheckedIOException.class);

    private Failures() { }

    /** The same command line, telling its failures like this. */
    public static CommandLine toldIn(CommandLine line) {
        return line.setExecutionExceptionHandler((failure, command, parsed) -> told(failure, command));
    }

    private static int told(Exception failure, CommandLine command) {
        if (failure instanceof WrongSetting) {
            command.getErr().println(failure.getMessage());
            return ExitCode.USAGE;
        }
        if (failure instanceof RulesRefused refused) {
            refused.problems().forEach(problem -> Logging.tell(command.getErr(), problem.toString()));
        }
        if (failure instanceof EngineClient.Refused refused) {
            refused.problems().forEach(problem -> Logging.tell(command.getErr(), problem.toString()));
        }
        if (PLAIN.stream().anyMatch(type -> type.isInstance(failure))) {
            Logging.tell(command.getErr(), "regard: " + failure.getMessage());
            LOG.debug("failed", failure);
        } else {
            LOG.error("failed", failure);
        }
        return ExitCode.SOFTWARE;
    }
}
