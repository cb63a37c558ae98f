/** Templates as they look when they are filled and sent. */
package dev.regard.routes.preview;
