package dev.regard.routes.wiring;

import dev.regard.engine.event.Digest;
import dev.regard.engine.organisation.Organisation;
import dev.regard.routes.settings.Settings;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.organisation.OrganisationFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The organisation data in the data folder: who works here and when, changed by hand and read at start.
 *
 * @param version changes with the file and the zone
 */
public record Company(Organisation organisation, String version) {

    /**
     * Reads {@code organisation.yaml}; at first start the shipped sample is copied.
     *
     * @throws RulesRefused when there is an error in it
     */
    public static Company read(Settings settings) {
        Path file = settings.data().resolve(OrganisationFile.NAME);
        byte[] content = content(file);
        Organisation organisation = read(file, content, settings);
        return new Company(organisation, Digest.of(new String(content, StandardCharsets.UTF_8), organisation.zone().getId()));
    }

    /** The organisation of the data folder, or the shipped sample where there is none; nothing is written. */
    public static Organisation asItStands(Settings settings) {
        Path own = settings.data().resolve(OrganisationFile.NAME);
        Path file = Files.exists(own) ? own : Shipped.rules().resolve(OrganisationFile.NAME);
        return read(file, content(file), settings);
    }

    /** The organisation of the data folder; empty where there is none. */
    public static Optional<Organisation> ofData(Settings settings) {
        return Files.exists(settings.data().resolve(OrganisationFile.NAME)) ? Optional.of(asItStands(settings)) : Optional.empty();
    }

    /** Whether it is still the sample, in whose name nobody wants to write to customers. */
    public static boolean isTheSample(Settings settings) {
        return Arrays.equals(content(settings.data().resolve(OrganisationFile.NAME)), content(Shipped.rules().resolve(OrganisationFile.NAME)));
    }

    /** Whether a folder of rules brings another {@code organisation.yaml} than the one at work, which is not looked at. */
    static boolean differsIn(Path folder, Settings settings) {
        Path beside = folder.resolve(OrganisationFile.NAME);
        return Files.exists(beside) && !Arrays.equals(content(beside), content(settings.data().resolve(OrganisationFile.NAME)));
    }

    private static Organisation read(Path file, byte[] content, Settings settings) {
        List<RuleProblem> problems = new ArrayList<>();
        Organisation read = OrganisationFile.read(OrganisationFile.NAME, content, problems)
                .orElseThrow(() -> new RulesRefused("the organisation data in " + file + " have errors", problems));
        return settings.timeZone().map(read::in).orElse(read);
    }

    private static byte[] content(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                Files.copy(Shipped.rules().resolve(OrganisationFile.NAME), file);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the organisation data in " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
