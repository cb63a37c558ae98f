package dev.regard.rules.shipped;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.TableReader;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.rule.ValueType;
import dev.regard.rules.RuleSetReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the shipped tables answer, held against the defaults that the domain states. */
class ShippedTablesTest {
    private final TableReader tables = new TableReader(ShippedTables.byTopic());

    @Test
    void everyTopicHasItsTableAndEveryCellMakesSense() {
        ShippedTables.all().forEach(t -> assertEquals(List.of(), t.problems(), t.file()));
        assertEquals(EnumSet.allOf(Topic.class), EnumSet.copyOf(ShippedTables.byTopic().keySet()));
    }

    @Test
    void theWholeRuleSetPassesItsCheck() {
        assertEquals(List.of(), RuleSetReader.check(ShippedTables.FOLDER));
    }

    @ParameterizedTest
    @CsvSource({"200000,platinum", "199999.99,gold", "50000,gold", "49999.99,iron", "5000,iron", "4999.99,lead", "0,lead", "-10,lead"})
    void salesDecideTheTier(String sales, String tier) {
        assertEquals(tier, first(Topic.TIER, facts("SALES_12M", sales)).required("tier"));
    }

    @ParameterizedTest
    @CsvSource({"no,0,keep", "no,1,keep", "yes,0,warn", "yes,1,demote", "yes,2,demote"})
    void aTierIsLostAtTheSecondLowReview(String below, String lowReviews, String action) {
        assertEquals(action, first(Topic.TIER_REVIEW, facts("BELOW_TIER", below, "LOW_REVIEWS", lowReviews)).required("action"));
    }

    @Test
    void aChangeOfTierStartsNothingUntilARowIsInUse() {
        assertEquals(List.of(), ShippedTables.byTopic().get(Topic.TIER_CHANGE).rows());
    }

    @ParameterizedTest
    @CsvSource({"0,A", "0.7999,A", "0.80,B", "0.9499,B", "0.95,C", "1,C"})
    void theCustomerThatCrossesACutBelongsToTheBetterClass(String shareOfBetterOnes, String abc) {
        assertEquals(abc, first(Topic.ABC, facts("CUMULATED_SHARE", shareOfBetterOnes)).required("class"));
    }

    @ParameterizedTest
    @CsvSource({"consumer,730,active", "consumer,731,former", "distributor,180,active", "distributor,181,former", "designer,365,active",
            "designer,366,former"})
    void dormancyDependsOnTheKind(String kind, String days, String stage) {
        assertEquals(stage, first(Topic.STAGE, facts("KIND", kind, "ORDERS_TOTAL", "1", "DAYS_SINCE_PURCHASE", days)).required("stage"));
    }

    @Test
    void whoNeverBoughtIsAProspect() {
        assertEquals("prospect", first(Topic.STAGE, facts("KIND", "consumer", "ORDERS_TOTAL", "0")).required("stage"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "birthday        | platinum | consumer    | zh | call call 0 10:00 2, gift gift 7 09:00 2",
        "birthday        | gold     | designer    | zh | greeting message 0 09:00 2",
        "birthday        | lead     | distributor | en | greeting message 0 09:00 2",
        "birthday        | -        | consumer    | zh | greeting message 0 09:00 2",
        "birthday        | platinum | internal    | zh | -",
        "birthday        | lead     | internal    | zh | -",
        "spring-festival | gold     | consumer    | zh | call call 3 10:00 1",
        "spring-festival | platinum | distributor | zh | call call 3 10:00 1",
        "spring-festival | iron     | consumer    | en | greeting message 2 10:00 1",
        "mid-autumn      | platinum | consumer    | zh | gift gift 7 09:00 1, greeting message 1 10:00 1",
        "mid-autumn      | lead     | consumer    | zh | greeting message 1 10:00 1",
        "dragon-boat     | iron     | designer    | zh | greeting message 1 10:00 1",
        "national-day    | iron     | distributor | zh | greeting message 1 10:00 1",
        "national-day    | iron     | consumer    | zh | -",
        "new-year        | iron     | designer    | zh | greeting message 0 10:00 1",
        "new-year        | gold     | consumer    | zh | -",
        "christmas       | lead     | consumer    | en | greeting message 1 10:00 1",
        "christmas       | platinum | consumer    | zh | -",
        "first-purchase  | gold     | consumer    | zh | greeting message 0 10:00 2",
        "first-purchase  | iron     | consumer    | zh | -",
        "qingming        | platinum | consumer    | zh | -",
        "lantern         | platinum | consumer    | zh | -"})
    void occasionsCallForContacts(String occasion, String tier, String kind, String language, String contacts) {
        List<Match> matches = tables.evaluate(Topic.OCCASIONS,
                facts("OCCASION", occasion, "TIER", tier, "KIND", kind, "LANGUAGE", language));
        assertEquals(Optional.ofNullable(contacts).orElse(""), matches.stream().map(m -> String.join(" ", m.required("role"),
                m.required("how"), "" + m.days("daysBefore"), m.time("at").orElseThrow().toString(), "" + m.days("tolerance")))
                .collect(joining(", ")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "purchase          | consumer    | -             | -  | care-call call care 7",
        "purchase          | consumer    | antique-tile  | -  | care-call call care 7, tile-care call care 180",
        "purchase          | consumer    | wood-floor    | -  | care-call call care 7, floor-care call care 90",
        "purchase          | consumer    | sanitary-ware | -  | care-call call care 7, fittings-check message care 30",
        "purchase          | distributor | antique-tile  | -  | reorder call marketing 14",
        "purchase          | distributor | antique-tile  | 44 | reorder call marketing 14",
        "purchase          | distributor | antique-tile  | 45 | reorder call care 14",
        "purchase          | designer    | antique-tile  | -  | -",
        "referral-purchase | designer    | -             | -  | referral-thanks call care 3",
        "delivery          | distributor | -             | -  | service-call call care 2",
        "installation      | consumer    | -             | -  | service-call call care 2",
        "repair            | designer    | -             | -  | service-call call care 2",
        "complaint-solved  | consumer    | -             | -  | satisfaction-call call care 3"})
    void revisitsFollow(String after, String kind, String category, String stock, String contacts) {
        List<Match> matches = tables.evaluate(Topic.REVISITS,
                facts("AFTER", after, "KIND", kind, "CATEGORY", category, "STOCK_COVER", stock));
        assertEquals(Optional.ofNullable(contacts).orElse(""), matches.stream().map(m -> String.join(" ", m.required("role"),
                m.required("how"), m.required("purpose"), "" + m.days("daysAfter"))).collect(joining(", ")));
    }

    @ParameterizedTest
    @CsvSource({"platinum,13,0,''", "platinum,14,0,call", "platinum,0,90,visit", "platinum,0,89,''", "gold,29,99,''", "gold,30,99,call",
            "iron,89,99,''", "iron,90,99,message", "lead,179,999,''", "lead,180,999,message"})
    void silenceIsLimitedByTier(String tier, String silence, String sinceVisit, String how) {
        List<Match> matches = tables.evaluate(Topic.RHYTHM,
                facts("TIER", tier, "KIND", "consumer", "DAYS_SINCE_CONTACT", silence, "DAYS_SINCE_VISIT", sinceVisit));
        assertEquals(how, matches.stream().map(m -> m.required("how")).collect(joining(" ")));
    }

    @ParameterizedTest
    @CsvSource({"0.79,14,14,incomplete", "0.80,14,14,''", "0.79,13,14,''", "0.79,14,13,''", "1,179,400,''", "1,180,400,stale",
            "0.79,180,400,stale"})
    void aCardIsLookedThroughWhenItSaysTooLittleOrIsOld(String completeness, String confirmed, String made, String row) {
        for (String tier : List.of("gold", "iron", "lead")) {
            assertEquals(row, upkeep("TIER", tier, "COMPLETENESS", completeness, "DAYS_SINCE_CONFIRMED", confirmed, "DAYS_SINCE_MADE", made));
        }
    }

    @ParameterizedTest
    @CsvSource({"89,''", "90,stale-platinum"})
    void aPlatinumCardIsOldAfter90Days(String confirmed, String row) {
        assertEquals(row, upkeep("TIER", "platinum", "COMPLETENESS", "1", "DAYS_SINCE_CONFIRMED", confirmed, "DAYS_SINCE_MADE", "400"));
    }

    private String upkeep(String... card) {
        List<String> all = new ArrayList<>(List.of("KIND", "consumer", "STAGE", "active", "DECEASED", "no"));
        all.addAll(List.of(card));
        return tables.evaluate(Topic.UPKEEP, facts(all.toArray(String[]::new))).stream().map(m -> m.row().key()).collect(joining(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "consumer    | name, phones, emails, birthday, language",
        "designer    | name, phones, emails, birthday, traits.style",
        "distributor | name, phones, emails, contacts, district, traits.speciality, traits.standing, traits.distribution, traits.reputation, "
                + "traits.cooperation",
        "internal    | ''"})
    void aCardOfEachKindMustSaySoMuch(String kind, String fields) {
        assertEquals(fields, tables.evaluate(Topic.REQUIRED_FIELDS, facts("KIND", kind)).stream().map(m -> m.required("field")).collect(joining(", ")));
    }

    @ParameterizedTest
    @CsvSource({"call,1,2,call", "call,2,3,call", "call,3,0,message", "visit,1,2,visit", "message,1,0,none"})
    void notReachedIsTriedThreeTimesOverFiveWorkingDays(String how, String tries, int after, String next) {
        Match match = first(Topic.RETRIES, facts("HOW", how, "TRIES", tries));
        assertEquals(after + " " + next, match.days("afterWorkingDays") + " " + match.required("how"));
    }

    @ParameterizedTest
    @CsvSource({"DECEASED,yes,service,cancel", "DO_NOT_CONTACT,yes,care,cancel", "DO_NOT_CONTACT,yes,service,send",
            "CONSENT,none,care,send", "CONSENT,none,service,send", "CONSENT,none,marketing,cancel", "CONSENT,none,survey,cancel",
            "CONSENT,granted,marketing,send", "CONSENT,withdrawn,care,cancel", "CONSENT,withdrawn,service,cancel",
            "SEVERE_COMPLAINT,yes,care,send", "SEVERE_COMPLAINT,yes,marketing,hold", "QINGMING,yes,marketing,next-day",
            "QINGMING,yes,care,send"})
    void permissionDependsOnTheCustomerAndThePurpose(String attribute, String value, String purpose, String verdict) {
        Facts ordinary = facts("KIND", "consumer", "DECEASED", "no", "DO_NOT_CONTACT", "no", "CHEERFUL", "no", "CONSENT", "granted",
                "OPEN_COMPLAINT_MAIL", "no", "SEVERE_COMPLAINT", "no", "QINGMING", "no", "PURPOSE", purpose);
        assertEquals(verdict, first(Topic.PERMISSION, with(ordinary, attribute, value)).required("verdict"));
    }

    @ParameterizedTest
    @CsvSource({"SEVERE_COMPLAINT,yes", "QINGMING,yes", "KIND,internal"})
    void nothingCheerfulGoesOutThen(String attribute, String value) {
        Facts greeting = facts("KIND", "consumer", "CHEERFUL", "yes", "CONSENT", "none", "PURPOSE", "care");
        assertEquals("send", first(Topic.PERMISSION, greeting).required("verdict"));
        assertEquals("cancel", first(Topic.PERMISSION, with(greeting, attribute, value)).required("verdict"));
    }

    @Test
    void mailsAboutAnOpenComplaintGoOnWithoutConsent() {
        Facts mail = facts("PURPOSE", "service", "CONSENT", "withdrawn", "OPEN_COMPLAINT_MAIL", "yes");
        assertEquals("send", first(Topic.PERMISSION, mail).required("verdict"));
    }

    @ParameterizedTest
    @CsvSource({"platinum,low,normal", "platinum,normal,high", "platinum,high,critical", "platinum,critical,critical", "gold,low,low",
            "gold,normal,normal", "gold,high,high", "iron,critical,critical"})
    void aPlatinumComplaintCountsOneHigher(String tier, String reported, String effective) {
        assertEquals(effective, first(Topic.SEVERITY, facts("TIER", tier, "SEVERITY", reported)).required("effective"));
    }

    @ParameterizedTest
    @CsvSource({"critical,1 working hour,2 working hours", "high,2 working hours,2 working hours", "normal,4 working hours,at once",
            "low,1 working day,at once"})
    void deadlinesFollowSeverity(String severity, String reply, String sameDayLeft) {
        Match match = first(Topic.DEADLINES, facts("EFFECTIVE_SEVERITY", severity));
        assertEquals(List.of(reply, sameDayLeft, "1", "3 working days"), List.of(match.span("reply").toString(),
                match.span("sameDayLeft").toString(), "" + match.days("solveDays"), match.span("confirm").toString()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "opened         | normal   | 0 | no  | owner at once",
        "opened         | critical | 0 | no  | owner at once, manager at once",
        "opened         | normal   | 3 | no  | owner at once, manager at once",
        "opened         | low      | 2 | yes | owner at once, manager at once",
        "reply          | critical | 3 | yes | owner 1 working hour before, manager at once",
        "solve          | low      | 0 | no  | owner 1 working hour before, manager at once, director 1 working day",
        "confirm        | high     | 0 | no  | owner 1 working hour before, manager at once",
        "unacknowledged | high     | 0 | no  | director 2 working hours"})
    void alertsClimbTheLadder(String step, String severity, String complaints, String publicInterest, String alerts) {
        List<Match> matches = tables.evaluate(Topic.ESCALATION, facts("STEP", step, "EFFECTIVE_SEVERITY", severity,
                "COMPLAINTS_90D", complaints, "PUBLIC_INTEREST", publicInterest));
        assertEquals(alerts, matches.stream().map(m -> m.required("level") + " " + m.span("when")).collect(joining(", ")));
    }

    @ParameterizedTest
    @CsvSource({"defect,no,visit", "installation,no,visit", "billing,no,''", "billing,yes,visit"})
    void somebodyLooksWhereTheMatterNeedsIt(String category, String marked, String how) {
        List<Match> matches = tables.evaluate(Topic.ON_SITE, facts("COMPLAINT_CATEGORY", category, "ON_SITE", marked));
        assertEquals(how, matches.stream().map(m -> m.required("how")).collect(joining(" ")));
    }

    @ParameterizedTest
    @CsvSource({"survey.answered,3,calm,no,true", "survey.answered,4,calm,no,false", "survey.answered,9,calm,yes,true",
            "interaction.logged,,calm,no,false", "interaction.logged,,calm,yes,true", "interaction.logged,,angry,no,true",
            "need.stated,,,yes,true", "service.reported,,,no,false"})
    void reportsAndAnswersOpenComplaints(String event, String score, String mood, String words, boolean opens) {
        assertEquals(opens, first(Topic.COMPLAINT_SOURCES,
                facts("EVENT_TYPE", event, "SCORE", score, "MOOD", mood, "COMPLAINT_WORDS", words)).flag("opens"));
    }

    private Match first(Topic topic, Facts facts) {
        return Match.first(tables.evaluate(topic, facts)).orElseThrow();
    }

    private static Facts facts(String... namesAndValues) {
        Facts facts = Facts.none();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            facts = with(facts, namesAndValues[i], namesAndValues[i + 1]);
        }
        return facts;
    }

    private static Facts with(Facts facts, String name, String value) {
        Attribute attribute = Attribute.valueOf(name);
        return facts.with(attribute, value == null ? null : typed(attribute.type(), value));
    }

    private static Object typed(ValueType type, String value) {
        return switch (type) {
            case NUMBER, PERCENT -> new BigDecimal(value);
            case DAYS -> Integer.valueOf(value);
            case FLAG -> value.equals("yes");
            default -> value;
        };
    }
}
