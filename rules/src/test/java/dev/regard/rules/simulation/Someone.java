package dev.regard.rules.simulation;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** One customer as the oracle sees it: a card of its own, or several that count as one. */
final class Someone {
    final String id;
    /** All that was told, as of one customer. */
    Told whole;
    /** The cards that were merged, this one's own first; none where nothing was merged. */
    final List<Someone> parts = new ArrayList<>();
    final List<Grievance> complaints = new ArrayList<>();
    /** When something last changed that greetings depend on. */
    Instant changed;
    private String abc;

    Someone(String id, Instant now) {
        this.id = id;
        this.whole = new Told(now);
        this.changed = now;
    }

    List<String> names() {
        List<String> names = new ArrayList<>(List.of(id));
        parts.stream().flatMap(p -> p.names().stream()).filter(n -> !names.contains(n)).forEach(names::add);
        return names;
    }

    /** Tells it of the whole, and of the part that is meant. */
    void tell(String named, Instant now, Consumer<Told> what) {
        what.accept(whole);
        if (whole.tier() == null) {
            whole.promote(now);
        }
        parts.stream().filter(p -> p.names().contains(named)).findFirst().ifPresent(p -> p.tell(named, now, what));
    }

    void merge(Someone other, Instant now) {
        if (parts.isEmpty()) {
            Someone own = new Someone(id, now);
            own.whole = whole.copy();
            parts.add(own);
        }
        Someone part = new Someone(other.id, now);
        part.whole = other.whole.copy();
        part.parts.addAll(other.parts);
        parts.add(part);
        whole = whole.joined(other.whole);
        whole.promote(now);
        complaints.addAll(other.complaints);
        complaints.sort(Comparator.comparing((Grievance c) -> c.opened).thenComparing(c -> c.id));
        abc = null;
        changed = now;
    }

    /** Takes a part out again; what is left is the sum of the other parts. */
    Someone separate(String other, Instant now) {
        Someone part = parts.stream().skip(1).filter(p -> p.id.equals(other)).findFirst().orElseThrow();
        parts.remove(part);
        Told together = whole;
        whole = parts.get(0).whole;
        for (Someone staying : parts.subList(1, parts.size())) {
            whole = whole.joined(staying.whole);
        }
        whole = whole.apart(together);
        whole.promote(now);
        if (parts.size() == 1) {
            parts.clear();
        }
        Someone alone = new Someone(other, now);
        alone.whole = part.whole.apart(together);
        alone.whole.promote(now);
        alone.parts.addAll(part.parts);
        List<String> gone = alone.names();
        complaints.stream().filter(c -> gone.contains(c.customer)).forEach(alone.complaints::add);
        complaints.removeIf(c -> gone.contains(c.customer));
        abc = null;
        changed = now;
        return alone;
    }

    boolean third(Grievance complaint) {
        Instant from = complaint.opened.minus(java.time.Duration.ofDays(90));
        return complaints.subList(0, complaints.indexOf(complaint) + 1).stream().filter(c -> c.opened.isAfter(from)).count() >= 3;
    }

    /** The class of the last night; null when it is not known, because cards were merged or separated since. */
    String abc() {
        return abc;
    }

    void ranked(String next) {
        abc = next;
    }

    BigDecimal sales(Instant now) {
        return whole.sales(now);
    }
}
