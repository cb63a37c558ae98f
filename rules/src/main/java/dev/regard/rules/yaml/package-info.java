/** YAML with the line and column of everything in it, so that what is wrong can be shown at its place. */
package dev.regard.rules.yaml;
