/** JSON as it arrives and leaves (plain trees, CloudEvents 1.0 in each of its modes), and as the stores keep it. */
package dev.regard.connectors.json;
