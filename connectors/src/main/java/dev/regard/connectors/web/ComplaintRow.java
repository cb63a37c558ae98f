package dev.regard.connectors.web;

/**
 * A complaint in a list.
 *
 * @param left     working time until the next deadline, or since it passed, in words; empty when nothing is due
 * @param tone     {@code late}, {@code soon}, {@code calm} or {@code rest}
 * @param step     what the next deadline is for
 * @param deadline when it is
 */
record ComplaintRow(String id, String customer, String name, String text, String category, String severity, String severityWords, String raised,
        String status, String statusWords, String opened, String step, String deadline, String left, String tone, int escalations, String told) { }
