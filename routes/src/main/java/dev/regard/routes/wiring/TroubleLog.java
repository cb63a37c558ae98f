package dev.regard.routes.wiring;

import dev.regard.engine.event.Event;
import dev.regard.engine.run.Refrain;
import dev.regard.engine.run.Troubles;
import dev.regard.engine.store.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what fails and is tried again into the log, without filling a disk with it. */
final class TroubleLog implements Troubles {
    private static final Logger LOG = LoggerFactory.getLogger(TroubleLog.class);
    private final Refrain refrain = new Refrain(System::nanoTime);

    @Override
    public void met(Throwable trouble) {
        if (trouble instanceof StoreUnavailable) {
            refrain.say("tried again soon: " + trouble.getMessage()).ifPresent(LOG::warn);
        } else {
            refrain.say("tried again soon: " + trouble).ifPresent(words -> LOG.error(words, trouble));
        }
    }

    @Override
    public void setAside(Event event, Throwable trouble) {
        LOG.error("an event was put aside, of which nothing could be made: {} {}/{} of {}", event.type(), event.source(), event.id(), event.subject(), trouble);
    }

    @Override
    public void over() {
        refrain.over();
        LOG.info("the store works again");
    }
}
