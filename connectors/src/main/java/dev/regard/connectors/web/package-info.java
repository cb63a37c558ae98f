/** HTTP: the API, probes, metrics and the pages, on one server. {@link dev.regard.connectors.web.WebServer} is the way in. */
package dev.regard.connectors.web;
