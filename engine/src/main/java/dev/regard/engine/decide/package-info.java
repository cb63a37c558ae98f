/**
 * What follows from a card, an event and an instant under one rule set. Pure: no I/O, no clock of its own; the same arguments give
 * the same result. {@link dev.regard.engine.decide.Engagement} is the way in.
 */
package dev.regard.engine.decide;
