package dev.regard.engine.run;

import dev.regard.engine.event.Event;

/** Is told of what fails and is tried again. */
@FunctionalInterface
public interface Troubles {

    /** It failed; the same may be told again and again. */
    void met(Throwable trouble);

    /** Nothing could be made of an event, whatever was tried: it is filed with a decision that says so, and is not tried again. */
    default void setAside(Event event, Throwable trouble) { }

    /** The store works again. */
    default void over() { }
}
