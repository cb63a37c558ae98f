/**
 * Files into events: CloudEvents as NDJSON or JSON, tables as CSV or XLSX. The way in is {@link
 * dev.regard.connectors.files.EventFileReader}; it only reads. Moving files and keeping events is the caller's.
 *
 * <p>Memory does not grow with the length of a file. Bad rows come out as values beside the good ones.
 */
package dev.regard.connectors.files;
