package dev.regard.connectors.web;

/** A page with one message. */
record MessagePage(Frame frame, String message) { }
