package dev.regard.connectors.web;

import java.time.Instant;

/**
 * One line of a card's timeline.
 *
 * @param sort  {@code decision}, {@code touch}, {@code contact}, {@code order}, {@code complaint}
 * @param what  what happened
 * @param more  what else is known: the reason of a decision, the words of a contact; may be empty
 * @param tag   a short state; may be empty
 */
record Entry(Instant at, String when, String there, String sort, String sortWords, String what, String more, String tag, String tone) { }
