package dev.regard.connectors.web;

/** Turns a problem document into what a person can read, where a person asked. */
interface ErrorPages {

    /** Programs get the problem document: everything below {@code /api/}, and whoever does not ask for HTML. */
    Answer forPeople(Answer problem, String path, Call call);
}
