package dev.regard.connectors.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a plain text consists of, as its writer set it: paragraphs between empty lines, and lists whose lines begin with a mark. */
sealed interface Passage {
    Pattern BULLET = Pattern.compile("[-*•·]\\s+(\\S.*)");
    Pattern NUMBER = Pattern.compile("(\\d{1,3})[.、)]\\s*(\\S.*)");

    /** Lines that belong together and are not joined. */
    record Paragraph(List<String> lines) implements Passage { }

    /** @param first the number of the first item; 0 for one with bullets */
    record Items(int first, List<String> items) implements Passage { }

    /** In order; a text of nothing has none. */
    static List<Passage> of(String text) {
        List<Passage> passages = new ArrayList<>();
        Passage open = null;
        for (String line : text.split("\\R", -1)) {
            Matcher bullet = BULLET.matcher(line);
            Matcher number = NUMBER.matcher(line);
            if (line.isBlank()) {
                open = null;
            } else if (bullet.matches()) {
                open = item(passages, open, 0, 0, bullet.group(1));
            } else if (number.matches() && counts(open, Integer.parseInt(number.group(1)))) {
                int n = Integer.parseInt(number.group(1));
                open = item(passages, open, n, n, number.group(2));
            } else if (open instanceof Paragraph paragraph) {
                paragraph.lines().add(line.strip());
            } else {
                open = new Paragraph(new ArrayList<>(List.of(line.strip())));
                passages.add(open);
            }
        }
        return passages;
    }

    /** A line that begins with a number is an item only where it begins a list or goes on in one: a year or a house number is neither. */
    private static boolean counts(Passage open, int number) {
        return open instanceof Items items && items.first() > 0 ? number == items.first() + items.items().size() : number == 1;
    }

    private static Passage item(List<Passage> passages, Passage open, int first, int number, String words) {
        if (open instanceof Items items && items.first() > 0 == number > 0 && (number == 0 || number == items.first() + items.items().size())) {
            items.items().add(words.strip());
            return open;
        }
        Items items = new Items(first, new ArrayList<>(List.of(words.strip())));
        passages.add(items);
        return items;
    }
}
