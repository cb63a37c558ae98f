/** Signed names that messages carry and that come back from strangers. */
package dev.regard.connectors.token;
