package dev.regard.engine.customer;

import java.time.Instant;

/**
 * An alert that went up, once per complaint (or promise), round, deadline and level.
 *
 * @param level        {@code owner}, {@code manager}, {@code director}
 * @param deadline     {@code opened}, {@code reply}, {@code solve}, {@code confirm}; for promises {@code internal}, {@code promised}
 * @param to           the address that it went to
 * @param at           when
 * @param acknowledged when somebody took it on; null before
 * @param why          the decision behind it
 */
public record Escalation(String id, int round, String level, String deadline, String to, Instant at, Instant acknowledged, String why) {
    public Escalation acknowledgedAt(Instant when) {
        return new Escalation(id, round, level, deadline, to, at, acknowledged == null ? when : acknowledged, why);
    }
}
