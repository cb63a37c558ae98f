package dev.regard.rules.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What must be true of one complaint. */
final class Grievance {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration STALE = Duration.ofDays(7);
    final String id;
    final String customer;
    final Instant opened;
    final String effective;
    final boolean quiet;
    final boolean publicInterest;
    int round = 1;
    Instant since;
    String status = "open";
    Instant reply;
    Instant solve;
    Instant confirm;
    private Instant replied;
    private Instant waiting;

    /** A level that must have been told of a deadline by an instant. */
    record Told(String deadline, String level, Instant at) { }

    Grievance(String id, String customer, Instant opened, Instant arrived, String severity, boolean platinum, boolean publicInterest) {
        this.id = id;
        this.customer = customer;
        this.opened = opened;
        this.publicInterest = publicInterest;
        List<String> severities = List.of("low", "normal", "high", "critical");
        int rank = severities.indexOf(severity) + (platinum ? 1 : 0);
        effective = severities.get(Math.min(3, rank));
        quiet = opened.isBefore(arrived.minus(STALE));
        begin(opened);
    }

    private void begin(Instant from) {
        since = from;
        reply = switch (effective) {
            case "critical" -> OfficeHours.plus(from, HOUR);
            case "high" -> OfficeHours.plus(from, HOUR.multipliedBy(2));
            case "normal" -> OfficeHours.plus(from, HOUR.multipliedBy(4));
            default -> OfficeHours.sameTime(from, 1);
        };
        boolean today = severe() && OfficeHours.left(from).compareTo(HOUR.multipliedBy(2)) >= 0;
        solve = OfficeHours.closing(today ? OfficeHours.date(from) : OfficeHours.next(OfficeHours.date(from)));
        confirm = null;
        replied = null;
        waiting = null;
        status = "open";
    }

    private boolean severe() {
        return effective.equals("high") || effective.equals("critical");
    }

    boolean unsolved() {
        return !status.equals("solved") && !status.equals("confirmed");
    }

    boolean severeAndUnsolved() {
        return severe() && unsolved();
    }

    void openedAgain(Instant at) {
        if (!unsolved()) {
            round++;
            begin(at);
        }
    }

    void replied(Instant at) {
        if (replied == null && unsolved()) {
            replied = at;
            status = status.equals("waiting") ? status : "replied";
        }
    }

    void solved(Instant at) {
        if (unsolved()) {
            replied = replied == null ? at : replied;
            waiting = null;
            confirm = OfficeHours.sameTime(at, 3);
            status = "solved";
        }
    }

    void confirmed(boolean satisfied, Instant at) {
        if (status.equals("confirmed")) {
            return;
        }
        if (satisfied) {
            status = "confirmed";
        } else {
            openedAgain(at);
        }
    }

    void waiting(Instant at) {
        if (unsolved() && !status.equals("waiting")) {
            status = "waiting";
            waiting = at;
        }
    }

    void resumed(Instant at) {
        if (status.equals("waiting")) {
            reply = replied == null ? moved(reply, at) : reply; // one that was met is history
            solve = moved(solve, at);
            status = replied == null ? "open" : "replied";
            waiting = null;
        }
    }

    private Instant moved(Instant deadline, Instant resumed) {
        return deadline.isAfter(waiting) ? OfficeHours.plus(resumed, OfficeHours.between(waiting, deadline)) : deadline;
    }

    /** Who must have been told by now of the round that runs, as far as it follows from its state alone. */
    List<Told> told(Instant now, boolean third) {
        List<Told> all = new ArrayList<>();
        if (!quiet && unsolved()) {
            all.add(new Told("opened", "owner", since));
            if (effective.equals("critical") || third || publicInterest) {
                all.add(new Told("opened", "manager", since));
            }
            if (!status.equals("waiting")) {
                if (replied == null) {
                    deadline(all, "reply", reply);
                }
                deadline(all, "solve", solve);
                all.add(new Told("solve", "director", OfficeHours.sameTime(solve, 1)));
            }
        }
        if (!quiet && status.equals("solved")) {
            deadline(all, "confirm", confirm);
        }
        return all.stream().filter(t -> !t.at.isAfter(now)).toList();
    }

    private static void deadline(List<Told> all, String name, Instant at) {
        all.add(new Told(name, "owner", OfficeHours.minus(at, HOUR)));
        all.add(new Told(name, "manager", at));
    }
}
