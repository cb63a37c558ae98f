package dev.regard.engine.run;

import dev.regard.engine.decide.Rulebook;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What the health check says of an engine, in words for an operator.
 *
 * @param store  what is wrong with it, in one line; empty when it works
 * @param mail   the same of what carries messages
 * @param asides events of which nothing could be made
 * @param died   whether what decides is over although nobody stopped it
 */
record Health(Supplier<Optional<String>> store, Supplier<Optional<String>> mail, Asides asides, BooleanSupplier died, EngineClock clock, Supplier<Rulebook> book) {
    private static final String WARNING = "warning: ";

    /** By question, as {@link EngineView#health} has it. */
    Map<String, String> answers() {
        Map<String, String> answers = new LinkedHashMap<>();
        answers.put("store", store.get().orElse(""));
        answers.put("events", asides.words().map(WARNING::concat).orElse(""));
        answers.put("mail", mail.get().orElse(""));
        answers.put("clock", died.getAsBoolean() ? "nobody decides any more" : clock.held().map(Health::words).orElse(""));
        answers.put("calendar", calendar(book.get()));
        return answers;
    }

    private static String words(HeldTime.Held held) {
        return WARNING + "the clock jumped ahead by " + HeldTime.words(held.ahead()) + " and says " + held.told() + "; what would only be due by "
                + "that waits until " + held.until() + ", or until somebody releases it (POST /api/v1/clock/release, or: regard clock --release)";
    }

    private String calendar(Rulebook rulebook) {
        int year = clock.instant().atZone(rulebook.companyZone()).getYear();
        return rulebook.calendar().knowsYear(year) ? "" : WARNING + "the holidays of " + year + " are not known; Monday to Friday count as working days";
    }
}
