package dev.regard.connectors.web;

/** A touch in a list. */
record TouchRow(String time, String there, String customer, String name, String what, String occasion, String status, String statusWords,
        String assignee, String why, String held) { }
