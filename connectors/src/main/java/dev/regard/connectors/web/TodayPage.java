package dev.regard.connectors.web;

import java.util.List;

/** What happens today. {@code more} leads to the rest of the touches; null when there is none. */
record TodayPage(Frame frame, String day, List<TouchRow> touches, String more, List<ComplaintRow> complaints, long complaintsInAll,
        List<Figure> figures, List<Bars> charts) {

    /** A number that is worth a glance. */
    record Figure(String value, String label, String url) { }
}
