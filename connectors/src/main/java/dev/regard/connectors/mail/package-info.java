/**
 * The way out by e-mail: over SMTP, or into a folder of {@code .eml} files. {@link dev.regard.connectors.mail.Carriers} is the way in.
 */
package dev.regard.connectors.mail;
