package dev.regard.routes.crash;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Mistakes that this program must not make, each as one change of its source. A harness that lets one of them pass is broken. */
enum Sabotage {
    /** Who brings an event hears that it is filed before it is committed, which takes its time on a slow disk. */
    ACKNOWLEDGED_BEFORE_DURABLE("acknowledged events lost", "connectors", "dev/regard/connectors/sqlite/Writer.java",
            "                results.add(job.run(session));\n",
            "                Runnable told = job.run(session);\n                results.add(told);\n"
                    + "                if (job.doing.equals(\"filing events\")) {\n                    told.run();\n"
                    + "                    java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);\n                }\n"),
    /** The same over MongoDB. */
    ACKNOWLEDGED_BEFORE_DURABLE_ON_MONGODB("acknowledged events lost", "connectors", "dev/regard/connectors/mongodb/MongoJournal.java",
            "        Set<String> fresh = Calls.call(\"filing events\", () -> file(byKey, receivedAt));\n",
            "        Set<String> fresh = new HashSet<>(byKey.keySet());\n        fresh.removeIf(key -> find(key).isPresent());\n"
                    + "        new Thread(() -> {\n            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);\n"
                    + "            Calls.call(\"filing events\", () -> file(byKey, receivedAt));\n        }).start();\n"),
    /** What one thread is sending another one takes for what an ended process left: on virtual time they take turns. */
    TAKEN_FOR_LEFT_BEHIND("a message is uncertain only where it is", "engine", "dev/regard/engine/run/Outbox.java",
            "        file();\n        int tried = 0;\n",
            "        file();\n        if (lane == Dispatch.Lane.URGENT) {\n"
                    + "            store.outgoing().abandoned(NOBODY, BATCH).stream().filter(d -> !d.alert())\n"
                    + "                    .forEach(d -> append(event(d, interrupted(d, Outcome.UNCERTAIN, \"the engine stopped while it was being sent\"))));\n"
                    + "        }\n        int tried = 0;\n"),
    /** What is decided once more by another process is another thing. */
    EFFECT_IDS_AT_RANDOM("one contact for an event or occasion and role", "engine", "dev/regard/engine/event/Digest.java",
            "        all[0] = customer;\n",
            "        all[0] = customer + ProcessHandle.current().pid();\n"),
    /** A message counts as sent when it is about to be. */
    SENT_BEFORE_SENDING("a message that counts as sent was sent", "engine", "dev/regard/engine/run/Outbox.java",
            "            unfiled = event(next, tried(next));\n",
            "            append(event(next, report(next, Outcome.SENT, \"\")));\n            unfiled = event(next, tried(next));\n"),
    /** A start takes the latest events for new. */
    WATERMARK_FORGOTTEN("tiers, classes and sums as the model has them", "connectors", "dev/regard/connectors/sqlite/SqliteJournal.java",
            "        waiting = new AtomicLong(readers.read(\"counting events\", s ->\n",
            "        writer.write(\"forgetting\", s -> s.update(\"INSERT OR IGNORE INTO waiting SELECT sequence FROM journal ORDER BY sequence DESC LIMIT 200\"));\n"
                    + "        waiting = new AtomicLong(readers.read(\"counting events\", s ->\n");

    private final String violated;
    private final Path source;
    private final String right;
    private final String wrong;

    Sabotage(String violated, String module, String source, String right, String wrong) {
        this.source = Path.of("..", module, "src", "main", "java").resolve(source);
        this.violated = violated;
        this.right = right;
        this.wrong = wrong;
    }

    /** What must hold and does not, as the table of results calls it. */
    String violated() {
        return violated;
    }

    /** The changed classes in a folder of their own, made against the packaged program. */
    Path build(Path folder) throws IOException {
        Path changed = Files.createDirectories(folder.resolve("source")).resolve(source.getFileName());
        Files.writeString(changed, text());
        Path classes = Files.createDirectories(folder.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean well = compiler.getTask(said, files, null, List.of("-proc:none", "-cp", packaged(), "-d", classes.toString()), null,
                    files.getJavaFileObjects(changed)).call();
            if (!well) {
                throw new IllegalStateException("the sabotaged source does not compile:\n" + said);
            }
        }
        return classes;
    }

    /**
     * The source with the mistake.
     *
     * @throws IllegalStateException where it does not say once what the mistake is made of
     */
    String text() throws IOException {
        String text = Files.readString(source);
        int at = text.indexOf(right);
        if (at < 0 || text.indexOf(right, at + 1) >= 0) {
            throw new IllegalStateException(source + " must say once: " + right);
        }
        return text.replace(right, wrong);
    }

    private static String packaged() throws IOException {
        try (Stream<Path> jars = Files.list(Prey.jar().resolveSibling("lib"))) {
            return jars.map(Path::toString).collect(Collectors.joining(File.pathSeparator, Prey.jar() + File.pathSeparator, ""));
        }
    }
}
