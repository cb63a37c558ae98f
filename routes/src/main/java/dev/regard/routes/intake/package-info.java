/** How events get in: Camel carries them from the doors to the engine, and files from the drop folder. The journal is the guarantee, Camel only carries. */
package dev.regard.routes.intake;
