package dev.regard.rules;

/** The files of a rule set can not be had at all; what is wrong inside them is a problem and no exception. */
public final class RuleSetUnreadable extends RuntimeException {

    RuleSetUnreadable(String message) {
        super(message);
    }

    RuleSetUnreadable(String message, Exception cause) {
        super(message, cause);
    }
}
