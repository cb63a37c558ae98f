/** The program: what carries events in, wires the adapters together and answers the command line. */
package dev.regard.routes;
