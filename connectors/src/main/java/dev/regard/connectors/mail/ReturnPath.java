package dev.regard.connectors.mail;

import dev.regard.engine.outbox.Tokens;
import java.util.Objects;
import java.util.Optional;

/**
 * How what comes back is known to answer a mail of ours: by a token behind a plus in the address that it comes back to.
 *
 * @param bounces where undelivered mail goes (the envelope's sender); empty for the sender's own address
 * @param replies where replies of customers go; empty for the sender's own address
 */
public record ReturnPath(Optional<String> bounces, Optional<String> replies, Tokens tokens) {
    /** The header in which each mail carries its own token: a mail that has it and comes in is ours. */
    public static final String MARK = "X-Regard-Dispatch";

    /** @throws IllegalArgumentException when an address is none that every mail server takes */
    public ReturnPath {
        Objects.requireNonNull(tokens, "tokens");
        bounces.ifPresent(Mailbox::parse);
        replies.ifPresent(Mailbox::parse);
    }

    /** The token behind the plus of an address, as the mail server shows it; empty where there is none. Whether it is one of ours, {@link Tokens} tells. */
    public static Optional<String> token(String address) {
        int at = address.lastIndexOf('@');
        int plus = address.lastIndexOf('+', at);
        return plus > 0 && plus < at - 1 ? Optional.of(address.substring(plus + 1, at)) : Optional.empty();
    }

    String mark(String dispatch) {
        return tokens.ofDispatch(dispatch);
    }

    Optional<String> bounces(String dispatch) {
        return bounces.map(address -> marked(address, dispatch));
    }

    Optional<String> replies(String dispatch) {
        return replies.map(address -> marked(address, dispatch));
    }

    private String marked(String address, String dispatch) {
        int at = address.lastIndexOf('@');
        return address.substring(0, at) + "+" + mark(dispatch) + address.substring(at);
    }
}
