package dev.regard.engine.run;

import dev.regard.engine.customer.Margin;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Figures over all customers at one instant: T2's classes and T3's vital few.
 *
 * @param customers  how many cards there are
 * @param buyers     how many of them have sales in the window
 * @param sales      of all of them in the last 365 days
 * @param classes    how many buyers are in each class, and their sales
 * @param vital      the vital few, the best first; at most {@link #LISTED}
 * @param vitalCount how many they are
 * @param vitalSales what they bought
 * @param margin     what is known of the earnings with all buyers
 * @param vitalMargin what is known of the earnings with the vital few
 */
public record Portfolio(Instant at, long customers, long buyers, BigDecimal sales, Map<String, ClassFigures> classes, List<Place> vital,
        long vitalCount, BigDecimal vitalSales, Margin margin, Margin vitalMargin) {
    /** How many of the vital few are listed by name. */
    public static final int LISTED = 500;

    /** One class. */
    public record ClassFigures(long customers, BigDecimal sales) { }

    /** One customer's place. */
    public record Place(String customer, BigDecimal sales, Margin margin, String abc) { }
}
