package dev.regard.engine.decide;

import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Cause;
import dev.regard.engine.decision.Reason;
import dev.regard.engine.event.Data;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.time.AnnualDate;
import dev.regard.engine.time.CalendarSystem;
import dev.regard.engine.time.Occurrence;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Birthdays, festivals and days of the relation (O1-O5): planned ahead, once per customer, occasion, year and role. */
final class Occasions {
    /** How far back a look reaches: a greeting may come two days late, an older date is history. */
    private static final int LOOK_BACK = 2;
    private static final int LONGEST_LEAD = 60;
    /** The most days between two returns of an occasion by either calendar, and some. */
    private static final int LONGEST_YEAR = 400;

    /** The fields of the card that hold the first of an anniversary. */
    private static final Map<String, String> FIELDS = Map.of("first-purchase", "firstPurchase", "founding-day", "foundingDay",
            "wedding-day", "weddingDay", "moving-in-day", "movingInDay");

    private Occasions() { }

    /** Looks at the dates that have come into the horizon since the last look. */
    static void planAhead(Draft draft) {
        LocalDate through = draft.today().plusDays(Rulebook.HORIZON);
        if (draft.plannedThrough != null && !draft.plannedThrough.isBefore(through)) {
            return;
        }
        LocalDate from = draft.plannedThrough == null ? draft.today().minusDays(LOOK_BACK) : draft.plannedThrough.plusDays(1);
        plan(draft, from, through, Set.of());
        draft.plannedThrough = through;
    }

    /** Looks at all dates of the horizon again, because something changed: moves, rewrites and cancels what nobody acted on. */
    static void planAgain(Draft draft) {
        if (draft.plannedThrough == null) {
            return;
        }
        Set<String> open = new HashSet<>();
        draft.touches().stream().filter(t -> t.day() != null && t.status().open()).forEach(t -> open.add(t.id()));
        LocalDate from = draft.today().minusDays(LOOK_BACK);
        Set<String> wanted = plan(draft, from, draft.plannedThrough, open);
        open.removeAll(wanted);
        for (String gone : open) {
            Touch touch = draft.touch(gone).orElseThrow();
            String reason = Cause.NO_ROW.words();
            draft.inNameOf(touch.customer(), () -> draft.decide("cancel", touch.id(), Map.of("touch", touch.id(), "reason", reason),
                    List.of(Reason.engine("replanned", "occasion", touch.occasion(), "role", touch.role()))));
            draft.withdraw(touch, reason);
        }
        draft.forgetPlans(wanted);
    }

    /** Plans occasions whose planning opens in the period; returns the ids that the tables want. */
    private static Set<String> plan(Draft draft, LocalDate from, LocalDate through, Set<String> open) {
        Set<String> wanted = new HashSet<>();
        dates(draft, from, through.plusDays(LONGEST_LEAD)).forEach((occasion, days) -> {
            Optional<Integer> lead = draft.book.longestLead(occasion);
            for (Occurrence day : lead.isPresent() ? days : List.<Occurrence>of()) {
                LocalDate last = day.date();
                boolean inPeriod = !last.minusDays(lead.get()).isAfter(through) && !last.isBefore(from);
                if (inPeriod) {
                    plan(draft, occasion, day, open, wanted);
                }
            }
        });
        return wanted;
    }

    private static void plan(Draft draft, String occasion, Occurrence day, Set<String> open, Set<String> wanted) {
        for (Match match : draft.book.evaluate(Topic.OCCASIONS, draft.facts().toBuilder().set(Attribute.OCCASION, occasion).set(Attribute.DAY, day.date()).build())) {
            LocalDate on = day.date().minusDays(match.days("daysBefore"));
            Touch touch = touch(draft, match, occasion, day);
            boolean late = on.plusDays(Math.max(0, touch.toleranceDays())).isBefore(draft.today());
            if (!wanted.add(touch.id())) {
                continue;
            }
            if (open.contains(touch.id())) {
                move(draft, touch, match);
            } else if (!draft.knows(touch.id()) && !draft.quiet && !(late && on.isBefore(draft.localDate(draft.madeAt())))) {
                boolean missed = late && Release.forbidden(draft, touch).isEmpty(); // what was not to be made is cancelled when its moment is looked at
                Planner.file(draft, missed ? touch.withStatus(Touch.Status.MISSED, Cause.DAY_OVER.words()) : touch, match);
            }
        }
    }

    private static Touch touch(Draft draft, Match match, String occasion, Occurrence day) {
        return Planner.bound(draft, match, occasion + "/" + day.year(), day.date().minusDays(match.days("daysBefore")), match.time("at").orElse(LocalTime.NOON),
                Map.of("occasionDate", day.date().toString()));
    }

    /** What a row has to do with an occasion of this customer: when it is next, and what was planned for it this year. */
    static NextOccasion next(Draft draft, Match match, String occasion) {
        String field = occasion.equals("birthday") ? occasion : FIELDS.get(occasion);
        Optional<String> missing = Optional.ofNullable(field).filter(f -> !draft.ownDates().containsKey(occasion));
        LocalDate today = draft.today();
        LocalDate from = today.minusDays(LOOK_BACK).withDayOfYear(1);
        List<String> made = new ArrayList<>();
        for (Occurrence day : dates(draft, from, today.plusDays(LONGEST_YEAR)).getOrDefault(occasion, List.of())) {
            Touch touch = touch(draft, match, occasion, day);
            boolean known = draft.knows(touch.id());
            if (known) {
                made.add(touch.id());
            }
            if (!day.date().isBefore(today) || !known && !touch.day().plusDays(touch.toleranceDays()).isBefore(today)) {
                return new NextOccasion(occasion, missing, Optional.of(day.date()), Optional.of(touch.due()), made);
            }
        }
        return new NextOccasion(occasion, missing, Optional.empty(), Optional.empty(), made);
    }

    private static void move(Draft draft, Touch fresh, Match match) {
        Touch planned = draft.touch(fresh.id()).orElseThrow();
        boolean same = planned.due().equals(fresh.due()) && planned.how() == fresh.how() && planned.template().equals(fresh.template())
                && planned.role().equals(fresh.role()) && planned.why().equals(fresh.why()) && planned.purpose() == fresh.purpose() && planned.priority() == fresh.priority();
        if (!same && planned.status() == Touch.Status.PLANNED) {
            Planner.file(draft, planned.replanned(fresh), match);
        }
    }

    private static Map<String, List<Occurrence>> dates(Draft draft, LocalDate from, LocalDate to) {
        Map<String, List<Occurrence>> all = new LinkedHashMap<>(draft.book.festivals(from, to));
        draft.ownDates().forEach((occasion, date) -> {
            List<Occurrence> days = date.between(from, to).stream().filter(o -> after(draft, occasion, o.date())).toList();
            if (!days.isEmpty()) {
                all.put(occasion, days);
            }
        });
        return all;
    }

    /** An anniversary is not the day itself. */
    private static boolean after(Draft draft, String occasion, LocalDate day) {
        return !FIELDS.containsKey(occasion) || draft.profile.date(FIELDS.get(occasion)).map(first -> day.getYear() > first.getYear()).orElse(true);
    }

    /** The customer's own dates by occasion. */
    static Map<String, AnnualDate> own(Draft draft) {
        Map<String, AnnualDate> own = new LinkedHashMap<>();
        birthday(draft).ifPresent(d -> own.put("birthday", d));
        FIELDS.forEach((occasion, field) -> draft.profile.date(field)
                .ifPresent(d -> own.put(occasion, AnnualDate.solar(d.getMonthValue(), d.getDayOfMonth()))));
        return own;
    }

    /** The customer's birthday; for an organisation its main contact's. */
    private static Optional<AnnualDate> birthday(Draft draft) {
        Data own = draft.profile.child("birthday");
        if (own.has("month")) {
            return annual(own);
        }
        List<Data> contacts = draft.profile.children("contacts");
        return contacts.stream().filter(c -> c.flag("main").orElse(false)).findFirst().or(() -> contacts.stream().findFirst())
                .map(c -> c.child("birthday")).filter(b -> b.has("month")).flatMap(Occasions::annual);
    }

    private static Optional<AnnualDate> annual(Data birthday) {
        try {
            CalendarSystem system = birthday.text("calendar").orElse("solar").equals("lunar") ? CalendarSystem.LUNAR : CalendarSystem.SOLAR;
            return Optional.of(new AnnualDate(system, birthday.decimal("month").map(BigDecimal::intValueExact).orElseThrow(),
                    birthday.decimal("day").map(BigDecimal::intValueExact).orElseThrow(), birthday.flag("leapMonth").orElse(false)));
        } catch (ArithmeticException | IllegalArgumentException | java.util.NoSuchElementException | java.time.DateTimeException e) {
            return Optional.empty(); // a contact's birthday was not checked at the door: what cannot be a date calls for nothing
        }
    }
}
