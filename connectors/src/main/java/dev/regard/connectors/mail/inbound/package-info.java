/** Mail as a way in: what arrived is read from its raw bytes, whatever shape it has, and told as events. */
package dev.regard.connectors.mail.inbound;
