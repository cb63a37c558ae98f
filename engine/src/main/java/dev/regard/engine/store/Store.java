package dev.regard.engine.store;

/** One place where everything is kept. Its ports may be used by several threads at once. */
public interface Store extends AutoCloseable {

    Journal journal();

    Cards cards();

    Outgoing outgoing();

    Records records();

    Notes notes();

    /** Empty when the store answers, else what is wrong, in one line. */
    java.util.Optional<String> trouble();

    @Override
    void close();
}
