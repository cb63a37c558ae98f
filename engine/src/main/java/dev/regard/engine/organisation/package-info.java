/** Who works for the company, and who is told what. */
package dev.regard.engine.organisation;
