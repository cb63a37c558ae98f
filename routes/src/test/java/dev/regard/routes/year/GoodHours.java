package dev.regard.routes.year;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;

/** When a customer may be written to and called, in the customer's own zone. */
final class GoodHours {
    private static final LocalTime NINE = LocalTime.of(9, 0);
    private static final LocalTime NOON = LocalTime.NOON;
    private static final LocalTime TWO = LocalTime.of(14, 0);
    private static final LocalTime EIGHT = LocalTime.of(20, 0);

    private final Buyer buyer;

    GoodHours(Buyer buyer) {
        this.buyer = buyer;
    }

    /** The first good minute for a message at or after this moment. */
    Instant message(Instant from) {
        ZonedDateTime at = from.atZone(buyer.zone());
        LocalTime time = at.toLocalTime();
        if (time.isBefore(NINE)) {
            return at.toLocalDate().atTime(NINE).atZone(buyer.zone()).toInstant();
        }
        return time.isBefore(EIGHT) ? from : at.toLocalDate().plusDays(1).atTime(NINE).atZone(buyer.zone()).toInstant();
    }

    /** The first good minute for a message or a call of this date. */
    Instant message(LocalDate date) {
        return date.atTime(NINE).atZone(buyer.zone()).toInstant();
    }

    /** The first good minute for a call at or after this moment. */
    Instant call(Instant from) {
        ZonedDateTime at = from.atZone(buyer.zone());
        while (!goodForCall(at)) {
            at = at.plusMinutes(1);
        }
        return at.toInstant();
    }

    Instant call(LocalDate date) {
        return call(date.atTime(NINE).atZone(buyer.zone()).toInstant());
    }

    /** The first good minute at or after this one within its own day, for what must not leave the day. */
    Optional<Instant> callSameDay(Instant from) {
        Instant good = call(from);
        return good.atZone(buyer.zone()).toLocalDate().equals(from.atZone(buyer.zone()).toLocalDate())
                ? Optional.of(good) : Optional.empty();
    }

    /** A message that is due then: somebody calls where there is no address, in an hour for calls. */
    Instant messageOrCall(Instant due) {
        return buyer.mail() ? due : call(due);
    }

    /** The same where it must not leave the day: a day without such an hour after it has it called at once. */
    Instant messageOrCallSameDay(Instant due) {
        return buyer.mail() ? due : callSameDay(due).orElse(due);
    }

    private boolean goodForCall(ZonedDateTime at) {
        LocalTime time = at.toLocalTime();
        boolean awake = !time.isBefore(NINE) && time.isBefore(NOON) || !time.isBefore(TWO) && time.isBefore(EIGHT);
        return awake && !busy(at.getDayOfWeek(), time) && (!buyer.keepsOfficeDays() || CompanyTime.works(at.toLocalDate()));
    }

    private boolean busy(DayOfWeek day, LocalTime time) {
        return switch (buyer.kind()) {
            case "distributor" -> day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY
                    || day == DayOfWeek.MONDAY && time.isBefore(LocalTime.of(11, 0));
            case "designer" -> day == DayOfWeek.MONDAY && time.isBefore(NOON);
            case "consumer" -> day.compareTo(DayOfWeek.FRIDAY) <= 0 && time.isBefore(LocalTime.of(18, 0));
            default -> false;
        };
    }
}
