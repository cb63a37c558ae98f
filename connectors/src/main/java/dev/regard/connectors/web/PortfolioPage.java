package dev.regard.connectors.web;

import java.util.List;

/** Figures over all customers. {@code at} is null before the first night. */
record PortfolioPage(Frame frame, String at, List<TodayPage.Figure> figures, List<ClassRow> classes, Bars tiers, Bars sales, List<PlaceRow> vital,
        String vitalLine) {

    record ClassRow(String name, long customers, String sales, String share) { }

    /** {@code profit} is empty where no cost is known. */
    record PlaceRow(int place, String customer, String url, String name, String sales, String share, String profit, String abc) { }
}
