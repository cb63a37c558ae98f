/** Measures the program on this machine, with the floor that nothing could go below beside it. {@link dev.regard.routes.bench.Workload} names what. */
package dev.regard.routes.bench;
