package dev.regard.engine.run;

import dev.regard.engine.event.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The published rule set, and the way to publish another one while the engine works. Rule sets come and go as their files in a zip archive. */
public interface Publishing {

    /** The one that the next event is decided by. */
    Publication latest();

    /** Its files, as people wrote them. */
    byte[] archive();

    /**
     * Checks a rule set and publishes it. When this returns it is durable and decides the next event; all customers are planned by it in the background.
     * The published files once more change nothing, not even the reason.
     *
     * @param reason why, kept beside the version
     * @throws Refused when there is an error in it; the published one then stays
     */
    Publication publish(byte[] archive, String reason);

    /** The way of a change in more steps than one; empty where nobody keeps what was published before. */
    default Optional<RuleChanges> changes() {
        return Optional.empty();
    }

    /**
     * How a rule set came to be the published one.
     *
     * @param version  the hash of its content
     * @param since    when it was published, by the engine's clock
     * @param warnings what the check found and let pass
     */
    record Publication(String version, Instant since, String reason, List<Problem> warnings) {
        public Publication {
            warnings = List.copyOf(warnings);
        }
    }

    /** A rule set has errors, or what came is none. */
    final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient List<Problem> problems;

        public Refused(String what, List<Problem> problems) {
            super(what);
            this.problems = List.copyOf(problems);
        }

        /** In the order of the files, warnings included. */
        public List<Problem> problems() {
            return problems;
        }
    }
}
