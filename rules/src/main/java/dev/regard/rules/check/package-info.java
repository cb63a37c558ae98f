/** What is wrong with a rule set, said so that the person who wrote it finds the place and the remedy. */
package dev.regard.rules.check;
