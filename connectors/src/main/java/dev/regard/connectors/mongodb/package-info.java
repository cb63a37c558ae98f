/** The store of a company: MongoDB, a replica set or a sharded cluster. */
package dev.regard.connectors.mongodb;
