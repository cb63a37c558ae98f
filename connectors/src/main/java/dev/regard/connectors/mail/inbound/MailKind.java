package dev.regard.connectors.mail.inbound;

/** Who, or what, wrote a mail. Only a person's mail can be a complaint. */
enum MailKind { HUMAN, AUTO_REPLY, BOUNCE, LIST, OWN }
