/** What keeps the engine going: intake, processing, sweeping, sending; all time comes from a clock that is passed in. */
package dev.regard.engine.run;
