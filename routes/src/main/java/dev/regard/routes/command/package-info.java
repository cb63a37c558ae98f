/** The commands of the program, one class each. */
package dev.regard.routes.command;
