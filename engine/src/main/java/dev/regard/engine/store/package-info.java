/** The ports to whatever keeps the state; each adapter runs the same contract suite. */
package dev.regard.engine.store;
