package dev.regard.routes.settings;

/** Something was set in a way that cannot be followed. The message names where, and what to write instead; it repeats no secret. */
public final class WrongSetting extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WrongSetting(String what) {
        super(what);
    }
}
