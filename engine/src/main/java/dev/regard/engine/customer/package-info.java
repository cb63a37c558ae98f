/** One customer's card with its touches, complaints and promises: immutable state, no rules. */
package dev.regard.engine.customer;
