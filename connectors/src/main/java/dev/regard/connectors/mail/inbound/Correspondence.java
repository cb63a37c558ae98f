package dev.regard.connectors.mail.inbound;

import dev.regard.engine.event.Event;
import java.util.List;

/** Tells what a mail means, as events whose ids follow from the mail: the same mail always gives the same ones. */
@FunctionalInterface
public interface Correspondence {

    /** What is to be journaled of a mail; empty where it means nothing to the engine (our own mail that came back, a list). */
    List<Event> events(InboundMail mail);
}
