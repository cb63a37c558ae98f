package dev.regard.engine.outbox;

import dev.regard.engine.customer.Dispatch;
import java.time.Duration;

/** The way out: tries once to hand a dispatch to a mail server, a gateway or a folder. */
public interface Carrier extends AutoCloseable {

    /**
     * Tries once, within bounded time. Does not throw for what the other side answers.
     *
     * @return what is known afterwards
     */
    Attempt carry(Dispatch dispatch);

    /** Empty when the other side can be reached, else what is wrong, in one line. */
    default java.util.Optional<String> trouble() {
        return java.util.Optional.empty();
    }

    @Override
    default void close() { }

    /**
     * What one try came to.
     *
     * @param detail    the other side's words; empty when there are none
     * @param notBefore how long the other side asks to be left alone; zero when it does not
     */
    record Attempt(Result result, String detail, Duration notBefore) {
        public Attempt(Result result, String detail) {
            this(result, detail, Duration.ZERO);
        }
    }

    /** What is known after a try. */
    enum Result {
        SENT,
        /** Not taken for the moment (SMTP 4yz, no connection), or for a reason that lies with us: it is tried again. */
        DELAYED,
        /** There is no such address: nothing goes there any more, and the message takes another way. */
        FAILED,
        /** This message is not taken for good, which says nothing about the address: it takes another way. */
        REFUSED,
        /** Lost in the middle: it may have been sent, and asking again might send it twice. */
        UNCERTAIN,
        /** Lost in the middle: it may have been taken. The other side knows it again, so asking once more tells; until it says so, nobody knows. */
        UNANSWERED,
        /** Not tried at all, since the other side is left alone until {@code notBefore} is over: that counts as no try. */
        UNTRIED
    }
}
