package dev.regard.connectors.web;

/** The form that asks for the token. {@code next} is where it leads to. */
record SignInPage(Frame frame, String next, boolean wrong) { }
