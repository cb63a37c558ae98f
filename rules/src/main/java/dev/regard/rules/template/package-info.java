/** The templates of a rule set: what customers and colleagues read, with blanks that are filled from maps and nothing else. */
package dev.regard.rules.template;
