package dev.regard.rules;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which lines of a text file are others, in their order: {@code - } those that are gone, {@code + } those that are new. */
final class LineDifference {
    private static final int SHOWN = 12;
    /** Texts that differ in more lines are not compared line by line. */
    private static final int LONGEST = 1_000;

    private LineDifference() { }

    /** At most some; nothing of files that are no text in UTF-8, too long, or differ only in how lines end. */
    static List<String> of(byte[] from, byte[] to) {
        Optional<List<String>> before = lines(from);
        Optional<List<String>> after = lines(to);
        List<String> all = before.isPresent() && after.isPresent() ? between(before.get(), after.get()) : List.of();
        List<String> shown = new ArrayList<>(all.subList(0, Math.min(SHOWN, all.size())));
        if (all.size() > SHOWN) {
            shown.add("and " + (all.size() - SHOWN) + " lines more");
        }
        return shown;
    }

    private static Optional<List<String>> lines(byte[] content) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
            return text.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(text.lines().toList());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static List<String> between(List<String> before, List<String> after) {
        int begin = 0;
        while (begin < Math.min(before.size(), after.size()) && before.get(begin).equals(after.get(begin))) {
            begin++;
        }
        int end = 0;
        while (end < Math.min(before.size(), after.size()) - begin && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        List<String> one = before.subList(begin, before.size() - end);
        List<String> other = after.subList(begin, after.size() - end);
        return one.size() > LONGEST || other.size() > LONGEST ? List.of() : others(one, other);
    }

    private static List<String> others(List<String> one, List<String> other) {
        int[][] common = common(one, other);
        List<String> others = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < one.size() || j < other.size()) {
            if (i < one.size() && j < other.size() && one.get(i).equals(other.get(j))) {
                i++;
                j++;
            } else if (i < one.size() && (j == other.size() || common[i + 1][j] >= common[i][j + 1])) {
                others.add("- " + one.get(i++));
            } else {
                others.add("+ " + other.get(j++));
            }
        }
        return others;
    }

    /** The longest common part of what follows each pair of lines. */
    private static int[][] common(List<String> one, List<String> other) {
        int[][] common = new int[one.size() + 1][other.size() + 1];
        for (int i = one.size() - 1; i >= 0; i--) {
            for (int j = other.size() - 1; j >= 0; j--) {
                common[i][j] = one.get(i).equals(other.get(j)) ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
