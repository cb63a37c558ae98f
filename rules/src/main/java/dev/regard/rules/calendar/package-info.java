/** The calendars of a rule set: public holidays with make-up working days, and festivals. */
package dev.regard.rules.calendar;
