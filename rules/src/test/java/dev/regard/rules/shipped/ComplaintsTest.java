package dev.regard.rules.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Escalation;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.decision.Language;
import dev.regard.engine.decision.Sentence;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** X1-X8 as shipped. March 2026 has no holidays: 2 March is a Monday. */
class ComplaintsTest {

    private static Dealership opened(String at, String severity) {
        Dealership dealer = Dealership.on(at);
        return dealer.happens("C-1", "complaint.opened", "complaint", "K-1", "severity", severity, "category", "service", "text", "late");
    }

    private static void deadlines(Dealership dealer, String reply, String solve) {
        Complaint.Deadlines deadlines = dealer.complaint("K-1").deadlines();
        assertEquals(reply + " / " + solve, Dealership.local(deadlines.reply()) + " / " + Dealership.local(deadlines.solve()));
    }

    @Test
    void criticalIsAnsweredInAnHourAndSolvedTheSameDayWhileTwoHoursAreLeft() {
        try (Dealership dealer = opened("2026-03-04T16:00", "critical")) {
            deadlines(dealer, "2026-03-04T17:00", "2026-03-04T18:00");
        }
    }

    @Test
    void somethingWorseOfAnOpenComplaintIsToldAndChangesNeitherSeverityNorDeadlines() {
        try (Dealership dealer = opened("2026-03-04T11:00", "low")) {
            Complaint before = dealer.card("C-1").complaints().get(0);
            dealer.happens("C-1", "complaint.opened", "complaint", before.id(), "severity", "low", "text", "still late");
            assertEquals(1, dealer.letterBox.size(), "nothing new, but for the record");
            dealer.happens("C-1", "complaint.opened", "complaint", before.id(), "severity", "critical", "text", "now it is dangerous");
            Complaint after = dealer.card("C-1").complaints().get(0);
            assertEquals(before.deadlines() + " " + before.severity() + " " + before.effectiveSeverity(), after.deadlines() + " " + after.severity() + " " + after.effectiveSeverity());
            assertEquals(List.of("owner", "manager"), after.escalations().stream().map(Escalation::level).toList());
            assertEquals(3, dealer.letterBox.size(), "the owner once more, and the manager as of a critical one");
            assertTrue(dealer.letterBox.subList(1, 3).stream().allMatch(mail -> mail.body().contains("now it is dangerous")), () -> dealer.letterBox.get(2).body());
            Decision again = dealer.decisions("C-1", "reported-again").stream().filter(d -> "critical".equals(d.detail().get("severity"))).findFirst().orElseThrow();
            assertEquals("critical now it is dangerous", again.detail().get("severity") + " " + again.detail().get("text"));
            assertEquals("Complaint " + before.id() + " was reported once more as critical: now it is dangerous, because complaint was " + before.id() + " and severity that counts was low (rule of the engine: known and open).",
                    Sentence.of(again, Language.ENGLISH, Dealership.organisation()));
        }
    }

    @Test
    void aMinuteLaterItIsTheNextDay() {
        try (Dealership dealer = opened("2026-03-04T16:01", "critical")) {
            deadlines(dealer, "2026-03-04T17:01", "2026-03-05T18:00");
        }
    }

    @Test
    void fromSaturdayTheNextWorkingDayIsMonday() {
        try (Dealership dealer = opened("2026-03-07T11:00", "critical")) {
            deadlines(dealer, "2026-03-09T10:00", "2026-03-09T18:00");
        }
    }

    @Test
    void lowIsAnsweredByTheSameTimeOfTheNextWorkingDay() {
        try (Dealership dealer = opened("2026-03-06T15:30", "low")) {
            deadlines(dealer, "2026-03-09T15:30", "2026-03-09T18:00");
        }
    }

    @Test
    void aMakeUpSaturdayIsWorkedAndTheSpringFestivalIsNot() {
        try (Dealership dealer = opened("2026-02-14T15:00", "normal")) {
            deadlines(dealer, "2026-02-24T10:00", "2026-02-24T18:00");
        }
    }

    @Test
    void anUnsolvedComplaintClimbsToTheDirector() {
        try (Dealership dealer = opened("2026-03-04T10:00", "normal")) {
            dealer.until("2026-03-10T00:00");
            assertEquals(List.of("1 opened owner 2026-03-04T10:00", "1 reply owner 2026-03-04T13:00", "1 reply manager 2026-03-04T14:00",
                    "1 reply director 2026-03-04T16:00", "1 solve owner 2026-03-05T17:00", "1 solve manager 2026-03-05T18:00",
                    "1 solve director 2026-03-06T11:00"), dealer.alerts("K-1"));
            assertEquals(7, dealer.letterBox.size());
            assertTrue(dealer.letterBox.stream().allMatch(Dispatch::alert));
        }
    }

    @Test
    void anAcknowledgedAlertStopsTheShortWayAndTheLongOneRemains() {
        try (Dealership dealer = opened("2026-03-04T10:00", "normal")) {
            dealer.until("2026-03-04T14:00");
            String manager = dealer.complaint("K-1").escalations().stream().filter(e -> e.level().equals("manager")).findFirst().orElseThrow().id();
            dealer.happens(null, "escalation.acknowledged", "escalation", manager);
            dealer.happens("C-1", "complaint.replied", "complaint", "K-1");
            dealer.until("2026-03-05T18:00");
            String second = dealer.complaint("K-1").escalations().stream().filter(e -> e.deadline().equals("solve") && e.level().equals("manager"))
                    .findFirst().orElseThrow().id();
            dealer.happens(null, "escalation.acknowledged", "escalation", second);
            dealer.until("2026-03-10T00:00");
            assertEquals(List.of("1 opened owner 2026-03-04T10:00", "1 reply owner 2026-03-04T13:00", "1 reply manager 2026-03-04T14:00",
                    "1 solve owner 2026-03-05T17:00", "1 solve manager 2026-03-05T18:00", "1 solve director 2026-03-06T18:00"),
                    dealer.alerts("K-1"));
        }
    }

    @Test
    void aReplyAndASolutionInTimeAlertNobodyFurther() {
        try (Dealership dealer = opened("2026-03-04T10:00", "normal")) {
            dealer.until("2026-03-04T11:00").happens("C-1", "complaint.replied", "complaint", "K-1");
            dealer.until("2026-03-04T15:00").happens("C-1", "complaint.solved", "complaint", "K-1");
            dealer.until("2026-03-05T15:00").happens("C-1", "complaint.confirmed", "complaint", "K-1", "satisfied", true);
            dealer.until("2026-03-20T00:00");
            assertEquals(List.of("1 opened owner 2026-03-04T10:00"), dealer.alerts("K-1"));
            assertEquals(Complaint.Status.CONFIRMED, dealer.complaint("K-1").status());
            assertEquals("2026-03-07", Dealership.local(dealer.touch("C-1", "satisfaction-call").due()).substring(0, 10));
        }
    }

    @Test
    void theScriptOfACheckSpeaksOfItsOwnComplaintAndNotOfOneWhoseNameItBeginsWith() {
        try (Dealership dealer = opened("2026-03-04T10:00", "normal")) {
            dealer.happens("C-1", "complaint.opened", "complaint", "K-12", "text", "the second grout is too dark", "severity", "normal");
            dealer.until("2026-03-04T11:00").happens("C-1", "complaint.solved", "complaint", "K-12");
            dealer.until("2026-03-08T00:00");
            assertTrue(dealer.touch("C-1", "satisfaction-call").body().contains("the second grout is too dark"), dealer.touch("C-1", "satisfaction-call").body());
        }
    }

    @Test
    void theConfirmationIsChasedThreeWorkingDaysAfterTheSolution() {
        try (Dealership dealer = opened("2026-03-04T10:00", "normal")) {
            dealer.until("2026-03-04T11:00").happens("C-1", "complaint.solved", "complaint", "K-1");
            assertEquals("2026-03-09T11:00", Dealership.local(dealer.complaint("K-1").deadlines().confirm()));
            dealer.until("2026-03-12T00:00");
            assertEquals(List.of("1 opened owner 2026-03-04T10:00", "1 confirm owner 2026-03-09T10:00", "1 confirm manager 2026-03-09T11:00",
                    "1 confirm director 2026-03-09T13:00"), dealer.alerts("K-1"));
        }
    }

    @Test
    void aDissatisfiedCustomerStartsANewRound() {
        try (Dealership dealer = opened("2026-03-04T10:00", "normal")) {
            dealer.until("2026-03-04T11:00").happens("C-1", "complaint.solved", "complaint", "K-1");
            dealer.until("2026-03-05T10:00").happens("C-1", "complaint.confirmed", "complaint", "K-1", "satisfied", false);
            assertEquals(2, dealer.complaint("K-1").round());
            deadlines(dealer, "2026-03-05T14:00", "2026-03-06T18:00");
            assertEquals("2 opened owner 2026-03-05T10:00", dealer.alerts("K-1").get(1));
            assertEquals("the complaint was opened again", dealer.touch("C-1", "satisfaction-call").heldBecause());
        }
    }

    @Test
    void theClockStandsStillWhileTheCustomerIsWaitedFor() {
        try (Dealership dealer = opened("2026-03-04T10:00", "normal")) {
            dealer.until("2026-03-04T12:00").happens("C-1", "complaint.waiting", "complaint", "K-1");
            dealer.until("2026-03-09T09:00").happens("C-1", "complaint.resumed", "complaint", "K-1");
            deadlines(dealer, "2026-03-09T11:00", "2026-03-10T15:00");
            assertEquals(List.of("1 opened owner 2026-03-04T10:00"), dealer.alerts("K-1"));
        }
    }

    @Test
    void aDeadlineThatWasMetStaysWhereItWas() {
        try (Dealership dealer = opened("2026-03-04T10:00", "normal")) {
            dealer.until("2026-03-04T11:00").happens("C-1", "complaint.replied", "complaint", "K-1");
            dealer.until("2026-03-04T12:00").happens("C-1", "complaint.waiting", "complaint", "K-1");
            dealer.until("2026-03-09T09:00").happens("C-1", "complaint.resumed", "complaint", "K-1");
            deadlines(dealer, "2026-03-04T14:00", "2026-03-10T15:00");
        }
    }

    @Test
    void aPlatinumCustomersComplaintCountsOneHigherAndTheManagerHearsAtOnce() {
        try (Dealership dealer = Dealership.on("2026-03-04T10:00")) {
            dealer.happens("C-1", "purchase.made", "order", "O-1", "amount", "300000");
            dealer.happens("C-1", "complaint.opened", "complaint", "K-1", "severity", "high", "text", "x");
            assertEquals("CRITICAL", dealer.complaint("K-1").effectiveSeverity().name());
            assertEquals(List.of("opened manager", "opened owner", "reply owner"), dealer.complaint("K-1").escalations().stream()
                    .map(e -> e.deadline() + " " + e.level()).sorted().toList());
        }
    }

    @Test
    void theThirdComplaintInNinetyDaysAndOneOfPublicInterestGoToTheManager() {
        try (Dealership dealer = Dealership.on("2026-03-04T10:00")) {
            for (String id : List.of("K-1", "K-2", "K-3")) {
                dealer.happens("C-1", "complaint.opened", "complaint", id, "severity", "low", "text", "x");
            }
            dealer.happens("C-2", "complaint.opened", "complaint", "K-P", "severity", "low", "publicInterest", true);
            assertTrue(dealer.alerts("K-2").stream().noneMatch(a -> a.contains("manager")));
            assertEquals(1, dealer.alerts("K-3").stream().filter(a -> a.contains("opened manager")).count());
            assertEquals(1, dealer.alerts("K-P").stream().filter(a -> a.contains("opened manager")).count());
        }
    }

    @Test
    void aDefectIsLookedAtTheSameDayWhenThreeHoursAreLeft() {
        try (Dealership dealer = Dealership.on("2026-03-04T15:00")) {
            dealer.happens("C-1", "complaint.opened", "complaint", "K-1", "category", "defect", "text", "broken");
            dealer.until("2026-03-04T15:01").happens("C-2", "complaint.opened", "complaint", "K-2", "category", "installation", "text", "x");
            assertEquals("2026-03-04T15:00", Dealership.local(dealer.touch("C-1", "on-site-visit").due()));
            assertEquals("2026-03-05T09:00", Dealership.local(dealer.touch("C-2", "on-site-visit").due()));
        }
    }

    @Test
    void anUnhappyAnswerAndAngryWordsBecomeComplaints() {
        try (Dealership dealer = Dealership.on("2026-03-04T10:00")) {
            dealer.happens("C-1", "survey.answered", "survey", "S-1", "score", 3);
            dealer.happens("C-2", "survey.answered", "survey", "S-1", "score", 4);
            dealer.happens("C-3", "interaction.logged", "channel", "phone", "text", "地砖开裂了，要求退货");
            assertEquals(1, dealer.card("C-1").complaints().size());
            assertEquals(0, dealer.card("C-2").complaints().size());
            assertEquals(1, dealer.card("C-3").complaints().size());
            assertEquals("words-of-complaint", dealer.decisions("C-3", "complaint").get(0).because().get(0).row());
        }
    }

    @Test
    void whatIsRecognisedInAReportOrARequestKeepsItsWordsAndItsSeverity() {
        try (Dealership dealer = Dealership.on("2026-03-04T10:00")) {
            dealer.happens("C-1", "staff.reported", "representative", "R-1", "date", "2026-03-04", "kind", "market", "severity", "critical",
                    "report", java.util.Map.of("attendance", "8 hours", "opinions", "客户说地砖开裂了，要换供应商"));
            dealer.happens("C-2", "interaction.logged", "channel", "phone", "outcome", "reached", "request", "卫生间的地砖开裂了，要求退货");
            Complaint reported = dealer.card("C-1").complaints().get(0);
            assertEquals("客户说地砖开裂了，要换供应商", reported.text());
            assertEquals("critical critical", reported.severity().key() + " " + reported.effectiveSeverity().key());
            assertEquals(1, dealer.alerts(reported.id()).stream().filter(a -> a.contains("opened manager")).count());
            assertTrue(dealer.letterBox.get(0).body().contains("地砖开裂了"), dealer.letterBox.get(0).body());
            assertEquals("卫生间的地砖开裂了，要求退货", dealer.card("C-2").complaints().get(0).text());
        }
    }

    @Test
    void anOldComplaintAlertsNobody() {
        try (Dealership dealer = Dealership.on("2026-03-20T10:00")) {
            dealer.happened("2026-03-12T10:00", "C-1", "complaint.opened", "complaint", "K-1", "severity", "critical");
            dealer.until("2026-04-01T00:00");
            assertEquals(List.of(), dealer.alerts("K-1"));
        }
    }

    @Test
    void aPromiseIsATaskAndClimbsWhenItIsBroken() {
        try (Dealership dealer = Dealership.on("2026-03-04T10:00")) {
            dealer.happens("C-1", "interaction.logged", "channel", "phone", "outcome", "reached", "promise",
                    java.util.Map.of("text", "send the samples", "due", "2026-03-10"));
            assertEquals("2026-03-09T09:00", Dealership.local(dealer.touch("C-1", "promise").due()));
            dealer.until("2026-03-12T00:00");
            assertEquals(List.of("internal owner 2026-03-09T17:00", "promised manager 2026-03-10T18:00", "promised director 2026-03-11T18:00"),
                    dealer.card("C-1").promises().get(0).escalations().stream()
                            .map(e -> e.deadline() + " " + e.level() + " " + Dealership.local(e.at())).toList());
        }
    }

    @Test
    void aPromiseForASaturdayIsBrokenWhenTheSaturdayIsOver() {
        try (Dealership dealer = Dealership.on("2026-03-18T10:00")) {
            dealer.happens("C-1", "interaction.logged", "channel", "phone", "outcome", "reached", "promise",
                    java.util.Map.of("text", "send the samples", "due", "2026-03-21"));
            dealer.until("2026-03-25T00:00");
            assertEquals("2026-03-20T09:00", Dealership.local(dealer.touch("C-1", "promise").due()));
            assertEquals(List.of("internal owner 2026-03-20T17:00", "promised manager 2026-03-23T09:00", "promised director 2026-03-24T09:00"),
                    dealer.card("C-1").promises().get(0).escalations().stream()
                            .map(e -> e.deadline() + " " + e.level() + " " + Dealership.local(e.at())).toList());
            assertTrue(dealer.letterBox.get(1).body().contains("期限：2026-03-21\n"), dealer.letterBox.get(1).body());
        }
    }

    @Test
    void aKeptPromiseAlertsNobody() {
        try (Dealership dealer = Dealership.on("2026-03-04T10:00")) {
            dealer.happens("C-1", "interaction.logged", "channel", "phone", "promise", java.util.Map.of("text", "send", "due", "2026-03-10"));
            dealer.until("2026-03-09T10:00").happens("C-1", "interaction.logged", "channel", "phone", "outcome", "reached", "touch",
                    dealer.touch("C-1", "promise").id());
            dealer.until("2026-03-20T00:00");
            Instant kept = dealer.card("C-1").promises().get(0).keptAt();
            assertEquals("2026-03-09T10:00", Dealership.local(kept));
            assertEquals(List.of(), dealer.card("C-1").promises().get(0).escalations());
        }
    }

    @Test
    void afterThreeDaysOfStandingStillTheDirectorAloneIsToldAndWhoWasPassedOver() {
        try (Dealership dealer = opened("2026-03-04T10:00", "normal")) {
            dealer.downUntil("2026-03-07T10:00");
            assertEquals(List.of("1 opened owner 2026-03-04T10:00", "1 solve director 2026-03-07T10:00"), dealer.alerts("K-1"));
            assertEquals(2, dealer.letterBox.size());
            String mail = dealer.letterBox.get(1).body();
            assertTrue(mail.contains("负责人（首次回复，2026-03-04 13:00）; 销售经理（首次回复，2026-03-04 14:00）; 负责人（解决，2026-03-05 17:00）; "
                    + "销售经理（解决，2026-03-05 18:00）"), mail);
            assertEquals(List.of("reply owner director", "reply manager director", "solve owner director", "solve manager director"),
                    passedOver(dealer));
            dealer.until("2026-03-20T00:00");
            assertEquals(2, dealer.letterBox.size());
        }
    }

    private static List<String> passedOver(Dealership dealer) {
        return dealer.decisions("C-1", "passed-over").stream()
                .sorted(Comparator.comparing(d -> d.detail().get("due").toString()))
                .map(d -> d.detail().get("deadline") + " " + d.detail().get("level") + " " + d.detail().get("told")).toList();
    }

    @Test
    void anAlertThatIsOnlyLateGoesToItsOwnLevelAndTheLadderGoesOnFromThere() {
        try (Dealership dealer = opened("2026-03-04T10:00", "normal")) {
            dealer.downUntil("2026-03-04T14:30");
            assertEquals(List.of("1 opened owner 2026-03-04T10:00", "1 reply manager 2026-03-04T14:30"), dealer.alerts("K-1"));
            assertEquals(List.of("reply owner manager"), passedOver(dealer));
            dealer.until("2026-03-10T00:00");
            assertEquals(List.of("1 reply director 2026-03-04T16:30", "1 solve owner 2026-03-05T17:00", "1 solve manager 2026-03-05T18:00",
                    "1 solve director 2026-03-06T11:00"), dealer.alerts("K-1").subList(2, 6));
        }
    }

    @Test
    void aLevelThatIsToldAboutTheLaterDeadlineIsNotToldAboutTheEarlierOneToo() {
        try (Dealership dealer = opened("2026-03-04T10:00", "normal")) {
            dealer.downUntil("2026-03-05T19:00");
            assertEquals(List.of("1 opened owner 2026-03-04T10:00", "1 solve manager 2026-03-05T19:00"), dealer.alerts("K-1"));
            assertEquals(List.of("reply owner manager", "reply manager manager", "solve owner manager"), passedOver(dealer));
        }
    }

    @Test
    void whoeverHasToHearOfAComplaintHearsOfItThoughItsDeadlinesHavePassedOnTheWay() {
        try (Dealership dealer = Dealership.on("2026-03-06T12:00")) {
            dealer.happened("2026-03-04T10:00", "C-1", "complaint.opened", "complaint", "K-1", "severity", "critical", "text", "x");
            assertEquals(List.of("opened manager", "opened owner", "solve director"), dealer.complaint("K-1").escalations().stream()
                    .map(e -> e.deadline() + " " + e.level()).sorted().toList());
            assertEquals(List.of("reply owner director", "reply manager director", "solve owner director", "solve manager director"),
                    passedOver(dealer));
            dealer.until("2026-03-20T00:00");
            assertEquals(4, dealer.letterBox.size(), "the manager's alert, which nobody acknowledged, went up as well");
        }
    }

    @Test
    void aSenderWhoseClockIsAheadDoesNotHoldUpTheFirstWord() {
        try (Dealership dealer = Dealership.on("2026-03-04T10:00")) {
            dealer.happened("2026-03-04T13:00", "C-1", "complaint.opened", "complaint", "K-1", "severity", "normal", "text", "x");
            assertEquals(List.of("1 opened owner 2026-03-04T10:00"), dealer.alerts("K-1"));
            deadlines(dealer, "2026-03-04T17:00", "2026-03-05T18:00");
        }
    }

    @Test
    void aPromiseThatWasBrokenWhileNobodyLookedGoesStraightToTheDirector() {
        try (Dealership dealer = Dealership.on("2026-03-04T10:00")) {
            dealer.happens("C-1", "interaction.logged", "channel", "phone", "outcome", "reached", "promise",
                    java.util.Map.of("text", "send the samples", "due", "2026-03-10"));
            dealer.downUntil("2026-03-13T10:00");
            assertEquals(List.of("promised director 2026-03-13T10:00"), dealer.card("C-1").promises().get(0).escalations().stream()
                    .map(e -> e.deadline() + " " + e.level() + " " + Dealership.local(e.at())).toList());
            assertEquals(List.of("internal owner director", "promised manager director"), passedOver(dealer));
        }
    }
}
