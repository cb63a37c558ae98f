/** The domain of customer engagement: values and pure functions, and the ports behind which the world stays. */
package dev.regard.engine;
