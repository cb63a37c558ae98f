/** The way out to customers and colleagues. */
package dev.regard.engine.outbox;
