package dev.regard.routes.wiring;

import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What lies beside the program. */
public final class Shipped {
    private static final String HOME = "regard.home";

    private Shipped() { }

    /**
     * The rule set that a new installation starts with: {@code rules/} beside the jar, and beside the classes when they are not packed.
     *
     * @throws UncheckedIOException when it is not there
     */
    public static Path rules() {
        Path rules = home().resolve("rules");
        if (!Files.isDirectory(rules)) {
            throw new UncheckedIOException("the shipped rule set is missing: there is no folder " + rules + "; unpack the program again",
                    new NoSuchFileException(rules.toString()));
        }
        return rules;
    }

    private static Path home() {
        String told = System.getProperty(HOME);
        if (told != null) {
            return Path.of(told);
        }
        try {
            return Path.of(Shipped.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toAbsolutePath().getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the program's own folder cannot be found; name it with -D" + HOME + "=DIR", e);
        }
    }
}
