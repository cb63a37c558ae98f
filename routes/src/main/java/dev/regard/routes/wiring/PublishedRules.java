package dev.regard.routes.wiring;

import dev.regard.engine.crash.CrashPoint;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.store.Notes;
import dev.regard.rules.LoadedRuleSet;
import dev.regard.rules.RuleSetFiles;
import dev.regard.rules.RuleSetReader;
import dev.regard.rules.check.RuleProblem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rule set that the engine works with. It is kept in the store, beside what was decided by it, as the files that people wrote. */
public final class PublishedRules {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedRules.class);
    private static final String NOTE = "rules";
    private static final String REASON = "rules.reason";

    private final Notes notes;

    public PublishedRules(Notes notes) {
        this.notes = notes;
    }

    /** The published files; empty before the first start. */
    public Optional<RuleSetFiles> files() {
        return notes.read(NOTE).map(note -> RuleSetFiles.of(unpacked(Base64.getDecoder().decode(note))));
    }

    /**
     * Checks the files of a folder and publishes them.
     *
     * @param reason why, for the log and beside the version
     * @throws RulesRefused when there is an error in them; the published ones then stay
     */
    public RuleSet publish(Path folder, Organisation organisation, String reason) {
        RuleSetFiles files = RuleSetFiles.in(folder);
        RuleSet rules = compiled(files, organisation, "the rule set in " + folder + " has errors and was not published");
        if (files().map(RuleSetFiles::version).filter(files.version()::equals).isEmpty()) {
            notes.write(NOTE, Base64.getEncoder().encodeToString(packed(files)));
            CrashPoint.PUBLISHED.pass();
            notes.write(REASON, reason);
            LOG.info("published rule set {} from {}: {}", files.version(), folder, reason);
        }
        return rules;
    }

    /** The published rule set; at first the shipped one is published. */
    RuleSet load(Organisation organisation) {
        return files().map(files -> compiled(files, organisation, "the published rule set cannot be used; give another one with --rules DIR"))
                .orElseGet(() -> publish(Shipped.rules(), organisation, "the first start"));
    }

    private static RuleSet compiled(RuleSetFiles files, Organisation organisation, String otherwise) {
        LoadedRuleSet loaded = RuleSetReader.read(files, Optional.of(organisation));
        loaded.problems().stream().filter(p -> !p.isError()).map(RuleProblem::toString).forEach(LOG::warn);
        return loaded.ruleSet().orElseThrow(() -> new RulesRefused(otherwise, loaded.problems()));
    }

    private static byte[] packed(RuleSetFiles files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.files().entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Map<String, byte[]> unpacked(byte[] packed) {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(packed))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the published rule set in the store is damaged", e);
        }
        return files;
    }
}
