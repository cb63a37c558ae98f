/** An engine that runs in another process, as its API shows it. */
package dev.regard.routes.remote;
