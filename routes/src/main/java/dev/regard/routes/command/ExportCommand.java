package dev.regard.routes.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regard.routes.remote.EngineClient;
import dev.regard.routes.settings.Setting;
import dev.regard.routes.settings.Settings;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code export}: what is known, as files. */
@Command(name = "export", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Writes customers, decisions, touches and complaints as NDJSON, each as the API shows it.",
        footer = {"", "The files hold personal data; only their owner may read them.",
                "", "Examples:",
                "  regard export --out backup",
                "  regard export --out access-request --customer C-1001     everything about one customer",
                "  regard export --out access-request --customer email:li@example.com"})
public final class ExportCommand implements Callable<Integer>, EngineOptions.Taker {
    private static final List<String> LISTS = List.of("customers", "decisions", "touches", "complaints");

    @Spec
    private CommandSpec spec;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the files go. Those of an earlier export are replaced.")
    private Path folder;

    @Option(names = "--customer", paramLabel = "ID", description = "Only this customer, by id or by a key such as email:... or phone:...")
    private String customer;

    @Override
    public Set<Setting> settings() {
        return EnumSet.of(Setting.DATA, Setting.MONGODB, Setting.TIME_ZONE, Setting.CLOCK, Setting.YES_VIRTUAL_TIME, Setting.TOKEN);
    }

    @Override
    public Integer call() throws IOException {
        Settings settings = Engines.known(EngineOptions.settings(spec));
        Files.createDirectories(folder);
        boolean[] found = {true};
        Engines.ask(settings, engine -> found[0] = export(engine));
        if (!found[0]) {
            spec.commandLine().getErr().println("there is no customer " + customer);
        }
        return found[0] ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private boolean export(EngineClient engine) {
        Optional<JsonNode> one = customer == null ? Optional.empty() : engine.customer(customer);
        if (customer != null && one.isEmpty()) {
            return false;
        }
        Map<String, String> filter = one.map(c -> Map.of("customer", c.path("id").asText())).orElse(Map.of());
        try (Progress progress = Progress.of("export", "records")) {
            for (String list : LISTS) {
                long written = write(list, progress, sink -> {
                    if (list.equals("customers") && one.isPresent()) {
                        sink.accept(one.get());
                    } else {
                        engine.each(list, filter, sink);
                    }
                });
                spec.commandLine().getOut().println(written + " " + list);
            }
        }
        return true;
    }

    /** Under its name only when it is whole. */
    private long write(String list, Progress progress, Consumer<Consumer<JsonNode>> source) {
        Path unfinished = folder.resolve("." + list + ".part");
        long[] written = {0};
        try {
            try (BufferedWriter out = Private.writer(unfinished)) {
                source.accept(item -> {
                    line(out, item);
                    written[0]++;
                    progress.step(1);
                });
            }
            Private.replace(unfinished, folder.resolve(list + ".ndjson"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder + ": " + e.getMessage(), e);
        }
        return written[0];
    }

    private static void line(BufferedWriter out, JsonNode item) {
        try {
            out.write(item.toString());
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
