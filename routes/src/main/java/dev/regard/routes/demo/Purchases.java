package dev.regard.routes.demo;

import dev.regard.engine.event.Data;
import dev.regard.routes.demo.SampleCustomer.Bought;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What somebody bought: the sums follow a power law, so that few customers make most of the sales. */
final class Purchases {
    /** Category, stock number, name. */
    private static final String[][] GOODS = {
        {"antique-tile", "AT-600", "仿古砖 600×600"}, {"antique-tile", "AT-300", "仿古砖 300×300"}, {"polished-tile", "PT-800", "抛光砖 800×800"},
        {"wall-tile", "WT-450", "墙砖 300×450"}, {"wood-floor", "WF-OAK", "橡木地板"}, {"wood-floor", "WF-TEK", "柚木地板"},
        {"sanitary-ware", "SW-TAP", "龙头花洒套装"}, {"sanitary-ware", "SW-WC", "智能坐便器"}, {"kitchen-cabinet", "KC-100", "整体橱柜"},
        {"door", "DR-200", "实木门"}, {"paint", "PA-018", "内墙乳胶漆"}, {"adhesive", "AD-020", "瓷砖胶 20kg"}};
    private static final int ITEMS_AT_MOST = 3;
    private static final Duration PROJECT = Duration.ofDays(45);

    private final Season season;
    private final Instant from;
    private final Instant to;

    Purchases(Season season, Instant from, Instant to) {
        this.season = season;
        this.from = from;
        this.to = to;
    }

    /** A dealer orders all the year. */
    List<Bought> ofDealer(String id, RandomGenerator random) {
        double yearly = pareto(15_000, 1.1, 2_500_000, random);
        int orders = 4 + random.nextInt(16);
        List<Instant> moments = new ArrayList<>();
        for (int i = 0; i < orders; i++) {
            moments.add(season.moment(from, to, false, random));
        }
        return orders(id, moments, yearly, random);
    }

    /** A household buys for one renovation, within some weeks. */
    List<Bought> ofHousehold(String id, RandomGenerator random) {
        double budget = pareto(2_200, 1.25, 260_000, random);
        Instant begin = season.moment(from, to, true, random);
        Instant end = begin.plus(PROJECT).isBefore(to) ? begin.plus(PROJECT) : to;
        List<Instant> moments = new ArrayList<>(List.of(begin));
        for (int more = random.nextInt(3); more > 0 && begin.plusSeconds(Duration.ofDays(2).toSeconds()).isBefore(end); more--) {
            moments.add(season.moment(begin, end, true, random));
        }
        return orders(id, moments, budget, random);
    }

    /** Samples, and now and then their own house. */
    List<Bought> ofDesigner(String id, RandomGenerator random) {
        List<Instant> moments = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            moments.add(season.moment(from, to, false, random));
        }
        return orders(id, moments, pareto(1_200, 1.3, 80_000, random), random);
    }

    private List<Bought> orders(String id, List<Instant> moments, double sum, RandomGenerator random) {
        moments.sort(Comparator.naturalOrder());
        List<Bought> bought = new ArrayList<>();
        for (int i = 0; i < moments.size(); i++) {
            double part = sum / moments.size() * (0.5 + random.nextDouble());
            bought.add(order(id + "-O" + (i + 1), moments.get(i), BigDecimal.valueOf(part), random));
        }
        return List.copyOf(bought);
    }

    /** One order of about this sum, of one to three things. */
    static Bought order(String order, Instant at, BigDecimal sum, RandomGenerator random) {
        BigDecimal amount = sum.setScale(2, RoundingMode.HALF_EVEN);
        int count = 1 + random.nextInt(ITEMS_AT_MOST);
        List<Map<String, Object>> items = new ArrayList<>();
        BigDecimal left = amount;
        for (int i = 0; i < count; i++) {
            String[] good = GOODS[random.nextInt(GOODS.length)];
            BigDecimal share = i == count - 1 ? left : left.multiply(BigDecimal.valueOf(0.3 + random.nextDouble() * 0.4)).setScale(2, RoundingMode.HALF_EVEN);
            left = left.subtract(share);
            items.add(Map.of("sku", good[1], "category", good[0], "name", good[2], "quantity", BigDecimal.valueOf(1L + random.nextInt(80)), "amount", share));
        }
        Data data = Data.of("order", order, "amount", amount, "items", items);
        int margin = Math.floorMod(order.hashCode(), 20);
        BigDecimal cost = amount.multiply(BigDecimal.valueOf(58L + margin).movePointLeft(2)).setScale(2, RoundingMode.HALF_EVEN);
        // the accounts department is late with some: their cost is not known
        return new Bought(order, at, amount, margin == 0 ? data : Data.of("order", order, "amount", amount, "cost", cost, "items", items));
    }

    private static double pareto(double least, double exponent, double most, RandomGenerator random) {
        return Math.min(most, least * Math.pow(1 - random.nextDouble(), -1 / exponent));
    }
}
