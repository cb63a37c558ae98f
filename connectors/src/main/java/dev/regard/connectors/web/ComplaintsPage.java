package dev.regard.connectors.web;

import java.util.List;

/** Complaints by status. */
record ComplaintsPage(Frame frame, List<CustomersPage.Choice> statuses, List<ComplaintRow> rows, String next) { }
