package dev.regard.routes.wiring;

import dev.regard.engine.run.EngineView;
import dev.regard.engine.run.ForwardingView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The engine as the pages see it, with answers about the disk and whatever else stands around the engine. */
final class WatchedEngine implements ForwardingView {
    private static final long SCARCE_BYTES = 100L << 20;
    private final EngineView engine;
    private final Path data;
    private final Map<String, Supplier<Optional<String>>> questions;

    /** @param questions of which the engine knows nothing: what is wrong, empty when nothing is */
    WatchedEngine(EngineView engine, Path data, Map<String, Supplier<Optional<String>>> questions) {
        this.engine = engine;
        this.data = data;
        this.questions = Map.copyOf(questions);
    }

    @Override
    public EngineView view() {
        return engine;
    }

    @Override
    public Map<String, String> health() {
        Map<String, String> answers = new LinkedHashMap<>(engine.health());
        answers.put("disk", disk());
        questions.forEach((name, question) -> answers.put(name, question.get().orElse("")));
        return answers;
    }

    private String disk() {
        try {
            long free = Files.getFileStore(data).getUsableSpace();
            return free < SCARCE_BYTES ? "less than " + (SCARCE_BYTES >> 20) + " MB are free for the data folder" : "";
        } catch (IOException e) {
            return "the data folder cannot be read";
        }
    }
}
