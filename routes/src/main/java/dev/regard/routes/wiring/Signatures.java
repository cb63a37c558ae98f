package dev.regard.routes.wiring;

import dev.regard.engine.event.Problem;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.organisation.Person;
import dev.regard.rules.check.Nearest;
import java.text.Normalizer;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names that people type under a change of the rules. They prove nothing; what can be told is whether two of them mean the same person. */
final class Signatures {
    private final Organisation company;

    Signatures(Organisation company) {
        this.company = company;
    }

    /** Without what the eye does not tell apart: blanks, characters without a width, case, full and half width. */
    private static String normal(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).replaceAll("[\\s\\p{Z}\\p{Cf}\\p{Cc}]", "").toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    boolean isMissing(String name) {
        return normal(name).isEmpty();
    }

    /** Whether both may mean one person: the same word, or the id, name or address of the same one in the organisation. */
    boolean same(String one, String other) {
        return normal(one).equals(normal(other)) || !Collections.disjoint(meant(one), meant(other));
    }

    private Set<String> meant(String name) {
        return company.people().values().stream().filter(p -> known(p).map(Signatures::normal).anyMatch(normal(name)::equals)).map(Person::id).collect(Collectors.toSet());
    }

    private static Stream<String> known(Person person) {
        return Stream.of(person.id(), person.name(), person.email()).filter(text -> !text.isBlank());
    }

    /** A warning where the organisation knows people, and nobody of this name. */
    Optional<Problem> unknown(String name) {
        if (company.people().isEmpty() || isMissing(name) || !meant(name).isEmpty()) {
            return Optional.empty();
        }
        List<String> names = company.people().values().stream().flatMap(p -> Stream.of(p.id(), p.name())).toList();
        return Optional.of(new Problem("by", "warning: organisation.yaml knows nobody called '" + name.strip() + "'"
                + Nearest.to(name.strip(), names).map(n -> ", did you mean " + n + "?").orElse("")));
    }
}
