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
import java.util.List;

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
        List<RuleProblem> problems = new ArrayList<>();
        byte[] content = content(file);
        Organisation read = OrganisationFile.read(OrganisationFile.NAME, content, problems)
                .orElseThrow(() -> new RulesRefused("the organisation data in " + file + " have errors", problems));
        Organisation organisation = settings.timeZone().map(read::in).orElse(read);
        return new Company(organisation, Digest.of(new String(content, StandardCharsets.UTF_8), organisation.zone().getId()));
    }

    /** The organisation of the data folder, or the shipped sample where there is none; nothing is written. */
    public static Organisation asItStands(Settings settings) {
        return Files.exists(settings.data().resolve(OrganisationFile.NAME)) ? read(settings).organisation() : shipped(settings);
    }

    private static Organisation shipped(Settings settings) {
        try {
            Organisation sample = OrganisationFile.read(OrganisationFile.NAME, Files.readAllBytes(Shipped.rules().resolve(OrganisationFile.NAME)), new ArrayList<>())
                    .orElseThrow();
            return settings.timeZone().map(sample::in).orElse(sample);
        } catch (IOException e) {
            throw new UncheckedIOException("the shipped organisation data cannot be read", e);
        }
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
