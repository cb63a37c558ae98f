/** The contract suites: what every adapter of a port has to hold, and what tests share. */
package dev.regard.engine.contract;
