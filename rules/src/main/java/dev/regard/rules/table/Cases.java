package dev.regard.rules.table;

import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.Test;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * All cases that a table can meet, as the product of its axes; each row takes a box of it. What rows leave over is worked out exactly by cutting
 * boxes out of boxes, within a budget of cuts; nothing is sampled. Words in a text are no axis, since any text may hold any of them.
 */
final class Cases {
    /** Comparisons of two boxes for one table and one kind of question: some tenths of a second. */
    static final int BUDGET = 2_000_000;

    /** Rows that are cut out of one case, one within the other, as deep as any thread's stack bears. */
    private static final int DEEPEST = 1_500;

    private final List<Axis> axes = new ArrayList<>();
    private final Map<Row, BitSet[]> boxes = new IdentityHashMap<>();
    /** On which axes the row does not take everything, and what it leaves there. */
    private final Map<Row, int[]> asked = new IdentityHashMap<>();
    private final Map<Row, BitSet[]> beyond = new IdentityHashMap<>();
    private final int most;
    private int budget;
    private int depth;

    /** The budget is used up. */
    static final class Undecided extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /**
     * @param domains what facts can be, by their names; one that is not in it can be anything
     * @param most    the budget for each kind of question
     */
    Cases(List<Row> rows, Map<String, Domain> domains, int most) {
        this.most = most;
        this.budget = most;
        Map<String, List<Condition>> byName = rows.stream().flatMap(row -> row.conditions().stream()).filter(c -> !isText(c.test()))
                .collect(Collectors.groupingBy(Condition::name, LinkedHashMap::new, Collectors.toList()));
        byName.values().forEach(conditions -> axes.add(Axis.of(conditions.get(0), conditions.stream().map(Condition::test).toList(),
                domains.getOrDefault(conditions.get(0).name(), Domain.ANYTHING))));
        for (Row row : rows) {
            BitSet[] box = axes.stream().map(axis -> axis.taken(row)).toArray(BitSet[]::new);
            BitSet[] left = new BitSet[box.length];
            for (int i = 0; i < box.length; i++) {
                left[i] = axes.get(i).all();
                left[i].andNot(box[i]);
            }
            boxes.put(row, box);
            beyond.put(row, left);
            asked.put(row, IntStream.range(0, box.length).filter(i -> !left[i].isEmpty()).toArray());
        }
    }

    private static boolean isText(Test test) {
        return test instanceof Test.Contains || test instanceof Test.Not not && isText(not.test())
                || test instanceof Test.Either either && (isText(either.first()) || isText(either.second()));
    }

    /** What the row asks of one thing in one or several columns although no value fulfils it; empty when the row can hold. */
    List<Condition> impossible(Row row) {
        return asked(row, (axis, taken) -> taken.isEmpty());
    }

    /** What the row asks of a derived fact although it does not come out so; empty when there is no such. */
    List<Condition> unreached(Row row) {
        return asked(row, Axis::isUnreached);
    }

    private List<Condition> asked(Row row, BiPredicate<Axis, BitSet> such) {
        BitSet[] box = boxes.get(row);
        for (int i = 0; i < box.length; i++) {
            if (such.test(axes.get(i), box[i])) {
                String name = axes.get(i).name();
                return row.conditions().stream().filter(c -> c.name().equals(name)).toList();
            }
        }
        return List.of();
    }

    /** What the fact is, where a table derives it, in a few words; empty where that is not known. */
    String possible(String fact) {
        return axes.stream().filter(axis -> axis.name().equals(fact)).map(axis -> axis.domain().words()).findFirst().orElse("");
    }

    /** Whether the row holds whenever the other one does; for words in texts only where that is certain. */
    boolean covers(Row row, Row other) {
        BitSet[] inner = boxes.get(other);
        BitSet[] outside = beyond.get(row);
        for (int i : asked.get(row)) {
            if (inner[i].intersects(outside[i])) {
                return false;
            }
        }
        return textsImplied(row, other);
    }

    private static boolean textsImplied(Row row, Row by) {
        return row.conditions().stream().filter(c -> isText(c.test()))
                .allMatch(c -> by.conditions().stream().anyMatch(o -> o.name().equals(c.name()) && Implication.implies(o.test(), c.test())));
    }

    /** An example of what both rows take; empty when there is none, or when it depends on words in a text. */
    Optional<String> both(Row one, Row other) {
        if (!textsImplied(one, other) && !textsImplied(other, one)) {
            return Optional.empty();
        }
        BitSet[] box = new BitSet[axes.size()];
        for (int i = 0; i < box.length; i++) {
            box[i] = and(boxes.get(one)[i], boxes.get(other)[i]);
            if (box[i].isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(shown(box, all()));
    }

    /**
     * What the rows can answer for a fact; null is among it where some case has no row that says it.
     *
     * @param all   the numbers of all rows that hold are added up; else the first row answers
     * @param usual only in cases of values that there usually are
     */
    Set<Object> outcomes(List<Row> rows, String fact, boolean all, boolean usual) throws Undecided {
        budget = most;
        Set<Object> found = new HashSet<>();
        outcomes(axes.stream().map(axis -> usual ? axis.usual() : axis.reached()).toArray(BitSet[]::new), rows, 0, new Outcomes(fact, all, found), null);
        return found;
    }

    private record Outcomes(String fact, boolean all, Set<Object> found) { }

    /** Cuts what each row takes out of the box; what is beside it, and where words of a text may be missing all of it, goes on without the row. */
    private void outcomes(BitSet[] box, List<Row> rows, int from, Outcomes of, Object soFar) throws Undecided {
        if (depth == DEEPEST) {
            throw new Undecided();
        }
        depth++;
        try {
            outcomesOf(box, rows, from, of, soFar);
        } finally {
            depth--;
        }
    }

    private void outcomesOf(BitSet[] box, List<Row> rows, int from, Outcomes of, Object soFar) throws Undecided {
        BitSet[] rest = box.clone();
        Object value = soFar;
        for (int next = from; next < rows.size(); next++) {
            Row row = rows.get(next);
            if (!meet(rest, boxes.get(row))) {
                continue;
            }
            if (row.conditions().stream().anyMatch(c -> isText(c.test()))) {
                outcomes(rest, rows, next + 1, of, value);
            }
            for (int i : asked.get(row)) {
                BitSet outside = (BitSet) rest[i].clone();
                outside.andNot(boxes.get(row)[i]);
                if (!outside.isEmpty()) {
                    BitSet[] part = rest.clone();
                    part[i] = outside;
                    outcomes(part, rows, next + 1, of, value);
                }
                rest[i] = and(rest[i], boxes.get(row)[i]);
            }
            Object own = row.results().get(of.fact);
            value = own == null ? value : value == null ? own : ((BigDecimal) value).add((BigDecimal) own);
            if (!of.all) {
                break;
            }
        }
        of.found.add(value instanceof BigDecimal number ? number.stripTrailingZeros() : value);
    }

    /** Those of the rows above that together take everything that the row would take; empty when they leave something. */
    List<Row> takenBy(Row row, List<Row> above) throws Undecided {
        List<Row> candidates = above.stream().filter(other -> textsImplied(other, row)).toList();
        BitSet used = new BitSet();
        return left(boxes.get(row), candidates.stream().map(boxes::get).toList(), 0, used).isPresent() ? List.of()
                : used.stream().mapToObj(candidates::get).toList();
    }

    /** A case that no row takes: what its example names, and whatever else is the case. */
    final class Gap {
        private final String example;
        /** What the example names: the things, and the piece of each. */
        private final Map<Axis, BitSet> named = new LinkedHashMap<>();

        private Gap(BitSet[] box, BitSet[] usual) {
            this.example = shown(box, usual);
            for (int i = 0; i < box.length; i++) {
                if (!box[i].equals(usual[i])) {
                    BitSet piece = new BitSet();
                    piece.set(box[i].nextSetBit(0));
                    named.put(axes.get(i), piece);
                }
            }
        }

        String example() {
            return example;
        }

        /** Whether a customer may be in it, where it names anything that is a customer's own; what only an event or an occasion can bring is taken for granted. */
        Optional<Predicate<Facts>> customer() {
            List<Axis> own = named.keySet().stream().filter(Axis::isOfTheCustomer).toList();
            return own.isEmpty() ? Optional.empty() : Optional.of(facts -> own.stream().allMatch(axis -> axis.has(named.get(axis), axis.met(facts))));
        }
    }

    /** At most so many of what no row takes; a text is taken for one without any of the words asked for. */
    List<Gap> gaps(Collection<Row> rows, int count) throws Undecided {
        budget = most;
        List<BitSet[]> taken = new ArrayList<>();
        rows.stream().filter(row -> row.conditions().stream().allMatch(c -> !isText(c.test()) || c.test().holds(""))).forEach(row -> taken.add(boxes.get(row)));
        BitSet[] usual = axes.stream().map(Axis::usual).toArray(BitSet[]::new);
        List<Gap> gaps = new ArrayList<>();
        for (Optional<BitSet[]> left = left(usual, taken, 0, new BitSet()); left.isPresent() && gaps.size() < count; left = left(usual, taken, 0, new BitSet())) {
            BitSet[] example = widened(left.get(), usual, taken);
            gaps.add(new Gap(example, usual));
            taken.add(example);
        }
        return gaps;
    }

    /**
     * A part of the box that none of the takers takes, the first that is found.
     *
     * @param from  the takers before it do not meet the box
     * @param using collects those that took a part
     */
    private Optional<BitSet[]> left(BitSet[] box, List<BitSet[]> takers, int from, BitSet using) throws Undecided {
        for (int taker = from; taker < takers.size(); taker++) {
            if (meet(box, takers.get(taker))) {
                using.set(taker);
                return leftBeside(box, takers, taker, using);
            }
        }
        return Optional.of(box);
    }

    /** Cuts what the taker takes out of the box, and looks for what is left in the parts around it. */
    private Optional<BitSet[]> leftBeside(BitSet[] box, List<BitSet[]> takers, int taker, BitSet using) throws Undecided {
        if (depth == DEEPEST) {
            throw new Undecided();
        }
        depth++;
        try {
            return leftAround(box, takers, taker, using);
        } finally {
            depth--;
        }
    }

    private Optional<BitSet[]> leftAround(BitSet[] box, List<BitSet[]> takers, int taker, BitSet using) throws Undecided {
        BitSet[] rest = box.clone();
        for (int i = 0; i < rest.length; i++) {
            BitSet outside = (BitSet) rest[i].clone();
            outside.andNot(takers.get(taker)[i]);
            if (!outside.isEmpty()) {
                BitSet[] part = rest.clone();
                part[i] = outside;
                Optional<BitSet[]> left = left(part, takers, taker + 1, using);
                if (left.isPresent()) {
                    return left;
                }
                rest[i] = and(rest[i], takers.get(taker)[i]);
            }
        }
        return Optional.empty();
    }

    /** A case as general as it can be without being taken: each thing that does not matter for it is left open. */
    private BitSet[] widened(BitSet[] box, BitSet[] whole, List<BitSet[]> taken) throws Undecided {
        BitSet[] wide = box.clone();
        for (int i = 0; i < wide.length; i++) {
            BitSet narrow = wide[i];
            wide[i] = whole[i];
            for (BitSet[] other : taken) {
                if (meet(wide, other)) {
                    wide[i] = narrow;
                    break;
                }
            }
        }
        return wide;
    }

    private boolean meet(BitSet[] one, BitSet[] other) throws Undecided {
        if (--budget < 0) {
            throw new Undecided();
        }
        for (int i = 0; i < one.length; i++) {
            if (!one[i].intersects(other[i])) {
                return false;
            }
        }
        return true;
    }

    private static BitSet and(BitSet one, BitSet other) {
        BitSet both = (BitSet) one.clone();
        both.and(other);
        return both;
    }

    private BitSet[] all() {
        return axes.stream().map(Axis::all).toArray(BitSet[]::new);
    }

    private String shown(BitSet[] box, BitSet[] whole) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < box.length; i++) {
            if (!box[i].equals(whole[i])) {
                words.add(axes.get(i).shown(box[i]));
            }
        }
        return words.isEmpty() ? "anything is the case" : words.size() == 1 ? words.get(0)
                : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.get(words.size() - 1);
    }
}
