package dev.regard.routes.year;

import java.util.Map;

/** Who hears of a complaint, by the sample company's organisation. */
record Ladder(Buyer buyer) {
    private static final String FALLBACK = "office@heju.example";
    private static final Map<String, String> OWNERS = Map.of("rep-01", "zhang.min@heju.example", "rep-07", "huang.wei@heju.example",
            "rep-12", "liu.qiang@heju.example", "rep-17", "yang.fan@heju.example");
    private static final Map<String, String> MANAGERS = Map.of("east", "shen.guohua@heju.example", "south", "wu.xiulan@heju.example",
            "north", "ma.jianjun@heju.example", "west", "zeng.zhiming@heju.example");

    String address(String level) {
        String manager = MANAGERS.getOrDefault(buyer.region(), FALLBACK);
        return switch (level) {
            case "owner" -> OWNERS.getOrDefault(buyer.owner(), manager);
            case "manager" -> manager;
            default -> buyer.region().isEmpty() ? "" : "fang.wentao@heju.example";
        };
    }
}
