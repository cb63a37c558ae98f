package dev.regard.routes.command;

import dev.regard.routes.bench.BenchResult;
import dev.regard.routes.bench.Workload;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench}: how fast it is here. */
@Command(name = "bench", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Measures the program on this machine. Beside each rate stands the floor of the same run: the same by hand, or what the disk allows.",
        footer = {"", "decide   shipped tables on one thread, against the same tables written in Java by hand; an evaluation is one question to one table",
                "ingest   events over HTTP until their effects are durable",
                "import   a CSV of purchases until its effects are durable",
                "sweep    3,000 customers due among many, and among a tenth of them; five runs in turns, medians",
                "replan   all customers planned anew after a publication that changes 1 %%, while events go on being taken",
                "tables   a sheet of 2,000 rows and 30 columns checked and made ready to decide",
                "backtest a year of events under two rule sets, side by side",
                "all      one after the other", "soak     events over HTTP at a steady rate for half an hour: heap, threads, open files and the write-ahead log must level off", "",
                "Everything is written in a temporary folder (-Djava.io.tmpdir) and removed. The quoted figures were made with -Xmx1g.",
                "", "Examples:", "  regard bench decide", "  regard bench sweep --size 200000 --format json", "  regard bench soak --seconds 300 --rate 500"})
public final class BenchCommand implements Callable<Integer> {
    /** How results are written. */
    enum Format { TEXT, JSON }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "WORKLOAD", description = "decide, ingest, import, sweep, replan, all of these, or soak.")
    private String workload;

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "text", description = "text, or json: one object on the last line.")
    private String format;

    @Option(names = "--seconds", paramLabel = "N", description = "How long to measure 'decide' (default: 10) and 'soak' (default: 1800).")
    private Integer seconds;

    @Option(names = {"--size", "--rate"}, paramLabel = "N", description = "How many customers, events or rows; for 'soak', how many events a second. Default: as the quoted figures.")
    private Integer size;

    @Override
    public Integer call() throws Exception {
        List<Workload> all = workload.equals("all") ? Arrays.stream(Workload.values()).filter(Workload::isShort).toList() : Workload.named(workload).map(List::of)
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "'" + workload + "' is no workload; there are "
                        + String.join(", ", Arrays.stream(Workload.values()).map(Workload::word).toList()) + " and all"));
        Format wanted = Arrays.stream(Format.values()).filter(f -> f.name().equalsIgnoreCase(format)).findFirst()
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "'" + format + "' is neither text nor json"));
        if (seconds != null && seconds < 1 || size != null && size < 1) {
            throw new ParameterException(spec.commandLine(), "--seconds and --size must be at least 1");
        }
        Logging.quiet();
        PrintWriter out = spec.commandLine().getOut();
        for (Workload one : all) {
            BenchResult result = one.measure(size == null ? one.size() : size, seconds == null ? one.seconds() : seconds, line -> {
                out.println(line);
                out.flush();
            });
            out.println(wanted == Format.JSON ? result.json() : result.words());
            out.flush();
        }
        return 0;
    }
}
