package dev.regard.connectors.mail.inbound;

/**
 * What a mail was taken for.
 *
 * @param reason what decided, such as {@code Auto-Submitted: auto-replied}
 */
record Classified(MailKind kind, String reason) { }
