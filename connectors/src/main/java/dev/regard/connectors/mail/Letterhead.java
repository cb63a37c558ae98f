package dev.regard.connectors.mail;

import java.util.Objects;
import java.util.Optional;

/**
 * What all mails of a company have in common.
 *
 * @param logo    stands at the head of each mail, where there is one
 * @param returns how what comes back is known; without it everything goes to the sender, unmarked
 */
public record Letterhead(Sender sender, Optional<Logo> logo, Optional<ReturnPath> returns) {
    public Letterhead {
        Objects.requireNonNull(sender, "sender");
        Objects.requireNonNull(logo, "logo");
        Objects.requireNonNull(returns, "returns");
    }

    /** Plain, without a picture. */
    public static Letterhead of(Sender sender) {
        return new Letterhead(sender, Optional.empty(), Optional.empty());
    }
}
