package dev.regard.engine.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which cards have the same phone, found in one look at all cards with twelve bytes a phone; 64 bits of a digest stand for the number. */
final class SharedPhones {
    private static final int FEW = 16;
    private final List<String> ids = new ArrayList<>();
    private long[] phones = {};
    private int[] cards = {};
    private int size;

    /** @param digests 64 bits for each number of the card */
    void see(String card, long[] digests) {
        for (long digest : digests) {
            if (size == phones.length) {
                int more = Math.max(FEW, size * 2);
                phones = Arrays.copyOf(phones, more);
                cards = Arrays.copyOf(cards, more);
            }
            phones[size] = digest;
            cards[size++] = ids.size();
        }
        if (digests.length > 0) {
            ids.add(card);
        }
    }

    /** For each card that shares a phone: how many cards have it, itself among them; of several phones the one that most have. */
    Map<String, Integer> sharers() {
        long[] sorted = Arrays.copyOf(phones, size);
        Arrays.sort(sorted);
        Map<Long, Integer> shared = new HashMap<>();
        for (int i = 1; i < size; i++) {
            if (sorted[i] == sorted[i - 1]) {
                shared.merge(sorted[i], 2, (known, two) -> known + 1);
            }
        }
        Map<String, Integer> sharers = new HashMap<>();
        for (int i = 0; i < size && !shared.isEmpty(); i++) {
            Integer count = shared.get(phones[i]);
            if (count != null) {
                sharers.merge(ids.get(cards[i]), count, Math::max);
            }
        }
        return sharers;
    }
}
