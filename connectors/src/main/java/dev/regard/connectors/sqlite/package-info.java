/** The embedded store: one SQLite file in the data folder. */
package dev.regard.connectors.sqlite;
