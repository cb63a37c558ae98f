package dev.regard.routes.crash;

/** How large a run is. */
record Form(long seed, int kills, int events) {
    private static final String PREFIX = "crash.";

    /** As the system properties {@code crash.seed}, {@code crash.kills} and {@code crash.events} say, else this one. */
    Form orAsTold() {
        return new Form(Long.getLong(PREFIX + "seed", seed), Integer.getInteger(PREFIX + "kills", kills), Integer.getInteger(PREFIX + "events", events));
    }
}
