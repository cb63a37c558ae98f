package dev.regard.routes.crash;

/** How large a run is. */
record Form(long seed, int kills, int events) {

    /** As system properties of these names say, else this one. */
    Form orAsTold(String kills, String events) {
        return new Form(Long.getLong("crash.seed", seed), Integer.getInteger(kills, this.kills), Integer.getInteger(events, this.events));
    }
}
