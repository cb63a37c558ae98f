/** The adapters behind the engine's ports, one package for each technology. */
package dev.regard.connectors;
