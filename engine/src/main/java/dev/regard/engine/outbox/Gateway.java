package dev.regard.engine.outbox;

/**
 * A way to a customer beside mail.
 *
 * @param name    the channel is {@code gateway:NAME}
 * @param address the field of the card that holds the customer's address there: {@code phones}, {@code traits.wechat}; of several the first
 */
public record Gateway(String name, String address) {

    public String channel() {
        return "gateway:" + name;
    }
}
