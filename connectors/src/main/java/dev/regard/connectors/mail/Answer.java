package dev.regard.connectors.mail;

import dev.regard.engine.outbox.Carrier.Attempt;
import dev.regard.engine.outbox.Carrier.Result;
import java.util.Set;

/**
 * The server's last word on one message.
 *
 * @param step  the command that it answers
 * @param code  the reply code; {@link #NONE} when no whole reply came
 * @param words the reply in one line, or what became of the connection
 * @param ended true when the connection is of no more use
 */
record Answer(Step step, int code, String words, boolean ended) {
    static final int NONE = 0;
    /** How the words begin where nothing came in time. */
    static final String NO_ANSWER = "no answer in time";

    private static final int CLOSING = 421;
    /** To {@code MAIL}, which says the size (RFC 1870); every other refusal of it is about us. */
    private static final int TOO_LARGE = 552;

    /** RFC 4954: the server wants another sign-in, which says nothing about this recipient. */
    private static final Set<Integer> ABOUT_THE_SIGN_IN = Set.of(530, 534, 535, 538);

    /** A message's way over the wire, in order. */
    enum Step {
        /** {@code MAIL FROM}, the first command. */
        MAIL,
        /** {@code RCPT TO}. */
        RCPT,
        /** {@code DATA} and the text, up to but without the line with the final dot. */
        DATA,
        /** From the first byte of the final dot on, the message may have been taken whatever happens. */
        DOT
    }

    Attempt attempt() {
        return attempt("");
    }

    /** @param before what is said before the words */
    Attempt attempt(String before) {
        return new Attempt(result(), before + words);
    }

    Result result() {
        return switch (code / 100) {
            case 2 -> step == Step.DOT ? Result.SENT : Result.DELAYED;
            case 4 -> Result.DELAYED;
            case 5 -> ABOUT_THE_SIGN_IN.contains(code) || step == Step.MAIL && code != TOO_LARGE ? Result.DELAYED : Unreachable.says(words) ? Result.FAILED : Result.REFUSED;
            default -> step == Step.DOT ? Result.UNCERTAIN : Result.DELAYED;
        };
    }

    /** The server waits for the next message. */
    boolean leavesTheLineOpen() {
        return !ended && code != CLOSING && (result() == Result.SENT || code >= 400 && code < 600);
    }

    /** Nothing came, and the connection was not lost either. */
    boolean silent() {
        return code == NONE && words.startsWith(NO_ANSWER);
    }

    /** What a kept connection answers that has ended since it was last used: nothing was handed over yet. */
    boolean onAStaleLine() {
        return step == Step.MAIL && (code == CLOSING || code == NONE && ended);
    }
}
