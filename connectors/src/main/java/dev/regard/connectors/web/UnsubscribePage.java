package dev.regard.connectors.web;

import dev.regard.engine.outbox.Subscription;

/**
 * The way out of a message. It names nobody: whoever a mail was passed on to may read it.
 *
 * @param subscription null when the link is none of ours
 * @param done         whether it is ended
 * @param all          whether all messages of the channel are
 */
record UnsubscribePage(Words words, String company, Subscription subscription, boolean done, boolean all) {

    String say(String key, Object... values) {
        return words.say(key, values);
    }

    String asset(String name) {
        return Assets.url(name);
    }

    String title() {
        return say(subscription == null ? "unsubscribe.unknown.title" : done ? "unsubscribe.done.title" : "unsubscribe.title");
    }

    String purpose() {
        return say("unsubscribe.purpose." + Json.name(subscription.purpose()));
    }

    String way() {
        return say(subscription.channel().equals("email") ? "unsubscribe.by.email" : "unsubscribe.by.other");
    }
}
