/** Puts the parts together into an engine that runs. {@link dev.regard.routes.wiring.RunningEngine} is the way in. */
package dev.regard.routes.wiring;
