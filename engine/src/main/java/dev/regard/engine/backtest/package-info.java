/** What would have happened under other rules: the recorded events once more, on virtual time and in memory. */
package dev.regard.engine.backtest;
