package dev.regard.engine.event;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What an event must fulfil to be taken. An unknown type or field passes; a wrong value of a known field is refused with
 * the field's path and the reason, all problems at once.
 */
public final class EventCheck {
    /** How far ahead of the engine's clock an event may lie: clocks differ, time zones are mistaken. */
    public static final Duration AHEAD = Duration.ofHours(24);
    /** What lies before is a cell that is empty or damaged: spreadsheet programs, databases and programs count from such days. */
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final int FIRST_YEAR_OF_BIRTH = 1900;
    private static final int LONGEST_ID = 512;
    /** Of one text, in characters. */
    static final int LONGEST_TEXT = 100_000;

    private EventCheck() { }

    /** The problems of an event from outside, none when it can be taken at {@code now}. */
    public static List<Problem> problems(Event event, Instant now) {
        List<Problem> problems = new ArrayList<>();
        name(problems, "id", event.id());
        name(problems, "source", event.source());
        name(problems, "type", event.type());
        if (event.type() != null && event.type().startsWith(EventType.RESERVED)) {
            problems.add(new Problem("type", "'" + event.type() + "' is reserved: the engine alone reports such events"));
        }
        if (event.time() != null && event.time().isAfter(now.plus(AHEAD))) {
            problems.add(new Problem("time", "is more than 24 hours ahead of the clock, which says " + now));
        }
        if (event.time() != null && event.time().isBefore(EARLIEST)) {
            problems.add(new Problem("time", "is before 1970"));
        }
        Optional<EventType> type = event.type() == null ? Optional.empty() : EventType.named(event.type());
        if (event.subject() == null && !type.map(EventType::withoutCustomer).orElse(false)) {
            problems.add(new Problem("subject", "is missing or not of the form id:…, email:…, phone:… or ext:SYSTEM/KEY"));
        }
        type.ifPresent(known -> fields(problems, known, event.data(), now));
        return problems;
    }

    private static void name(List<Problem> problems, String path, String value) {
        if (value == null || value.isBlank()) {
            problems.add(new Problem(path, "is missing"));
        } else if (value.length() > LONGEST_ID) {
            problems.add(new Problem(path, "is longer than " + LONGEST_ID + " characters"));
        }
    }

    private static void fields(List<Problem> problems, EventType type, Data data, Instant now) {
        for (EventType.Field field : type.fields()) {
            Object value = data.fields().get(field.name());
            String path = "data." + field.name();
            if (field.required() && (value == null || value.toString().isBlank())) {
                problems.add(new Problem(path, "is missing"));
                continue;
            }
            Optional<String> misfit = field.type().misfit(value);
            if (value instanceof String text && text.length() > LONGEST_TEXT) {
                problems.add(new Problem(path, "is longer than " + LONGEST_TEXT + " characters"));
            } else if (misfit.isPresent()) {
                problems.add(new Problem(path, misfit.get()));
            } else if (value != null && !field.choices().isEmpty() && !field.choices().contains(choice(value))) {
                problems.add(new Problem(path, "'" + value + "' is not one of "
                        + String.join(", ", field.choices().stream().sorted().toList())));
            }
        }
        switch (type) {
            case CUSTOMER_CHANGED -> customer(problems, data, now);
            case PURCHASE_MADE -> {
                numbersOf(problems, data, "items", List.of("quantity", "amount", "cost"));
                data.decimal("amount").filter(a -> a.signum() < 0)
                        .ifPresent(a -> problems.add(new Problem("data.amount", "must not be less than nothing; what comes back is a purchase.returned")));
            }
            case SURVEY_ANSWERED -> {
                data.decimal("score").filter(s -> s.signum() < 0 || s.compareTo(java.math.BigDecimal.TEN) > 0)
                        .ifPresent(s -> problems.add(new Problem("data.score", "must lie between 0 and 10, not " + s)));
                numbersOf(problems, data, "attributes", List.of("expected", "received", "weight"));
            }
            case STOCK_REPORTED -> data.decimal("daysOfCover").filter(days -> days.signum() < 0)
                    .ifPresent(days -> problems.add(new Problem("data.daysOfCover", "must not be less than nothing, not " + days)));
            case INTERACTION_LOGGED -> due(problems, data);
            default -> { }
        }
    }

    private static String choice(Object value) {
        return value.toString().strip().toLowerCase(Locale.ROOT);
    }

    private static void due(List<Problem> problems, Data data) {
        Object due = data.child("promise").fields().get("due");
        FieldType.DATE.misfit(due).ifPresent(m -> problems.add(new Problem("data.promise.due", m)));
    }

    private static void numbersOf(List<Problem> problems, Data data, String list, List<String> numbers) {
        objects(problems, data, list, (path, item) -> numbers
                .forEach(number -> FieldType.NUMBER.misfit(item.fields().get(number)).ifPresent(m -> problems.add(new Problem(path + "." + number, m)))));
    }

    private static void objects(List<Problem> problems, Data data, String list, BiConsumer<String, Data> check) {
        if (!(data.fields().get(list) instanceof List<?> items)) {
            return;
        }
        for (int i = 0; i < items.size(); i++) {
            String path = "data." + list + "[" + i + "]";
            if (items.get(i) instanceof Map) {
                check.accept(path, new Value(items.get(i)).child());
            } else {
                problems.add(new Problem(path, "must be an object"));
            }
        }
    }

    private static void customer(List<Problem> problems, Data data, Instant now) {
        data.text("timeZone").ifPresent(zone -> {
            try {
                ZoneId.of(zone);
            } catch (DateTimeException e) {
                problems.add(new Problem("data.timeZone", "'" + zone + "' is no time zone; an example is Asia/Shanghai"));
            }
        });
        addresses(problems, data, "emails", "is no e-mail address");
        addresses(problems, data, "phones", "is no phone number");
        LocalDate latest = LocalDate.ofInstant(now.plus(AHEAD), ZoneOffset.UTC);
        birthday(problems, "data", data, latest);
        if (data.fields().get("contacts") instanceof List<?> contacts) {
            for (int i = 0; i < contacts.size(); i++) {
                birthday(problems, "data.contacts[" + i + "]", new Value(contacts.get(i)).child(), latest); // a name alone, as a cell has it, says nothing more
            }
        }
    }

    private static void birthday(List<Problem> problems, String path, Data person, LocalDate latest) {
        if (person.fields().get("birthday") instanceof Map) {
            List<Problem> own = new ArrayList<>();
            birthday(own, person.child("birthday"), latest);
            own.forEach(problem -> problems.add(new Problem(path + problem.path(), problem.reason())));
        }
    }

    private static void addresses(List<Problem> problems, Data data, String field, String reason) {
        List<String> values = data.texts(field);
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            boolean good = field.equals("emails") ? CustomerKey.email(value).isPresent() : CustomerKey.phone(value).isPresent();
            if (!good) {
                problems.add(new Problem("data." + field + "[" + i + "]", "'" + value + "' " + reason));
            }
        }
    }

    private static void birthday(List<Problem> problems, Data birthday, LocalDate latest) {
        String calendar = birthday.text("calendar").orElse("solar");
        if (!calendar.equals("solar") && !calendar.equals("lunar")) {
            problems.add(new Problem(".birthday.calendar", "'" + calendar + "' is neither solar nor lunar"));
            return;
        }
        Optional<Integer> month = whole(birthday, "month");
        Optional<Integer> day = whole(birthday, "day");
        if (month.isEmpty() || month.get() < 1 || month.get() > 12) {
            problems.add(new Problem(".birthday.month", "must be a month from 1 to 12"));
        } else if (day.isEmpty() || day.get() < 1 || day.get() > longest(calendar, month.get())) {
            problems.add(new Problem(".birthday.day", "must be a day from 1 to " + longest(calendar, month.get())));
        } else if (birthday.text("year").isPresent()) {
            yearOfBirth(birthday, latest).or(() -> calendar.equals("lunar") ? Optional.empty() : dayOfBirth(whole(birthday, "year").get(), month.get(), day.get(), latest))
                    .ifPresent(problems::add);
        }
    }

    private static Optional<Problem> yearOfBirth(Data birthday, LocalDate latest) {
        boolean good = whole(birthday, "year").filter(year -> year >= FIRST_YEAR_OF_BIRTH && year <= latest.getYear()).isPresent();
        return good ? Optional.empty() : Optional.of(new Problem(".birthday.year", "must be a year from " + FIRST_YEAR_OF_BIRTH + " to " + latest.getYear()
                + ", not " + birthday.text("year").orElseThrow()));
    }

    private static Optional<Problem> dayOfBirth(int year, int month, int day, LocalDate latest) {
        String words = "%d-%02d-%02d".formatted(year, month, day);
        try {
            return LocalDate.of(year, month, day).isAfter(latest) ? Optional.of(new Problem(".birthday", words + " is in the future")) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.of(new Problem(".birthday", words + " is no day of the calendar"));
        }
    }

    private static int longest(String calendar, int month) {
        return calendar.equals("lunar") ? 30 : MonthDay.of(month, 1).getMonth().maxLength();
    }

    private static Optional<Integer> whole(Data data, String field) {
        try {
            return data.decimal(field).map(java.math.BigDecimal::intValueExact);
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }
}
