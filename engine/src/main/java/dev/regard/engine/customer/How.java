package dev.regard.engine.customer;

/** The way of a touch as a table names it; the channel that results depends on the customer's addresses. */
public enum How {
    CALL("phone"), MESSAGE("email"), VISIT("visit"), GIFT("gift"),
    /** Work on the card, of which the customer notices nothing. */
    DESK("desk");

    private final String channel;

    How(String channel) {
        this.channel = channel;
    }

    /** Whether the customer notices it: what limits contacts and what counts as one is about these only. */
    public boolean contact() {
        return this != DESK;
    }

    /** The channel that is tried first. */
    public String channel() {
        return channel;
    }
}
