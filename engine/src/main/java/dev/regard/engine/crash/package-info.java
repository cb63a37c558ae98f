/** Where the process can be made to die on purpose; {@link dev.regard.engine.crash.CrashPoint} names the places. */
package dev.regard.engine.crash;
