/** How the program is told what to do: options, environment, {@code regard.yaml}. {@link dev.regard.routes.settings.Settings} is the way in. */
package dev.regard.routes.settings;
