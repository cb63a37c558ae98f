package dev.regard.routes.year;

import java.time.Instant;

/** An alert that the ladder must send; {@code to} is empty where the domain leaves the address open. */
public record ExpectedAlert(String complaint, int round, String level, String deadline, Instant at, String to, boolean required) { }
