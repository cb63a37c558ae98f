package dev.regard.routes.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regard.engine.run.Intake.Receipt;
import dev.regard.routes.remote.EngineClient;
import dev.regard.routes.settings.Setting;
import dev.regard.routes.settings.Settings;
import dev.regard.routes.wiring.Company;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code events}: what arrived, and what nothing could be made of. */
@Command(name = "events", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Lists the events that were put aside because nothing could be made of them, or shows events by the key that decisions name them by.",
                "When the reason is mended, --again takes them once more, as if they had arrived now; what was taken again already is not taken twice."},
        footer = {"", "Examples:", "  regard events", "  regard events 5d41402abc4b2a76    shows one as it arrived", "  regard events --again 5d41402abc4b2a76", "  regard events --again-all"})
public final class EventsCommand implements Callable<Integer>, EngineOptions.Taker {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "KEY", arity = "0..*", description = "Keys of events.")
    private List<String> keys = List.of();

    @Option(names = "--again", description = "Take these events once more.")
    private boolean again;

    @Option(names = "--again-all", description = "Take once more all that were put aside and not taken again yet.")
    private boolean againAll;

    @Override
    public Set<Setting> settings() {
        return EnumSet.of(Setting.DATA, Setting.MONGODB, Setting.TOKEN);
    }

    @Override
    public Integer call() {
        if (again && (keys.isEmpty() || againAll) || againAll && !keys.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--again takes the keys of events; --again-all takes none");
        }
        Settings settings = Engines.known(EngineOptions.settings(spec));
        PrintWriter out = spec.commandLine().getOut();
        Engines.ask(settings, engine -> {
            if (again || againAll) {
                Receipt receipt = engine.takeAgain(keys);
                out.println(receipt.accepted() + " taken again" + (receipt.repeated() == 0 ? "" : ", " + receipt.repeated() + " were already"));
            } else if (keys.isEmpty()) {
                list(engine, new Minutes(Company.read(settings).organisation().zone()), out);
            } else {
                keys.forEach(key -> out.println(engine.event(key).toPrettyString()));
            }
        });
        return ExitCode.OK;
    }

    private static void list(EngineClient engine, Minutes minutes, PrintWriter out) {
        JsonNode items = engine.setAside();
        if (items.isEmpty()) {
            out.println("no event was put aside");
        }
        items.forEach(item -> out.printf("%s  %s  %s %s/%s of %s%s%n    %s%n", minutes.of(item.path("at")), item.path("event").asText(), item.path("type").asText(), item.path("source").asText(),
                item.path("id").asText(), item.path("customer").asText(), item.path("again").asBoolean() ? " (taken again)" : "", item.path("problem").asText()));
    }
}
