package dev.regard.engine.customer;

/** The way of a touch as a table names it; the channel that results depends on the customer's addresses. */
public enum How {
    CALL("phone"), MESSAGE("email"), VISIT("visit"), GIFT("gift");

    private final String channel;

    How(String channel) {
        this.channel = channel;
    }

    /** The channel that is tried first. */
    public String channel() {
        return channel;
    }
}
