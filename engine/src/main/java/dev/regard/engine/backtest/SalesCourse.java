package dev.regard.engine.backtest;

import dev.regard.engine.customer.Dealings;
import dev.regard.engine.run.Ranks;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What a customer has bought in the twelve months before each of many nights, as the dealings change between them. */
final class SalesCourse {
    private final List<Instant> nights;
    private final List<Ranks.Sales> sales = new ArrayList<>();
    private BigDecimal last = BigDecimal.ZERO;
    private Dealings dealings = Dealings.NONE;
    private int next;

    /** @param nights in their order */
    SalesCourse(List<Instant> nights) {
        this.nights = nights;
    }

    Dealings dealings() {
        return dealings;
    }

    /** The dealings change to these; a night at the same moment was before. */
    void change(Instant at, Dealings to) {
        if (to != dealings) {
            int found = Collections.binarySearch(nights, at);
            pass(found < 0 ? -1 - found : found + 1);
            dealings = to;
        }
    }

    /** The figure of each night on which it changes. */
    List<Ranks.Sales> all() {
        pass(nights.size());
        return sales;
    }

    private void pass(int until) {
        while (next < until) {
            Instant night = nights.get(next);
            BigDecimal amount = dealings.sales12m(night);
            if (amount.compareTo(last) != 0) {
                sales.add(new Ranks.Sales(night, amount));
                last = amount;
            }
            Optional<Instant> leaves = dealings.nextLeaving12m(night);
            int found = leaves.map(at -> Collections.binarySearch(nights, at)).orElse(until);
            next = Math.min(until, Math.max(next + 1, found < 0 ? -1 - found : found));
        }
        next = Math.max(next, until);
    }
}
