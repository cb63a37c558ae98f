package dev.regard.routes.demo;

import java.util.random.RandomGenerator;

/** What people complain about. */
record Grievance(String severity, String category, String product, String text) {
    private static final Grievance[] ALL = {
        new Grievance("critical", "defect", "热水器", "热水器漏电，孩子被电到了，请马上派人来！"),
        new Grievance("critical", "defect", "淋浴房", "淋浴房玻璃自爆，划伤了手。"),
        new Grievance("high", "defect", "橡木地板", "水管接头爆管，地板泡水了，楼下也漏水。"),
        new Grievance("high", "delivery", "仿古砖", "工地停工等砖，已经延期两次，给个说法。"),
        new Grievance("high", "defect", "wall tiles", "Half of the tiles arrived cracked and the fitters are standing idle."),
        new Grievance("normal", "defect", "抛光砖", "有三片砖开裂，要求更换。"),
        new Grievance("normal", "installation", "实木门", "门装歪了，关不严，请安排返工。"),
        new Grievance("normal", "delivery", "瓷砖胶", "少发了两箱，一直没送。"),
        new Grievance("normal", "service", "售后", "打了几次电话，售后没人管。"),
        new Grievance("normal", "billing", "发票", "发票金额不对，请重新开。"),
        new Grievance("normal", "defect", "tap set", "The new tap drips although it was fitted only last week."),
        new Grievance("low", "defect", "橱柜", "柜门有一点划痕。"),
        new Grievance("low", "delivery", "墙砖", "包装破了，砖没事，希望以后注意。"),
        new Grievance("low", "other", "door", "There was no manual in the box.")};

    /** Each in turn. */
    static Grievance number(int n) {
        return ALL[n % ALL.length];
    }

    static Grievance one(RandomGenerator random) {
        return ALL[random.nextInt(ALL.length)];
    }
}
