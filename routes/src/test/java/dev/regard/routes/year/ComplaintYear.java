package dev.regard.routes.year;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Deadlines and alerts of one complaint, from opening to the end of the year. */
final class ComplaintYear {
    private static final List<String> SEVERITIES = List.of("low", "normal", "high", "critical");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration TWO_HOURS = Duration.ofHours(2);

    private final Fact opened;
    private final Ladder ladder;
    private final String severity;
    private final boolean third;
    /** Nobody is told of a complaint that comes more than a week late. */
    private final boolean silent;
    private final List<ExpectedAlert> alerts = new ArrayList<>();
    private final List<Instant> solutions = new ArrayList<>();
    /** When an alert to the manager goes up unless somebody acknowledges it first, by its deadline. */
    private final Map<String, Instant> unacknowledged = new LinkedHashMap<>();

    private int round = 1;
    private Instant reply;
    private Instant solve;
    private Instant confirm;
    private Instant repliedAt;
    private Instant solvedAt;
    private Instant waitingSince;
    private Instant closedAt;

    private ComplaintYear(Fact opened, Ladder ladder, Tier tier, boolean third) {
        this.opened = opened;
        this.ladder = ladder;
        this.third = third;
        int reported = SEVERITIES.indexOf(opened.text("severity"));
        severity = SEVERITIES.get(tier == Tier.PLATINUM ? Math.min(reported + 1, 3) : reported);
        silent = opened.time().isBefore(opened.arrival().minus(Duration.ofDays(7)));
    }

    /** Follows a complaint through what was said about it, in the order of arrival. */
    static ExpectedComplaint of(Fact opened, List<Fact> about, Ladder ladder, Tier tier, boolean third, Instant end) {
        ComplaintYear year = new ComplaintYear(opened, ladder, tier, third);
        year.open(opened.time());
        for (Fact fact : about.stream().sorted(Comparator.comparing(Fact::arrival)).toList()) {
            year.passTo(fact.time());
            year.take(fact);
        }
        year.passTo(end);
        return new ExpectedComplaint(opened.text("complaint"), year.severity, year.round, year.reply, year.solve, year.confirm,
                year.silent ? List.of() : year.alerts, year.solutions, opened.time(), year.closedAt, SEVERITIES.indexOf(year.severity) >= 2);
    }

    private void open(Instant at) {
        reply = firstReply(at);
        solve = solution(at);
        confirm = null;
        repliedAt = null;
        solvedAt = null;
        closedAt = null;
        unacknowledged.clear();
        alert("owner", "opened", at, true);
        if (severity.equals("critical") || round == 1 && (third || opened.flag("publicInterest"))) {
            alert("manager", "opened", at, true);
        }
    }

    private Instant firstReply(Instant at) {
        return switch (severity) {
            case "critical" -> CompanyTime.plus(at, HOUR);
            case "high" -> CompanyTime.plus(at, TWO_HOURS);
            case "normal" -> CompanyTime.plus(at, Duration.ofHours(4));
            default -> CompanyTime.plusDays(at, 1);
        };
    }

    private Instant solution(Instant at) {
        LocalDate date = CompanyTime.date(at);
        boolean severe = severity.equals("critical") || severity.equals("high");
        boolean today = severe && CompanyTime.open(at) && CompanyTime.left(date, at).compareTo(TWO_HOURS) >= 0;
        return CompanyTime.close(today ? date : CompanyTime.nextWorkingDay(date));
    }

    private void take(Fact fact) {
        Instant at = fact.time();
        switch (fact.type()) {
            case "complaint.replied" -> repliedAt = at;
            case "complaint.solved" -> {
                solvedAt = at;
                solutions.add(at);
                confirm = CompanyTime.plusDays(at, 3);
            }
            case "complaint.waiting" -> waitingSince = at;
            case "complaint.resumed" -> resume(at);
            case "complaint.confirmed" -> {
                if (fact.flag("satisfied")) {
                    closedAt = at;
                } else {
                    round++;
                    open(at);
                }
            }
            case "escalation.acknowledged" -> unacknowledged.remove(fact.text("deadline"));
            default -> throw new IllegalArgumentException(fact.type());
        }
    }

    /** The stopped clock goes on: what was left of a deadline when it stopped is left of it now. */
    private void resume(Instant at) {
        if (repliedAt == null) {
            reply = CompanyTime.plus(at, CompanyTime.between(waitingSince, reply));
        }
        solve = CompanyTime.plus(at, CompanyTime.between(waitingSince, solve));
        waitingSince = null;
    }

    /** Sends what falls due before this moment, in order: one alert can start another. */
    private void passTo(Instant until) {
        TreeMap<Instant, List<Runnable>> due;
        while (!(due = due()).isEmpty() && due.firstKey().isBefore(until)) {
            due.firstEntry().getValue().forEach(Runnable::run);
        }
    }

    private TreeMap<Instant, List<Runnable>> due() {
        TreeMap<Instant, List<Runnable>> due = new TreeMap<>();
        if (closedAt != null) {
            return due;
        }
        unacknowledged.forEach((deadline, at) -> plan(due, "director", deadline, at, solvedAt == null || deadline.equals("confirm")));
        if (waitingSince == null && repliedAt == null && solvedAt == null) {
            deadline(due, "reply", reply);
        }
        if (waitingSince == null && solvedAt == null) {
            deadline(due, "solve", solve);
            plan(due, "director", "solve", CompanyTime.plusDays(solve, 1), true);
        }
        if (solvedAt != null) {
            deadline(due, "confirm", confirm);
        }
        return due;
    }

    private void deadline(TreeMap<Instant, List<Runnable>> due, String name, Instant at) {
        Instant before = CompanyTime.minus(at, HOUR);
        Instant start = alerts.stream().filter(a -> a.round() == round).findFirst().map(ExpectedAlert::at).orElse(before);
        plan(due, "owner", name, before.isBefore(start) ? start : before, before.isAfter(start));
        plan(due, "manager", name, at, true);
    }

    private void plan(TreeMap<Instant, List<Runnable>> due, String level, String deadline, Instant at, boolean required) {
        if (alerts.stream().noneMatch(a -> a.round() == round && a.level().equals(level) && a.deadline().equals(deadline))) {
            due.computeIfAbsent(at, t -> new ArrayList<>()).add(() -> alert(level, deadline, at, required));
        }
    }

    private void alert(String level, String deadline, Instant at, boolean required) {
        boolean again = alerts.stream().anyMatch(a -> a.round() == round && a.level().equals(level) && a.deadline().equals(deadline));
        if (again) {
            return;
        }
        alerts.add(new ExpectedAlert(opened.text("complaint"), round, level, deadline, at, ladder.address(level), required));
        if (level.equals("manager")) {
            unacknowledged.put(deadline, CompanyTime.plus(at, TWO_HOURS));
        }
    }
}
