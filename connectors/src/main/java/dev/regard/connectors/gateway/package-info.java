/** Messages that leave by other ways than mail: over HTTP, to a gateway for SMS, WeChat and the like, as a mapping file describes it. */
package dev.regard.connectors.gateway;
