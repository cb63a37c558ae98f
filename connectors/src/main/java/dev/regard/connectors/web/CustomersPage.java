package dev.regard.connectors.web;

import java.util.List;

/** The list of customers. {@code next} leads to the next page; null on the last. */
record CustomersPage(Frame frame, String q, List<Choice> tiers, List<Choice> kinds, List<Choice> stages, List<CustomerRow> rows, String next,
        boolean filtered, boolean first) {

    /** One entry of a list to choose from. */
    record Choice(String value, String label, boolean chosen) { }
}
