package dev.regard.connectors.web;

import java.util.List;

/** One card. */
record CustomerPage(Frame frame, CustomerRow customer, boolean vital, List<String> warnings, String there, List<Section> sections,
        List<ComplaintRow> complaints, List<Entry> upcoming, List<Entry> timeline, String all) {

    record Section(String title, List<Line> lines) { }

    /** @param note where the value comes from or what it was before; may be empty */
    record Line(String label, String value, String note) { }
}
