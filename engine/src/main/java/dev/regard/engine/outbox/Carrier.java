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

    /**
     * Sent; not taken for the moment (SMTP 4yz, no connection): try again; refused for good (5yz); lost in the middle: may have been sent; not tried at all, since the
     * other side is left alone until {@code notBefore} is over, which counts as no try.
     */
    enum Result { SENT, DELAYED, FAILED, UNCERTAIN, UNTRIED }
}
