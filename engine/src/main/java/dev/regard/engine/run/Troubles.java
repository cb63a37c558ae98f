package dev.regard.engine.run;

/** Is told of what fails and is tried again. */
@FunctionalInterface
public interface Troubles {

    /** It failed; the same may be told again and again. */
    void met(Throwable trouble);

    /** The store works again. */
    default void over() { }
}
