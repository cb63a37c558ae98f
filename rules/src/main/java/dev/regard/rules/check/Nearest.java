package dev.regard.rules.check;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that somebody may have meant. */
public final class Nearest {

    private static final int LONGEST = 60;

    private Nearest() { }

    /** The nearest of the known names, unless even that one is far off; of names such as {@code TABLE/ROW} also the first of which this is the last part. */
    public static Optional<String> to(String typed, Collection<String> known) {
        if (typed.length() > LONGEST) {
            return Optional.empty();
        }
        String wanted = typed.toLowerCase(Locale.ROOT);
        int tolerated = Math.max(1, wanted.length() / 3);
        Optional<String> whole = known.stream().filter(name -> name.toLowerCase(Locale.ROOT).endsWith("/" + wanted)).findFirst();
        return whole.isPresent() ? whole : known.stream()
                .filter(name -> distance(wanted, name.toLowerCase(Locale.ROOT)) <= tolerated)
                .min(Comparator.comparingInt((String name) -> distance(wanted, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code 'gld' is not known, did you mean gold?}, or without a near name a few that are known. */
    public static String unknown(String typed, Collection<String> known) {
        String shown = typed.length() > LONGEST ? typed.substring(0, LONGEST) + "..." : typed;
        return "'" + shown + "' is not known" + to(typed, known).map(name -> ", did you mean " + name + "?")
                .orElseGet(() -> known.isEmpty() ? "" : "; known are " + some(known));
    }

    private static String some(Collection<String> known) {
        int shown = 12;
        String list = String.join(", ", known.stream().sorted().limit(shown).toList());
        return known.size() > shown ? list + ", ..." : list;
    }

    /** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 ? j : j == 0 ? i : step(a, b, cost, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int step(String a, String b, int[][] cost, int i, int j) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
