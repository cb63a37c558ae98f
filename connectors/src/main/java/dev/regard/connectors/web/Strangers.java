package dev.regard.connectors.web;

import dev.regard.connectors.web.webhook.Webhooks;
import dev.regard.engine.outbox.Tokens;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What those may reach who have no token: whoever follows a link in a message, and other systems that sign.
 *
 * @param links    reads what stands in links; empty for none of these pages
 * @param webhooks the systems that may send events
 * @param wall     the time on the wall, which signatures are held against
 */
public record Strangers(Optional<Tokens> links, Webhooks webhooks, InstantSource wall) {

    /** Nothing. */
    public static Strangers shutOut() {
        return new Strangers(Optional.empty(), Webhooks.none(), InstantSource.system());
    }
}
