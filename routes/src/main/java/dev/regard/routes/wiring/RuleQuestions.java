package dev.regard.routes.wiring;

import static dev.regard.engine.run.RuleChanges.PUBLISHED;

import dev.regard.engine.customer.Card;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.event.Problem;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.run.AsOf;
import dev.regard.engine.run.Publishing.Refused;
import dev.regard.engine.run.RuleChanges.NotKnown;
import dev.regard.engine.run.RuleChanges.NotNow;
import dev.regard.routes.trial.Backtest;
import dev.regard.routes.trial.Policy;
import dev.regard.rules.GivenFacts;
import dev.regard.rules.RuleCatalogue;
import dev.regard.rules.check.Nearest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What rule sets would do, do, or did to customers. What is said of the methods of {@link dev.regard.engine.run.RuleChanges} holds here. */
final class RuleQuestions {
    private final RuleSets sets;
    private final RuleArchive archive;
    private final Trials trials;
    private final Organisation company;
    private final InstantSource clock;

    RuleQuestions(RuleSets sets, RuleArchive archive, Trials trials, Organisation company, InstantSource clock) {
        this.sets = sets;
        this.archive = archive;
        this.trials = trials;
        this.company = company;
        this.clock = clock;
    }

    Map<String, Object> outcome() {
        RuleArchive.Staged staged = archive.staged().orElseThrow(() -> new NotNow("No proposal decides for a share of the customers."));
        return trials.outcome(staged, sets.rules(PUBLISHED), sets.rules(staged.version()));
    }

    Map<String, Object> outcome(String row, LocalDate from) {
        Optional<Instant> since = Optional.ofNullable(from).map(day -> day.atStartOfDay(company.zone()).toInstant());
        return trials.outcome(row, counting(row), since, clock.instant()).or(() -> rowNames().contains(row) ? Optional.of(trials.nothingOf(row, since)) : Optional.empty())
                .orElseThrow(() -> new NotKnown("No row " + row + " decided anything, and the published rules have none: " + Nearest.unknown(row, rowNames())));
    }

    /** The versions whose decisions can be compared: those in which the row has the control group that it has now, all where it has none. */
    private Predicate<String> counting(String row) {
        Optional<BigDecimal> now = control(PUBLISHED, row).or(() -> archive.staged().flatMap(staged -> control(staged.version(), row)));
        Map<String, Boolean> known = new HashMap<>();
        return version -> now.isEmpty() || known.computeIfAbsent(version, v -> control(v, row).equals(now));
    }

    /** Empty for a version too that is not known or cannot be read any more. */
    private Optional<BigDecimal> control(String version, String row) {
        Optional<RuleSet> rules = sets.find(version).flatMap(sets::read);
        return rules.stream().flatMap(r -> r.allTables().stream()).flatMap(table -> table.rows().stream().filter(r -> row.equals(table.name() + "/" + r.key()))).findFirst()
                .map(r -> r.results().get("control")).filter(BigDecimal.class::isInstance).map(share -> ((BigDecimal) share).stripTrailingZeros()).filter(share -> share.signum() > 0);
    }

    /** Of the published and the staged rules. */
    private List<String> rowNames() {
        return Stream.concat(Stream.of(PUBLISHED), archive.staged().map(RuleArchive.Staged::version).stream()).flatMap(version -> sets.rules(version).allTables().stream())
                .flatMap(table -> table.rows().stream().map(row -> table.name() + "/" + row.key())).distinct().toList();
    }

    AsOf asOf(Card card, Instant at) {
        if (at.isAfter(clock.instant())) {
            throw new NotNow(at + " is to come: it is " + clock.instant() + ".");
        }
        RuleArchive.Course course = archive.course(at).orElseThrow(() -> new NotKnown("It is not known which rule set was in force at " + at + ": the history begins "
                + archive.releases().stream().findFirst().map(r -> "at " + r.at()).orElse("later") + "."));
        Rulebook main = new Rulebook(sets.rules(course.version()), company);
        Rulebook book = course.staged().map(s -> main.staging(new Rulebook(sets.rules(s.version()), company), s.percent())).orElse(main).of(card.id());
        return trials.asOf(card, book, at).orElseThrow(() -> new NotKnown("Nothing was known of " + card.id() + " at " + at + "."));
    }

    Facts supposed(String version, Facts facts, String given) {
        try {
            return new GivenFacts(sets.files(version), sets.rules(version), company).in(facts, given);
        } catch (IllegalArgumentException e) {
            throw new Refused(e.getMessage(), List.of());
        }
    }

    Map<String, Object> trial(String version, LocalDate from, LocalDate to, Policy policy) {
        Backtest.refusal(from, to, LocalDate.ofInstant(clock.instant(), company.zone())).ifPresent(why -> {
            throw new Refused(why, List.of(new Problem("to", why)));
        });
        return trials.report(sets.rules(PUBLISHED), sets.rules(version), from, to, policy, clock.instant());
    }

    Map<String, Object> catalogue(String version) {
        return RuleCatalogue.of(sets.files(version), company);
    }

    String scenario(String customer) {
        return trials.situation(customer, clock.instant(), sets.rules(PUBLISHED)).orElseThrow(() -> new NotKnown("There is no customer " + customer + "."));
    }
}
