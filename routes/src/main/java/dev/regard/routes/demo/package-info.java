/** A company to look at: {@link dev.regard.routes.demo.SampleCompany} makes it up, {@link dev.regard.routes.demo.Demo} lets it live for some days. */
package dev.regard.routes.demo;
