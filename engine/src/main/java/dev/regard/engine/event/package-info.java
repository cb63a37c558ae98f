/** Facts that arrive, their form and their identity. */
package dev.regard.engine.event;
