/** What was concluded, and why. */
package dev.regard.engine.decision;
