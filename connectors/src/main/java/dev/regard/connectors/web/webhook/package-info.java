/** Events of other systems: who signed a body, and what events it means. */
package dev.regard.connectors.web.webhook;
