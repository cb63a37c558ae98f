package dev.regard.connectors.mail;

import java.util.Objects;

/**
 * Who the mails come from.
 *
 * @param name    shown beside the address, in any script; line breaks and other control characters become spaces; may be empty
 * @param address a bare address in ASCII (its domain may be international); its domain also stands in each Message-ID
 */
public record Sender(String name, String address) {

    /** @throws IllegalArgumentException when the address is none that every mail server takes */
    public Sender {
        Objects.requireNonNull(name, "name");
        Mailbox mailbox = Mailbox.parse(address);
        if (mailbox.international()) {
            throw new IllegalArgumentException("a sender's address needs ASCII before the @");
        }
        name = name.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        address = mailbox.toString();
    }

    String domain() {
        return address.substring(address.indexOf('@') + 1);
    }
}
