package dev.regard.connectors.mail;

/** What came of writing a dispatch as a mail. */
sealed interface Draft {

    /** Ready for a carrier. */
    record Fit(Letter letter) implements Draft { }

    /** No carrier could ever send it; the reason repeats nothing of its content. */
    record Unfit(String reason) implements Draft { }
}
