/** Decision tables, checked and turned into rules that answer the engine's questions. */
package dev.regard.rules;
