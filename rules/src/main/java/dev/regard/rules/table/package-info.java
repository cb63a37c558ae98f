/**
 * Decision tables as people keep them, in workbooks and CSV files, read into syntax trees. A cell is matched against a
 * closed grammar and nothing in it is ever compiled or evaluated.
 *
 * <p>The way in is {@link dev.regard.rules.table.TableFile}.
 */
package dev.regard.rules.table;
