/**
 * Kills the packaged program again and again while it works, and holds what is left against an account of what it had acknowledged.
 * {@code CrashIT} is the way in.
 */
package dev.regard.routes.crash;
