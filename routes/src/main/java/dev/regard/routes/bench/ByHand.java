package dev.regard.routes.bench;

import static dev.regard.engine.rule.Attribute.BELOW_TIER;
import static dev.regard.engine.rule.Attribute.CATEGORY;
import static dev.regard.engine.rule.Attribute.CHEERFUL;
import static dev.regard.engine.rule.Attribute.CONSENT;
import static dev.regard.engine.rule.Attribute.DAYS_SINCE_CONTACT;
import static dev.regard.engine.rule.Attribute.DAYS_SINCE_PURCHASE;
import static dev.regard.engine.rule.Attribute.DAYS_SINCE_VISIT;
import static dev.regard.engine.rule.Attribute.DECEASED;
import static dev.regard.engine.rule.Attribute.DO_NOT_CONTACT;
import static dev.regard.engine.rule.Attribute.HOW;
import static dev.regard.engine.rule.Attribute.KIND;
import static dev.regard.engine.rule.Attribute.LANGUAGE;
import static dev.regard.engine.rule.Attribute.LOW_REVIEWS;
import static dev.regard.engine.rule.Attribute.OCCASION;
import static dev.regard.engine.rule.Attribute.OPEN_COMPLAINT_MAIL;
import static dev.regard.engine.rule.Attribute.ORDERS_TOTAL;
import static dev.regard.engine.rule.Attribute.PURPOSE;
import static dev.regard.engine.rule.Attribute.QINGMING;
import static dev.regard.engine.rule.Attribute.SALES_12M;
import static dev.regard.engine.rule.Attribute.SEVERE_COMPLAINT;
import static dev.regard.engine.rule.Attribute.STOCK_COVER;
import static dev.regard.engine.rule.Attribute.TIER;

import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Decider;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.Topic;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The shipped tables that a purchase and a waking ask, written in Java by hand: the floor of {@code bench decide}. It gives the
 * same rows with the same facts; the bench holds it against Drools before it measures.
 */
final class ByHand implements Decider {
    static final Set<Topic> TOPICS = EnumSet.of(Topic.TIER, Topic.TIER_REVIEW, Topic.STAGE, Topic.OCCASIONS, Topic.REVISITS, Topic.RHYTHM,
            Topic.PERMISSION, Topic.CAPS);
    private static final BigDecimal PLATINUM = new BigDecimal(200_000);
    private static final BigDecimal GOLD = new BigDecimal(50_000);
    private static final BigDecimal IRON = new BigDecimal(5_000);

    private final Map<Topic, Map<String, Row>> rows = new EnumMap<>(Topic.class);

    ByHand(Map<Topic, DecisionTable> tables) {
        TOPICS.forEach(topic -> {
            Map<String, Row> byKey = new HashMap<>();
            tables.get(topic).rows().forEach(row -> byKey.put(row.key(), row));
            rows.put(topic, byKey);
        });
    }

    @Override
    public List<Match> evaluate(Topic topic, Facts facts) {
        return switch (topic) {
            case TIER -> one(topic, facts, tier((BigDecimal) facts.get(SALES_12M)));
            case TIER_REVIEW -> one(topic, facts, !yes(facts, BELOW_TIER) ? "tier-carried"
                    : ((BigDecimal) facts.get(LOW_REVIEWS)).signum() == 0 ? "first-low-review" : "second-low-review");
            case STAGE -> one(topic, facts, stage(facts));
            case OCCASIONS -> occasions(facts);
            case REVISITS -> revisits(facts);
            case RHYTHM -> rhythm(facts);
            case PERMISSION -> one(topic, facts, permission(facts));
            case CAPS -> caps(facts);
            default -> throw new IllegalArgumentException(topic + " is not written by hand");
        };
    }

    private static String tier(BigDecimal sales) {
        return sales.compareTo(PLATINUM) >= 0 ? "platinum" : sales.compareTo(GOLD) >= 0 ? "gold" : sales.compareTo(IRON) >= 0 ? "iron" : "lead";
    }

    private static String stage(Facts facts) {
        if (((BigDecimal) facts.get(ORDERS_TOTAL)).signum() == 0) {
            return "prospect";
        }
        Integer days = (Integer) facts.get(DAYS_SINCE_PURCHASE);
        int since = days == null ? 0 : days;
        return switch (text(facts, KIND)) {
            case "consumer" -> since > 730 ? "former-consumer" : "active";
            case "distributor" -> since > 180 ? "former-distributor" : "active";
            case "designer" -> since > 365 ? "former-designer" : "active";
            default -> "active";
        };
    }

    private List<Match> occasions(Facts facts) {
        String kind = text(facts, KIND);
        String tier = text(facts, TIER);
        List<Match> found = new ArrayList<>(2);
        switch (text(facts, OCCASION)) {
            case "birthday" -> {
                if (!kind.equals("internal")) {
                    if (tier.equals("platinum")) {
                        add(found, Topic.OCCASIONS, facts, "birthday-call");
                        add(found, Topic.OCCASIONS, facts, "birthday-gift");
                    } else {
                        add(found, Topic.OCCASIONS, facts, "birthday-message");
                    }
                }
            }
            case "spring-festival" -> {
                if (!kind.equals("internal")) {
                    add(found, Topic.OCCASIONS, facts, tier.equals("platinum") || tier.equals("gold") ? "spring-festival-call" : "spring-festival-message");
                }
            }
            case "mid-autumn" -> {
                if (!kind.equals("internal")) {
                    if (tier.equals("platinum")) {
                        add(found, Topic.OCCASIONS, facts, "mid-autumn-gift");
                    }
                    add(found, Topic.OCCASIONS, facts, "mid-autumn-message");
                }
            }
            case "dragon-boat" -> {
                if (!kind.equals("internal")) {
                    add(found, Topic.OCCASIONS, facts, "dragon-boat-message");
                }
            }
            case "national-day" -> {
                if (kind.equals("distributor")) {
                    add(found, Topic.OCCASIONS, facts, "national-day-message");
                }
            }
            case "new-year" -> {
                if (kind.equals("distributor") || kind.equals("designer")) {
                    add(found, Topic.OCCASIONS, facts, "new-year-message");
                }
            }
            case "christmas" -> {
                if (!kind.equals("internal") && !text(facts, LANGUAGE).equals("zh")) {
                    add(found, Topic.OCCASIONS, facts, "christmas-message");
                }
            }
            case "first-purchase" -> {
                if (!kind.equals("internal") && (tier.equals("gold") || tier.equals("platinum"))) {
                    add(found, Topic.OCCASIONS, facts, "first-purchase-message");
                }
            }
            default -> { }
        }
        return found;
    }

    private List<Match> revisits(Facts facts) {
        String kind = text(facts, KIND);
        List<Match> found = new ArrayList<>(2);
        switch (text(facts, Attribute.AFTER)) {
            case "purchase" -> {
                if (kind.equals("consumer")) {
                    add(found, Topic.REVISITS, facts, "consumer-care");
                    switch (text(facts, CATEGORY)) {
                        case "antique-tile" -> add(found, Topic.REVISITS, facts, "antique-tile-care");
                        case "wood-floor" -> add(found, Topic.REVISITS, facts, "wood-floor-care");
                        case "sanitary-ware" -> add(found, Topic.REVISITS, facts, "sanitary-ware-check");
                        default -> { }
                    }
                } else if (kind.equals("distributor")) {
                    Integer cover = (Integer) facts.get(STOCK_COVER);
                    add(found, Topic.REVISITS, facts, cover == null || cover < 45 ? "distributor-reorder" : "distributor-guidance");
                }
            }
            case "referral-purchase" -> {
                if (kind.equals("designer")) {
                    add(found, Topic.REVISITS, facts, "referral-thanks");
                }
            }
            case "delivery", "installation", "repair" -> add(found, Topic.REVISITS, facts, "after-service");
            case "complaint-solved" -> add(found, Topic.REVISITS, facts, "complaint-solved");
            default -> { }
        }
        return found;
    }

    private List<Match> rhythm(Facts facts) {
        List<Match> found = new ArrayList<>(2);
        if (!text(facts, KIND).equals("internal")) {
            int silence = (Integer) facts.get(DAYS_SINCE_CONTACT);
            switch (text(facts, TIER)) {
                case "platinum" -> {
                    if (silence >= 14) {
                        add(found, Topic.RHYTHM, facts, "platinum-silence");
                    }
                    if ((Integer) facts.get(DAYS_SINCE_VISIT) >= 90) {
                        add(found, Topic.RHYTHM, facts, "platinum-visit");
                    }
                }
                case "gold" -> {
                    if (silence >= 30) {
                        add(found, Topic.RHYTHM, facts, "gold-silence");
                    }
                }
                case "iron" -> {
                    if (silence >= 90) {
                        add(found, Topic.RHYTHM, facts, "iron-silence");
                    }
                }
                default -> {
                    if (silence >= 180) {
                        add(found, Topic.RHYTHM, facts, "lead-silence");
                    }
                }
            }
        }
        return found;
    }

    private static String permission(Facts facts) {
        String purpose = text(facts, PURPOSE);
        boolean service = purpose.equals("service");
        boolean sales = purpose.equals("marketing") || purpose.equals("survey");
        boolean cheerful = yes(facts, CHEERFUL);
        String consent = text(facts, CONSENT);
        if (yes(facts, DECEASED)) {
            return "deceased";
        }
        if (yes(facts, DO_NOT_CONTACT) && !service) {
            return "do-not-contact";
        }
        if (cheerful && text(facts, KIND).equals("internal")) {
            return "internal-greeting";
        }
        if (consent.equals("withdrawn") && !service) {
            return "consent-withdrawn";
        }
        if (consent.equals("withdrawn") && !yes(facts, OPEN_COMPLAINT_MAIL)) {
            return "service-withdrawn";
        }
        if (sales && !consent.equals("granted")) {
            return "no-consent";
        }
        boolean severe = yes(facts, SEVERE_COMPLAINT);
        if (severe && (cheerful || sales)) {
            return cheerful ? "severe-complaint-greeting" : "severe-complaint-sales";
        }
        boolean qingming = yes(facts, QINGMING);
        return qingming && cheerful ? "qingming-greeting" : qingming && purpose.equals("marketing") ? "qingming-sales" : "allowed";
    }

    private List<Match> caps(Facts facts) {
        List<Match> found = new ArrayList<>(2);
        String purpose = text(facts, PURPOSE);
        if (purpose.equals("survey")) {
            add(found, Topic.CAPS, facts, "survey");
        } else if (purpose.equals("marketing")) {
            add(found, Topic.CAPS, facts, "marketing");
            String tier = text(facts, TIER);
            if (text(facts, HOW).equals("call") && (tier.equals("platinum") || tier.equals("gold"))) {
                add(found, Topic.CAPS, facts, "marketing-call");
            }
        }
        return found;
    }

    private List<Match> one(Topic topic, Facts facts, String key) {
        return List.of(new Match(topic.tableName(), rows.get(topic).get(key), facts));
    }

    private void add(List<Match> found, Topic topic, Facts facts, String key) {
        found.add(new Match(topic.tableName(), rows.get(topic).get(key), facts));
    }

    /** Empty when it is not known. */
    private static String text(Facts facts, Attribute attribute) {
        return facts.get(attribute) instanceof String text ? text : "";
    }

    private static boolean yes(Facts facts, Attribute attribute) {
        return Boolean.TRUE.equals(facts.get(attribute));
    }
}
