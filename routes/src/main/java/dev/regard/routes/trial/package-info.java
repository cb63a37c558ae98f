/** A draft tried on what happened, and what may be published after that. */
package dev.regard.routes.trial;
