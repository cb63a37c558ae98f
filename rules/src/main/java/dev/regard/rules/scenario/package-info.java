/** Scenarios: given a customer and a date, when something happens, then the rules decide so, and not otherwise. */
package dev.regard.rules.scenario;
