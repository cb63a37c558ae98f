package dev.regard.rules;

import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.TableReader;
import dev.regard.engine.rule.Test;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.rule.Wording.Variant;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.table.ReadTable;
import dev.regard.rules.template.Templates;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What no table can say of itself: whether thresholds stand in their order, and whether what rows plan can ever go out. */
final class PolicyCheck {
    private static final List<String> KINDS = List.of("consumer", "distributor", "designer", "internal");
    private static final Set<Attribute> OF_THE_CONTACT = EnumSet.of(Attribute.PURPOSE, Attribute.HOW, Attribute.CHEERFUL);

    private final Collection<ReadTable> tables;
    private final Templates templates;
    private final List<RuleProblem> problems = new ArrayList<>();

    private PolicyCheck(Collection<ReadTable> tables, Templates templates) {
        this.tables = tables;
        this.templates = templates;
    }

    static List<RuleProblem> problems(Collection<ReadTable> tables, Templates templates) {
        PolicyCheck check = new PolicyCheck(tables, templates);
        check.problems.addAll(OrderCheck.problems(tables));
        check.hoursOfTheWeek();
        check.roles();
        check.contacts();
        check.caps();
        check.problems.addAll(LadderCheck.problems(tables));
        if (!check.isFlawed(Topic.RETRIES)) {
            check.problems.addAll(RetrySteps.problems(check.of(Topic.RETRIES)));
        }
        return check.problems;
    }

    private List<ReadTable> of(Topic topic) {
        return tables.stream().filter(read -> read.table().topic() == topic).toList();
    }

    private boolean isFlawed(Topic topic) {
        return of(topic).stream().anyMatch(ReadTable::isFlawed);
    }

    /** Hours are worked out once for each way and kind. */
    private void hoursOfTheWeek() {
        for (ReadTable read : of(Topic.CONTACT_HOURS)) {
            if (read.table().charter().isForAPeriod()) {
                problems.add(read.row(1).error("contact hours are those of every week; a period has no effect on them"));
            }
            read.table().rows().forEach(row -> window(read, row));
            read.table().rows().forEach(row -> row.conditions().stream().filter(c -> c.attribute() != Attribute.HOW && c.attribute() != Attribute.KIND)
                    .forEach(c -> problems.add(read.cell(row.line(), c.column()).error("contact hours are asked for by How and Customer kind alone"))));
        }
    }

    private static boolean endsTooSoon(Row hours) {
        return !((LocalTime) hours.results().getOrDefault("from", LocalTime.MIN)).isBefore((LocalTime) hours.results().getOrDefault("to", LocalTime.MAX));
    }

    private void window(ReadTable read, Row row) {
        LocalTime from = (LocalTime) row.results().getOrDefault("from", LocalTime.MIN);
        LocalTime to = (LocalTime) row.results().getOrDefault("to", LocalTime.MAX);
        if (endsTooSoon(row)) {
            problems.add(read.row(row.line()).error("these hours end at " + to + ", before they begin at " + from + "; " + (to.equals(LocalTime.MIN) ? "the end of the day is 24:00" : "a night is two rows, such as " + from + " to 24:00 and 00:00 to " + to)));
        }
    }

    /** Of two tables that answer one topic; a row that repeats another one is told of as such. */
    private void roles() {
        for (ReadTable read : tables) {
            if (read.table().topic() != null && !read.table().answersItsTopic() && read.table().topic().hitPolicy() == Topic.HitPolicy.ALL) {
                List<ReadTable> later = of(read.table().topic()).stream().filter(other -> isAskedLater(other, read)).toList();
                read.table().rows().forEach(row -> later.stream().flatMap(other -> other.table().rows().stream().filter(r -> isOfTheSameRole(row, r)).map(r -> r.key() + " of " + other.table().name()))
                        .findFirst().ifPresent(other -> problems.add(read.row(row.line()).warning("row " + other
                                + " has the same role, which makes one contact where both hold; this one decides how"))));
            }
        }
    }

    private static boolean isAskedLater(ReadTable other, ReadTable read) {
        return other != read && other.table().charter().meets(read.table().charter())
                && (other.table().answersItsTopic() || other.table().name().compareTo(read.table().name()) > 0);
    }

    private static boolean isOfTheSameRole(Row row, Row other) {
        boolean same = row.results().equals(other.results()) && tests(row).equals(tests(other));
        return !same && row.results().containsKey("role") && row.results().get("role").equals(other.results().get("role"));
    }

    private static Map<String, Test> tests(Row row) {
        return row.conditions().stream().collect(Collectors.toMap(Condition::name, Condition::test, (one, two) -> one));
    }

    private void contacts() {
        for (ReadTable read : tables) {
            if (read.table().results().stream().anyMatch(r -> r.name().equals("cheerful"))) {
                read.table().rows().stream().filter(row -> read.table().topic() != Topic.TIER_REVIEW || row.results().containsKey("how")).forEach(row -> contact(read, row));
            }
        }
    }

    private void contact(ReadTable read, Row row) {
        String how = String.valueOf(row.results().getOrDefault("how", "call"));
        Facts contact = Facts.builder().set(Attribute.PURPOSE, row.results().getOrDefault("purpose", "care")).set(Attribute.HOW, how)
                .set(Attribute.CHEERFUL, row.results().getOrDefault("cheerful", false)).build();
        forbidden(contact).ifPresent(by -> problems.add(read.row(row.line()).warning("never goes out: row " + by + " of permission cancels every contact of this kind")));
        if (BigDecimal.ONE.equals(row.results().get("control"))) {
            problems.add(read.result(row.line(), "control").warning("never goes out: all of its customers are in the control group"));
        }
        capped(contact).ifPresent(by -> problems.add(read.row(row.line()).warning("never goes out: row " + by + " of caps lets none through")));
        hours(read, row, how);
        if (how.equals("message")) {
            wordings(read, row);
        }
    }

    /** The row that cancels the contact whatever the customer is. */
    private Optional<String> forbidden(Facts contact) {
        return isFlawed(Topic.PERMISSION) ? Optional.empty() : of(Topic.PERMISSION).stream().flatMap(read -> read.table().rows().stream()).filter(row -> asksOnlyOfTheContact(row) && row.holds(contact)).findFirst()
                .filter(row -> "cancel".equals(row.results().get("verdict"))).map(Row::key);
    }

    private Optional<String> capped(Facts contact) {
        if (isFlawed(Topic.CAPS)) {
            return Optional.empty();
        }
        List<Row> rows = of(Topic.CAPS).stream().flatMap(read -> read.table().rows().stream()).filter(row -> row.conditions().stream().filter(PolicyCheck::isOfTheContact).allMatch(c -> c.holds(contact))).toList();
        boolean room = rows.stream().anyMatch(row -> Boolean.TRUE.equals(row.results().get("extra")));
        return rows.stream().filter(row -> !Boolean.TRUE.equals(row.results().get("extra"))).findFirst()
                .filter(row -> !room && asksOnlyOfTheContact(row) && BigDecimal.ZERO.compareTo((BigDecimal) row.results().get("max")) == 0).map(Row::key);
    }

    /** At its own row, whether or not a contact that it stops is planned today. */
    private void caps() {
        List<ReadTable> caps = of(Topic.CAPS);
        boolean room = caps.stream().flatMap(read -> read.table().rows().stream()).anyMatch(row -> Boolean.TRUE.equals(row.results().get("extra")));
        caps.forEach(read -> read.table().rows().stream().filter(row -> BigDecimal.ZERO.compareTo((BigDecimal) row.results().get("max")) == 0)
                .forEach(row -> problems.add(read.row(row.line()).warning(Boolean.TRUE.equals(row.results().get("extra")) ? "this row allows nothing on top"
                        : "this cap lets no contact through" + (room ? " but what a row on top allows" : "") + "; who must not be contacted is better said in permission, with the reason"))));
    }

    private static boolean asksOnlyOfTheContact(Row row) {
        return row.conditions().stream().allMatch(PolicyCheck::isOfTheContact);
    }

    private static boolean isOfTheContact(Condition condition) {
        return condition.attribute() != null && OF_THE_CONTACT.contains(condition.attribute());
    }

    /** The kinds of customers for whom there is no weekday on which the row's hour is a good one, or any hour at all. */
    private void hours(ReadTable read, Row row, String how) {
        LocalTime at = row.results().get("at") instanceof LocalTime time ? time : null;
        List<String> kinds = KINDS.stream().filter(kind -> row.conditions().stream().filter(c -> c.attribute() == Attribute.KIND).allMatch(c -> c.test().holds(kind))).toList();
        if (of(Topic.CONTACT_HOURS).isEmpty() || isFlawed(Topic.CONTACT_HOURS) || of(Topic.CONTACT_HOURS).stream().flatMap(hours -> hours.table().rows().stream()).anyMatch(PolicyCheck::endsTooSoon)) {
            return;
        }
        List<String> without = kinds.stream().filter(kind -> !good(how, kind, null)).toList();
        List<String> elsewhere = at == null ? List.of() : kinds.stream().filter(kind -> !without.contains(kind) && !good(how, kind, at)).toList();
        if (!without.isEmpty()) {
            problems.add(read.row(row.line()).warning("never finds an hour: contact-hours has none for " + how + " and " + String.join(", ", without) + "; such a contact is held, and cancelled in the end"));
        }
        if (!elsewhere.isEmpty()) {
            problems.add(read.row(row.line()).warning(at + " is outside the contact hours for " + how + " and " + String.join(", ", elsewhere)
                    + " on every day; it moves to the next good minute of its day, or the last one before"));
        }
    }

    private boolean good(String how, String kind, LocalTime at) {
        Facts facts = Facts.builder().set(Attribute.HOW, how).set(Attribute.KIND, kind).build();
        List<Match> rows = of(Topic.CONTACT_HOURS).stream().map(ReadTable::table).flatMap((DecisionTable t) -> TableReader.matches(t, facts).stream()).toList();
        for (DayOfWeek day : DayOfWeek.values()) {
            Set<LocalTime> minutes = at == null ? rows.stream().flatMap(m -> java.util.stream.Stream.of(m.time("from"), m.time("to"))).flatMap(Optional::stream).collect(Collectors.toCollection(TreeSet::new))
                    : Set.of(at);
            for (LocalTime minute : minutes) {
                if (within(rows, "good", day, minute) && !within(rows, "busy", day, minute)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean within(List<Match> rows, String verdict, DayOfWeek day, LocalTime minute) {
        return rows.stream().filter(m -> m.required("verdict").equals(verdict)).filter(m -> m.value("days", Set.class).orElse(Set.of()).contains(day))
                .anyMatch(m -> !minute.isBefore(m.time("from").orElse(LocalTime.MIN)) && minute.isBefore(m.time("to").orElse(LocalTime.MAX)));
    }

    /** A customer does not get the same words again within a year. */
    private void wordings(ReadTable read, Row row) {
        String template = TemplateUse.of(row);
        Map<String, Long> byLanguage = templates.all().stream().filter(v -> v.template().equals(template)).collect(Collectors.groupingBy(Variant::language, TreeMap::new, Collectors.counting()));
        List<String> few = byLanguage.entrySet().stream().filter(e -> e.getValue() == 1).map(Map.Entry::getKey).toList();
        if (!few.isEmpty()) {
            problems.add(read.row(row.line()).warning("there is one wording of '" + template + "' in " + String.join(" and ", few)
                    + ": who got it is not written to again within a year, but makes a task"));
        }
    }
}
