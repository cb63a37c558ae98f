package dev.regard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is wrong between tables, or between the rows of one, without any cell being wrong. */
class PolicyCheckTest {

    private static List<String> warnings(String file, String text) {
        return ShippedRules.found(Map.of(file, text));
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }

    @Test
    void aCapIsANumberOfContactsInSomeHours() {
        assertEquals(List.of("tables/caps.csv:4:C: error: '-1' is not a number of contacts from 0 to 10000", "tables/caps.csv:5:D: error: '0' is not a number of hours above 0 and up to 87600, such as 168",
                "tables/caps.csv:6:D: error: '-168' is not a number of hours above 0 and up to 87600, such as 168", "tables/caps.csv:7:C: error: '1.5' is not a number of contacts from 0 to 10000"),
                warnings("caps.csv", "Caps\nHow many.\nKey,Purpose,At most,Within hours\na,care,-1,168\nb,survey,2,0\nc,service,2,-168\nd,marketing,1.5,168\n"));
        assertEquals(List.of("tables/caps.csv:4:A: warning: this cap lets no contact through but what a row on top allows; who must not be contacted is better said in permission, with the reason"),
                warnings("caps.csv", "Caps\nHow many.\nKey,Purpose,Tier,At most,Within hours,On top\na,survey,,0,168,no\nb,survey,gold,1,168,yes\n"));
    }

    @Test
    void theShippedSetHasNone() {
        assertEquals(List.of(), ShippedRules.with(Map.of()).problems());
    }

    @Test
    void aTableWithoutRowsIsNamedAndOneWithoutTiersRefused() {
        assertEquals(List.of("tables/tiers.csv:3:A: error: no row is in use below the headings: there has to be a tier, since every customer has one"),
                warnings("tiers.csv", "Tiers\nBy sales.\nKey,Sales in 12 months,Tier is\n"));
        assertEquals(List.of("tables/tiers.csv:3:A: error: no row is in use below the headings: there has to be a tier, since every customer has one"),
                warnings("tiers.csv", "Tiers\nBy sales.\nKey,Tier is,In use\nlead,lead,no\n"));
        assertEquals(List.of("tables/stages.csv:3:A: warning: there is no row below the headings: the table decides nothing"),
                warnings("stages.csv", "Stages\nBy orders.\nKey,Orders in total,Stage is\n"));
    }

    @Test
    void thresholdsThatAreOutOfOrderAreNamed() {
        assertEquals(List.of("tables/tiers.csv:5:A: error: this row never answers: row 4 (platinum) holds whenever it does",
                "tables/tiers.csv:4:A: warning: the thresholds are out of order: a better tier asks for less sales than in row 5 (gold)"),
                warnings("tiers.csv", "Tiers\nBy sales.\nKey,Sales in 12 months,Tier is\nplatinum,>= 20000,platinum\ngold,>= 50000,gold\niron,>= 5000,iron\nlead,-,lead\n"));
        assertEquals(List.of("tables/complaint-deadlines.csv:4:A: warning: the thresholds are out of order: what is more severe is answered later than in row 5 (high)"),
                warnings("complaint-deadlines.csv", "Deadlines\nUntil when.\nKey,Severity that counts,First reply within,Else end of working day,Confirmed within\n"
                        + "critical,critical,1 working day,1,3 working days\nhigh,high,2 working hours,1,3 working days\nnormal,normal,4 working hours,1,3 working days\nlow,low,1 working day,1,3 working days\n"));
        assertEquals(List.of("tables/rhythm.csv:4:A: warning: the thresholds are out of order: a better tier is left alone for longer than in row 5 (gold)"),
                warnings("rhythm.csv", "Rhythm\nHow long.\nKey,Tier,Days of silence,Measured from,How,Template\np,platinum,>= 40,contact,call,rhythm-call\ngold,gold,>= 30,contact,call,rhythm-call\n"));
    }

    @Test
    void rowsAreComparedWhereTheyDifferInTierAndThreshold() {
        String rhythm = "Rhythm\nHow long.\nKey,Tier,Customer kind,Days of silence,Days since the last visit,Measured from,How,Template\n";
        assertEquals(List.of("tables/rhythm.csv:4:A: warning: the thresholds are out of order: a better tier is left alone for longer than in row 5 (g)",
                "tables/rhythm.csv:7:A: warning: the thresholds are out of order: a better tier is left alone for longer than in row 8 (gv)"),
                warnings("rhythm.csv", rhythm + "p,platinum,not internal,>= 60,,contact,call,rhythm-call\ng,gold,not internal,>= 30,,contact,call,rhythm-call\nl,unknown or lead,not internal,>= 180,,contact,call,rhythm-call\n"
                        + "pv,platinum,not internal,,>= 90,visit,visit,rhythm-visit\ngv,gold,consumer,,>= 60,visit,visit,rhythm-visit\n"));
        assertEquals(List.of(), warnings("rhythm.csv", rhythm + "p,platinum,distributor,>= 60,,contact,call,rhythm-call\ng,gold,consumer,>= 30,,contact,call,rhythm-call\n"
                + "more,platinum,consumer,>= 90,,contact,visit,rhythm-visit\nfirst,platinum,consumer,>= 14,,contact,call,rhythm-call\n"), "for other customers, and after another contact");
    }

    @Test
    void aTableOfThousandsOfRowsIsUndecidedAndBreaksNothingOff() {
        StringBuilder tiers = new StringBuilder("Tiers\nBy sales.\nKey,District,Sales in 12 months,Tier is\n");
        for (int i = 0; i < 4_900; i++) {
            tiers.append('r').append(i).append(",d").append(i).append(",>= ").append(10_000 + i).append(",platinum\n");
        }
        List<String> found = ShippedRules.found(Map.of("tiers.csv", tiers + "others,,,lead\n"));
        assertTrue(found.stream().anyMatch(problem -> problem.startsWith("tables/tiers.csv:4:A: undecided: whether each case is answered: ")), found::toString);
    }

    @Test
    void whoBuysMoreDoesNotGetLess() {
        assertEquals(List.of("tables/tiers.csv:4:A: warning: who buys more gets less: with sales of 300000.01 it is row 5 (gold) that answers"),
                warnings("tiers.csv", "Tiers\nBy sales.\nKey,Sales in 12 months,Tier is\nplatinum,200000..300000,platinum\ngold,>= 50000,gold\niron,>= 5000,iron\nlead,-,lead\n"));
        assertEquals(List.of(), warnings("tiers.csv", "Tiers\nBy sales.\nKey,Customer kind,Sales in 12 months,Tier is\nbig,distributor,>= 100000,platinum\nplatinum,,>= 300000,platinum\ngold,,200000..300000,gold\n"
                + "iron,,>= 5000,iron\nlead,,-,lead\n"), "a tier may be easier to reach for some");
    }

    /** Three hundred rows are compared in about a second. */
    @Test
    @Timeout(30)
    void aTableWithMoreRowsThanCanBeComparedIsUndecided() {
        for (int rows : new int[] {299, 4_000}) {
            StringBuilder tiers = new StringBuilder("Tiers\nBy sales.\nKey,District,Sales in 12 months,Tier is\n");
            for (int i = 0; i < rows; i++) {
                tiers.append('r').append(i).append(",d").append(i).append(",>= ").append(10_000 + i).append(",platinum\n");
            }
            List<String> found = ShippedRules.found(Map.of("tiers.csv", tiers + "others,,,lead\n"));
            assertEquals(rows > 300, found.contains("tables/tiers.csv:1:A: undecided: whether the thresholds are in order: the table has more than 300 rows"));
            assertTrue(found.stream().noneMatch(problem -> problem.contains("out of order") || problem.contains("gets less")), "in each district who buys more gets more");
        }
    }

    @Test
    void whatBetterTiersAndSevererComplaintsGetIsNotWorse() {
        String deadlines = "Deadlines\nUntil when.\nKey,Severity that counts,First reply within,Same day when left,Else end of working day,Confirmed within\n";
        assertEquals(List.of("tables/complaint-deadlines.csv:5:A: warning: the thresholds are out of order: what is more severe is solved later than in row 6 (normal)",
                "tables/complaint-deadlines.csv:4:A: warning: the thresholds are out of order: what is more severe is confirmed later than in row 5 (high)"),
                warnings("complaint-deadlines.csv", deadlines + "critical,critical,1 working hour,2 working hours,1,4 working days\nhigh,high,2 working hours,,1,3 working days\n"
                        + "normal,normal,4 working hours,2 working hours,1,3 working days\nlow,-,1 working day,,1,3 working days\n"));
        assertEquals(List.of("tables/tier-policy.csv:6:A: warning: the thresholds are out of order: a better tier gets less discount than in row 7 (others)",
                "tables/tier-policy.csv:4:A: warning: the thresholds are out of order: a better tier has less time to pay than in row 5 (gold)"),
                warnings("tier-policy.csv", "Policy\nWhat each may expect.\nKey,Tier,Discount up to,Payment within days\nplatinum,platinum,12%,30\ngold,gold,8%,45\niron,iron,1%,30\nothers,-,2%,0\n"));
        assertEquals(List.of("tables/on-site.csv:4:A: warning: the thresholds are out of order: what is more severe is looked at later than in row 5 (others)"),
                warnings("on-site.csv", "On site\nWho goes.\nKey,Someone must look,Severity that counts,Same day when left,Role,How,Purpose,Template\ncritical,yes,critical,5 working hours,on-site-visit,visit,service,on-site-visit\n"
                        + "others,yes,-,3 working hours,on-site-visit,visit,service,on-site-visit\n"));
    }

    @Test
    void aTryThatIsNeverMadeIsNamed() {
        assertEquals(List.of("tables/retries.csv:5:A: warning: this step is never reached: after try 1 by call row 4 (first) says none",
                "tables/retries.csv:6:A: warning: this step is never reached: after try 1 by call row 4 (first) says none"),
                warnings("retries.csv", "Retries\nHow often.\nKey,If: How,Tries so far,Again after working days,How,Template\nfirst,call,1,0,none,\n"
                        + "second,call,2,3,call,\nlast,call,>= 3,0,message,not-reached\nothers,,,,none,\n"));
        assertEquals(List.of("tables/retries.csv:5:A: warning: this step is never reached: after try 1 by call row 4 (first) says message"),
                warnings("retries.csv", "Retries\nHow often.\nKey,If: How,Tries so far,Again after working days,How,Template\nfirst,call,1,0,message,not-reached\n"
                        + "second,call,2,3,call,\nothers,,,,none,\n"));
        assertEquals(List.of(), warnings("retries.csv", "Retries\nHow often.\nKey,If: How,Tier,Tries so far,Again after working days,How,Template\nfirst,call,lead,1,0,none,\n"
                + "again,call,,1,2,call,\nsecond,call,,2,3,call,\nothers,,,,,none,\n"));
    }

    @Test
    void aStepOfTheLadderThatIsNeverReachedIsNamed() {
        assertEquals(List.of("tables/promises.csv:5:A: warning: this step is never reached: row 4 (first) tells the same level about the same deadline earlier"),
                warnings("promises.csv", "Promises\nWho is told.\nKey,Deadline,Level,When,Template\nfirst,promised,manager,at once,promise-broken\nsecond,promised,manager,1 working day,promise-broken\n"));
    }

    @Test
    void aStepThatWaitsForAnAlertThatNobodyGetsIsNamed() {
        String heads = "Escalation\nWho is told.\nKey,Deadline,Severity that counts,Level,When,Template\n";
        String owner = "owner,opened,-,owner,at once,alert-opened\n";
        String director = "silence,unacknowledged,critical,director,2 working hours,alert-unacknowledged\n";
        String never = "tables/escalation.csv:5:A: warning: this step is never reached: it follows an alert to the manager that nobody acknowledged, and no row tells the manager of such a complaint";
        assertEquals(List.of(never), warnings("escalation.csv", heads + owner + director));
        assertEquals(List.of(never), warnings("escalation.csv", heads + owner + director + "manager,solve,low,manager,at once,alert-deadline-passed\n"));
        assertEquals(List.of(), warnings("escalation.csv", heads + owner + director + "manager,solve,not low,manager,at once,alert-deadline-passed\n"));
        assertEquals(List.of("tables/escalation.csv:5:A: warning: this step is never reached: it follows an alert to the manager, who hears of a deadline once"),
                warnings("escalation.csv", heads + "manager,solve,-,manager,at once,alert-deadline-passed\nsilence,unacknowledged,-,manager,2 working hours,alert-unacknowledged\n"));
    }

    @Test
    void aReminderThatIsEarlierThanItsDeadlineIsLongIsNamed() {
        String heads = "Escalation\nWho is told.\nKey,Deadline,Severity that counts,Level,When,Template\n";
        assertEquals(List.of("tables/escalation.csv:4:A: warning: this reminder is never in time: 30 working hours before the deadline 'reply' is before the complaint came, whatever row of complaint-deadlines holds"),
                warnings("escalation.csv", heads + "early,\"reply, solve, confirm\",-,owner,30 working hours before,alert-before-deadline\n"));
        assertEquals(List.of("tables/escalation.csv:4:A: warning: this reminder is never in time: 3 working hours before the deadline 'reply' is before the complaint came, whatever row of complaint-deadlines holds"),
                warnings("escalation.csv", heads + "early,reply,\"critical, high\",owner,3 working hours before,alert-before-deadline\nnormal,reply,normal,owner,4 working hours before,alert-before-deadline\n"));
    }

    @Test
    void aStepThatIsTakenBeforeALowerOneIsNamed() {
        String heads = "Promises\nWho is told.\nKey,Deadline,Tier,Level,When,Template\n";
        assertEquals(List.of("tables/promises.csv:4:A: warning: the steps are out of order: the director hears of the same deadline earlier than the manager by row 5 (then) when Deadline is promised and Tier is gold"),
                warnings("promises.csv", heads + "first,promised,gold,director,at once,promise-broken\nthen,promised,,manager,2 working hours,promise-broken\n"));
        assertEquals(List.of("tables/promises.csv:5:A: warning: the steps are out of order: the manager hears of the same deadline earlier than the owner by row 4 (late) when Deadline is promised"),
                warnings("promises.csv", heads + "late,promised,,owner,1 working day,promise-broken\nsoon,promised,,manager,2 working hours,promise-broken\n"));
        assertEquals(List.of(), warnings("promises.csv", heads + "first,promised,,manager,at once,promise-broken\nthen,promised,,director,2 working hours,promise-broken\n"));
        assertEquals(List.of(), warnings("promises.csv", heads + "first,promised,gold,manager,1 working hour,promise-broken\nthen,promised,gold,director,2 working hours,promise-broken\n"
                + "others,promised,not gold,manager,1 working day,promise-broken\n"), "for the others it is the only step");
        assertEquals(List.of(), warnings("promises.csv", heads + "gold,promised,gold,director,at once,promise-broken\nearly,promised,,manager,1 working hour before,promise-broken\n"
                + "owner,promised,,owner,2 working hours before,promise-broken\n"));
    }

    @Test
    void whatNeverGoesOutIsNamed() {
        String zero = "tables/caps.csv:4:A: warning: this cap lets no contact through; who must not be contacted is better said in permission, with the reason";
        assertEquals(List.of(zero), warnings("caps.csv", "Caps\nHow many.\nKey,Purpose,At most,Within hours\nsurvey,survey,0,168\n"));
        assertEquals(List.of(zero, "tables/winter.csv:5:A: warning: never goes out: row survey of caps lets none through"), sorted(ShippedRules.found(Map.of("caps.csv",
                "Caps\nHow many.\nKey,Purpose,At most,Within hours\nsurvey,survey,0,168\n", "winter.csv",
                "Winter\nWho is asked.\nAdds to,revisits\nKey,After,Days after,Role,How,Purpose,Template\nask,purchase,3,ask,call,survey,care-call\n"))));
        assertEquals(List.of("tables/winter.csv:5:A: warning: never goes out: row none of permission cancels every contact of this kind"), ShippedRules.found(Map.of("permission.csv",
                "Permission\nWho.\nKey,Purpose,Then,Because\nnone,survey,cancel,no surveys\nall,-,send,\n", "winter.csv",
                "Winter\nWho is asked.\nAdds to,revisits\nKey,After,Days after,Role,How,Purpose,Template\nask,purchase,3,ask,call,survey,care-call\n")));
    }

    @Test
    void aColumnThatDecidesByBeingAwayIsNamed() {
        String heads = "Revisits\nWho is called.\nKey,After,Days after,Role,How,Template%s\n";
        String missing = "tables/revisits.csv:3:A: warning: there is no column 'Purpose' (目的): care counts";
        assertEquals(List.of(missing), all("revisits.csv", heads.formatted("") + "a,purchase,3,care-call,call,care-call\n"));
        assertEquals(List.of(), all("revisits.csv", heads.formatted(",Purpose") + "a,purchase,3,care-call,call,care-call,\n"), "an empty column says that nothing is said");
        assertEquals(List.of("tables/winter.csv:4:A: warning: there is no column 'Purpose' (目的): care counts"),
                all("winter.csv", "Winter\nWho is called.\nAdds to,occasions\nKey,Occasion,At,Role,How,Template\na,birthday,19:00,winter,call,care-call\nb,new-year,19:00,winter,call,care-call\n"));
        assertEquals(List.of("tables/tiers.csv:3:A: warning: there is no column 'Kept down to' (保级比例): 100% counts, so that each month below the threshold is a low one"),
                all("tiers.csv", "Tiers\nDecides.\nKey,Sales in 12 months,Tier is\nplatinum,>= 200000,platinum\ngold,>= 50000,gold\niron,>= 5000,iron\nlead,-,lead\n"));
        assertEquals(List.of("tables/upkeep.csv:3:A: warning: there is no column 'Purpose' (目的): care counts"),
                all("upkeep.csv", "Upkeep\nWhat.\nKey,Customer kind,Role,How,Template\na,consumer,look,desk,complete-card\nb,designer,call-up,call,care-call\n"));
        assertEquals(List.of(), all("upkeep.csv", "Upkeep\nWhat.\nKey,Customer kind,Role,How,Template\na,consumer,look,desk,complete-card\n"), "nobody is contacted");
        assertEquals(List.of("tables/upkeep.csv:3:E: error: the heading 'Porpuse' is not known, did you mean Purpose?"),
                all("upkeep.csv", "Upkeep\nWhat.\nKey,Customer kind,Role,How,Porpuse,Template\na,consumer,look,call,care,care-call\n"), "it is there, and misspelt");
    }

    private static List<String> all(String file, String text) {
        return ShippedRules.with(Map.of(file, text)).problems().stream().map(Object::toString).toList();
    }

    @Test
    void aControlGroupThatLeavesNobodyIsNamed() {
        assertEquals(List.of("tables/winter.csv:5:H: warning: never goes out: all of its customers are in the control group"), warnings("winter.csv",
                "Winter\nWho is called.\nAdds to,revisits\nKey,After,Days after,Role,How,Purpose,Template,Control group\nall,purchase,3,all,call,care,care-call,100%\nmost,purchase,3,most,call,care,care-call,99%\n"));
    }

    @Test
    void whatCannotHaveAnEffectBesideTheTopicsOwnTableIsNamed() {
        assertEquals(List.of("tables/more.csv:1:A: error: contact hours are those of every week; a period has no effect on them",
                "tables/more.csv:6:C: error: contact hours are asked for by How and Customer kind alone"),
                warnings("more.csv", "More\nMore hours.\nAdds to,contact-hours\nValid from,2026-01-01\nKey,How,Tier,Weekdays,From,To,Moment is\n"
                        + "a,call,gold,Mon,09:00,10:00,good\n"));
        assertEquals(List.of("tables/more.csv:5:A: error: these hours end at 07:00, before they begin at 22:00; a night is two rows, such as 22:00 to 24:00 and 00:00 to 07:00",
                "tables/more.csv:6:A: error: these hours end at 00:00, before they begin at 22:00; the end of the day is 24:00"),
                warnings("more.csv", "More\nMore hours.\nAdds to,contact-hours\nKey,How,Weekdays,From,To,Moment is\nnight,message,Mon-Sun,22:00,07:00,busy\nlate,call,Mon-Sun,22:00,00:00,busy\n"));
        assertEquals(List.of("tables/again.csv:5:A: warning: row consumer-care of revisits has the same role, which makes one contact where both hold; this one decides how"),
                warnings("again.csv", "Again\nOnce more.\nAdds to,revisits\nKey,After,Days after,Role,How,Template\na,purchase,3,care-call,call,care-call\n"));
    }

    @Test
    void ofATableWithAHeadingThatNobodyKnowsOnlyThatIsSaid() {
        List<String> problems = warnings("tiers.csv", "Tiers\nDecides.\nKey,Salez in 12 months of some kind,Tier is\nplatinum,>= 200000,platinum\ngold,>= 50000,gold\niron,>= 5000,iron\nlead,any,lead\n");
        assertEquals(1, problems.stream().filter(problem -> problem.startsWith("tables/tiers.csv:")).count(), problems::toString);
        assertTrue(problems.get(0).startsWith("tables/tiers.csv:3:B: error: "), problems::toString);
    }

    @Test
    void whatARowThatIsWrongWasToAnswerIsNotCalledMissing() {
        String hours = "Hours\nWhen.\nKey,How,Customer kind,Weekdays,From,To,Moment is\nmessages,message,-,Mon-Sun,09:00,20:00,good\ndesk,desk,-,Mon-Fri,09:00,18:00,good\ngift,gift,-,Mon-Fri,09:00,18:00,good\n";
        assertEquals(List.of("tables/contact-hours.csv:7:E: error: '25:00' is not a time from 00:00 to 24:00, such as 09:00"), warnings("contact-hours.csv", hours + "calls,\"call, visit\",-,Mon-Fri,25:00,18:00,good\n"));
        assertEquals(List.of("tables/contact-hours.csv:7:A: error: these hours end at 08:00, before they begin at 19:00; a night is two rows, such as 19:00 to 24:00 and 00:00 to 08:00"),
                warnings("contact-hours.csv", hours + "calls,\"call, visit\",-,Mon-Fri,19:00,08:00,good\n"));
        assertEquals(List.of("tables/contact-hours.csv:7:B: error: 'cal' is not known, did you mean call?"), warnings("contact-hours.csv", hours + "calls,\"cal, visit\",-,Mon-Fri,09:00,18:00,good\n"));
        String deadlines = "Deadlines\nUntil when.\nKey,Severity that counts,First reply within,Else end of working day,Confirmed within\ncritical,critical,1 working hour,1,3 working days\n"
                + "high,high,2 working hours,1,3 working days\nnormal,normal,4 working hours,1,3 working days\n";
        assertEquals(List.of("tables/complaint-deadlines.csv:7:C: error: 'a day' is not a working time, such as 2 working hours, 1 working hour before, 3 working days or at once"),
                warnings("complaint-deadlines.csv", deadlines + "low,low,a day,1,3 working days\n"));
        assertEquals(List.of("tables/complaint-deadlines.csv:7:B: error: 'lwo' is not known, did you mean low?"), warnings("complaint-deadlines.csv", deadlines + "low,lwo,1 working day,1,3 working days\n"));
        assertEquals(List.of("tables/escalation.csv:4:G: error: the template 'alert-open' is not known, did you mean alert-opened?"),
                warnings("escalation.csv", "Escalation\nWho is told.\nKey,Deadline,Severity that counts,Complaints in 90 days,Level,When,Template\nmanager,solve,-,-,manager,at once,alert-open\n"
                        + "silence,unacknowledged,-,-,director,2 working hours,alert-unacknowledged\n"));
        assertEquals(List.of("tables/score.csv:6:C: error: 'many' is not a number such as 200,000 or 12.5, a comparison such as >= 5 or a range such as 5..10"), ShippedRules.found(Map.of("score.csv",
                "Score\nFor what.\nHit policy,all\nKey,Customer kind,Orders in 12 months,Then: derived.score\ndealer,distributor,-,2\noften,-,many,30\n", "tiers.csv",
                "Tiers\nDecides.\nKey,derived.score,Sales in 12 months,Tier is\nplatinum,>= 20,-,platinum\ngold,-,>= 50000,gold\niron,-,>= 5000,iron\nlead,-,-,lead\n")));
    }

    @Test
    void anyIsSaidInPlaceOfADash() {
        assertEquals(List.of(), warnings("tiers.csv", "Tiers\nDecides.\nKey,Sales in 12 months,Customer kind,Tier is\nplatinum,>= 200000,any,platinum\ngold,>= 50000,任意,gold\niron,>= 5000,*,iron\nlead,any,-,lead\n"));
    }

    /** It would be a tier of its own, for which no table does anything. */
    @Test
    void aTierThatNoTableAsksForAndThatIsNearlyAnotherOneIsNamed() {
        String less = "tables/tier-policy.xlsx!tier-policy:7:A: warning: the thresholds are out of order: a better tier %s than in row 4 (platinum), since no row above this one asks for platnum";
        assertEquals(List.of("tables/tiers.csv:4:C: warning: no table asks for the tier 'platnum', did you mean platinum?", less.formatted("gets less discount"), less.formatted("has less time to pay")), warnings("tiers.csv",
                "Tiers\nDecides.\nKey,Sales in 12 months,Tier is\nvip,>= 500000,platnum\nplatinum,>= 200000,platinum\ngold,>= 50000,gold\niron,>= 5000,iron\nlead,-,lead\n"));
    }

    /** Else each cell that asks for it would be called wrong, and the one that is wrong not. */
    @Test
    void aTierThatIsNearlyOneForWhichManyAskIsNamedWhereItIsGivenAndNowhereElse() {
        List<String> found = warnings("tiers.csv", "Tiers\nDecides.\nKey,Sales in 12 months,Tier is\nplatinum,>= 200000,platnum\ngold,>= 50000,gold\niron,>= 5000,iron\nlead,-,lead\n");
        assertEquals(1, found.size(), found::toString);
        assertTrue(found.get(0).matches("tables/tiers.csv:4:C: error: 'platnum' is a slip, it seems: no table asks for it, and \\d\\d cells ask for platinum, the first in row 4 of tables/tier-policy.xlsx"), found.get(0));
        assertTrue(warnings("tiers.csv", "Tiers\nDecides.\nKey,Sales in 12 months,Tier is\nplatinum,>= 200000,platinum\ngold,>= 50000,glod\niron,>= 5000,iron\nlead,-,lead\n").get(0)
                .startsWith("tables/tiers.csv:5:C: error: 'glod' is a slip, it seems: no table asks for it, and "));
    }

    @Test
    void aScriptThatIsSentAndALetterThatIsReadOutAreNamed() {
        String heads = "Winter\nWho hears of winter.\nAdds to,revisits\nKey,After,Days after,Role,How,Purpose,Template\n";
        assertEquals(List.of("tables/winter.csv:5:G: error: 'floor-care' is a script for whoever calls: as a message the customer would read it"),
                warnings("winter.csv", heads + "floor,purchase,3,winter,message,care,floor-care\n"));
        assertEquals(List.of("tables/winter.csv:5:G: warning: 'fittings-check' is a letter to the customer, no script for a call",
                "tables/winter.csv:6:G: warning: 'fittings-check' is a letter to the customer, no script for a visit"),
                warnings("winter.csv", heads + "call,purchase,3,winter,call,care,fittings-check\nvisit,repair,3,winter-visit,visit,care,fittings-check\n"));
        String retries = "Retries\nHow often.\nKey,If: How,Tries so far,Again after working days,How,Template\nfirst,call,1,2,call,\n";
        assertEquals(List.of("tables/retries.csv:5:F: warning: no template is named: the customer would get the script of the call as a message"),
                warnings("retries.csv", retries + "last,call,>= 2,0,message,\nothers,,,,none,\n"));
        assertEquals(List.of("tables/retries.csv:5:F: error: 'care-call' is a script for whoever calls: as a message the customer would read it"),
                warnings("retries.csv", retries + "last,call,>= 2,0,message,care-call\nothers,,,,none,\n"));
    }

    @Test
    void anHourAtWhichNobodyIsContactedAndASingleWordingAreNamed() {
        assertEquals(List.of("tables/early.csv:5:A: warning: 06:00 is outside the contact hours for message and consumer on every day; it moves to the next good minute of its day, or the last one before",
                "tables/early.csv:6:A: warning: there is one wording of 'alert-director' in en and zh: who got it is not written to again within a year, but makes a task"),
                warnings("early.csv", "Early\nWho is greeted early.\nAdds to,occasions\nKey,Occasion,Customer kind,At,Role,How,Template\nearly,birthday,consumer,06:00,a,message,birthday-greeting\n"
                        + "once,birthday,consumer,10:00,b,message,alert-director\n"));
    }
}
