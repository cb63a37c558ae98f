/**
 * One year of a dealer's life: the packaged program on one side, a model of the shipped defaults on the other. The model is written
 * from the domain's words alone and shares no code with the engine, so a fault would have to be made twice to stay unseen.
 */
package dev.regard.routes.year;
