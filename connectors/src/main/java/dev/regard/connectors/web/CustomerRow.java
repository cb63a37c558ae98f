package dev.regard.connectors.web;

/** A customer in a list. */
record CustomerRow(String id, String url, String name, String kind, String tier, String tierWords, String abc, String stage, String owner, String sales,
        int orders, String lastContact) { }
