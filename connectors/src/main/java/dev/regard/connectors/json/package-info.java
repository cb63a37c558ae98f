/** JSON as it arrives and leaves: plain trees, and CloudEvents 1.0 in each of its modes. */
package dev.regard.connectors.json;
