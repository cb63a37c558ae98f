/**
 * Drools behind the engine's {@link dev.regard.engine.rule.Decider}. Rules are built in Java from the tables' syntax trees with
 * Drools' canonical model; no text is ever handed to a compiler, and there is none on the class path.
 */
package dev.regard.rules.drools;
