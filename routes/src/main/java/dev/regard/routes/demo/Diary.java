package dev.regard.routes.demo;

import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects events as some system of the company would report them. */
final class Diary {
    private static final String SOURCE = "regard:demo";
    private final List<Event> events = new ArrayList<>();
    private final String prefix;
    private int written;

    /** @param prefix begins the events' ids */
    Diary(String prefix) {
        this.prefix = prefix;
    }

    /** Something that happened; nobody is contacted because of history. */
    void note(SampleCustomer customer, String type, Instant at, boolean history, Data data) {
        events.add(new Event(SOURCE, prefix + customer.id() + "/" + written++, type, at, customer.key(), data, history));
    }

    void note(SampleCustomer customer, String type, Instant at, boolean history, Object... namesAndValues) {
        note(customer, type, at, history, Data.of(namesAndValues));
    }

    /** By time; what was noted first goes first. */
    List<Event> events() {
        return events.stream().sorted(Comparator.comparing(Event::time)).toList();
    }
}
