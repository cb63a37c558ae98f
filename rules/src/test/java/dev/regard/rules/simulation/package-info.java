/**
 * A seeded simulation of the engine with the shipped rules on virtual time: random events, failures, restarts, publications, moves of time zones,
 * mergers and separations, held against an oracle that shares no code with the engine.
 */
package dev.regard.rules.simulation;
