package dev.regard.connectors.gateway;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * How one gateway is spoken to.
 *
 * @param name       as in the channel {@code gateway:NAME}
 * @param address    the field of the card that holds the customer's address there
 * @param secret     the key of the signature
 * @param headers    further ones, such as {@code Authorization}
 * @param body       the tree that is sent as JSON; in its texts stand blanks
 * @param idempotent whether the gateway drops what it has had under the same {@code webhook-id}: then it may be asked once more after a lost answer
 * @param check      what an answer of 200 has to say; empty where its status is enough
 */
record Mapping(String name, URI url, String address, byte[] secret, Map<String, String> headers, Object body, boolean idempotent, Optional<AnswerCheck> check) {

    /** Without what is secret. */
    @Override
    public String toString() {
        return "gateway:" + name;
    }
}
