package dev.regard.rules.table;

import dev.regard.engine.rule.Test;

/** What can be said of two conditions on the same attribute. "No" also stands for "not certain". */
public final class Implication {

    private Implication() { }

    /** Whether every value that fulfils the one certainly fulfils the other. */
    public static boolean implies(Test one, Test other) {
        if (one.equals(other)) {
            return true;
        }
        if (one instanceof Test.OneOf oneOf) {
            return oneOf.values().stream().allMatch(other::holds);
        }
        if (one instanceof Test.Unknown) {
            return other.holds(null);
        }
        if (one instanceof Test.Either either) {
            return implies(either.first(), other) && implies(either.second(), other);
        }
        if (other instanceof Test.Either either) {
            return implies(one, either.first()) || implies(one, either.second());
        }
        if (other instanceof Test.Not not) {
            return one instanceof Test.Not excluded ? implies(not.test(), excluded.test()) : disjoint(one, not.test());
        }
        if (one instanceof Test.Between inner && other instanceof Test.Between outer) {
            return startsWithin(inner, outer) && endsWithin(inner, outer);
        }
        return one instanceof Test.Contains narrow && other instanceof Test.Contains wide
                && narrow.phrases().stream().allMatch(phrase -> wide.phrases().stream().anyMatch(phrase::contains));
    }

    /** Whether certainly no value fulfils both. */
    public static boolean disjoint(Test one, Test other) {
        if (one instanceof Test.OneOf oneOf) {
            return oneOf.values().stream().noneMatch(other::holds);
        }
        if (other instanceof Test.OneOf || other instanceof Test.Unknown && !(one instanceof Test.Unknown)) {
            return disjoint(other, one);
        }
        if (one instanceof Test.Unknown) {
            return !other.holds(null);
        }
        if (one instanceof Test.Either either) {
            return disjoint(either.first(), other) && disjoint(either.second(), other);
        }
        if (other instanceof Test.Either) {
            return disjoint(other, one);
        }
        if (one instanceof Test.Between first && other instanceof Test.Between second) {
            return endsBefore(first, second) || endsBefore(second, first);
        }
        return other instanceof Test.Not not && implies(one, not.test())
                || one instanceof Test.Not excluded && implies(other, excluded.test());
    }

    private static boolean startsWithin(Test.Between inner, Test.Between outer) {
        if (outer.low() == null || inner.low() == null) {
            return outer.low() == null;
        }
        int order = inner.low().compareTo(outer.low());
        return order > 0 || order == 0 && (outer.lowIncluded() || !inner.lowIncluded());
    }

    private static boolean endsWithin(Test.Between inner, Test.Between outer) {
        if (outer.high() == null || inner.high() == null) {
            return outer.high() == null;
        }
        int order = inner.high().compareTo(outer.high());
        return order < 0 || order == 0 && (outer.highIncluded() || !inner.highIncluded());
    }

    private static boolean endsBefore(Test.Between first, Test.Between second) {
        if (first.high() == null || second.low() == null) {
            return false;
        }
        int order = first.high().compareTo(second.low());
        return order < 0 || order == 0 && !(first.highIncluded() && second.lowIncluded());
    }
}
