/** A store that forgets everything when it is closed: for tests and backtests. */
package dev.regard.engine.memory;
