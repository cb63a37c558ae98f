/** What the engine asks the rules, and how tables answer. */
package dev.regard.engine.rule;
