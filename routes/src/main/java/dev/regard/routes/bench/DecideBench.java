package dev.regard.routes.bench;

import dev.regard.engine.customer.Card;
import dev.regard.engine.decide.Engagement;
import dev.regard.engine.decide.Filed;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.rule.Decider;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.rule.Topic;
import dev.regard.engine.store.Journal.Recorded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An evaluation is one question to one table, answered with all its rows. The questions are those that the engine itself asked while it
 * brought the sample company's customers to date and woke each of them a week later: tier, stage, occasions, revisits, rhythm, permission, caps.
 */
final class DecideBench {
    private static final double NANOS_A_SECOND = 1e9;
    private static final int PIECES = 10;
    private static final long A_TOPIC_NANOS = 300_000_000;

    private DecideBench() { }

    private record Asked(Topic topic, Facts facts) { }

    static BenchResult run(int size, int seconds) {
        try (SampleData data = new SampleData()) {
            List<Asked> questions = questions(data, size);
            Decider drools = data.rules().decider();
            Decider byHand = new ByHand(data.rules().tables());
            questions.forEach(q -> agree(q, drools, byHand));
            Latencies warm = new Latencies();
            // both are warmed up before either is measured, and measured in turns
            measure(questions, drools, Math.max(1, seconds / 2), warm);
            measure(questions, byHand, 1, warm);
            Latencies took = new Latencies();
            double[] rates = new double[2];
            for (int i = 0; i < PIECES; i++) {
                rates[0] += measure(questions, drools, seconds / (double) PIECES, took) / PIECES;
                rates[1] += measure(questions, byHand, seconds / 2.0 / PIECES, warm) / PIECES;
            }
            Map<String, Double> stages = new LinkedHashMap<>();
            stages.put("ratio", rates[1] / rates[0]);
            stages.put("questions recorded", (double) questions.size());
            byTopic(questions, drools, stages);
            return new BenchResult("decide", rates[0], "evaluations/s", took.p99Millis(), rates[1], stages);
        }
    }

    /** What the engine asks, without the tables that are not written by hand (lexicon, deadlines and other rare ones). */
    private static List<Asked> questions(SampleData data, int customers) {
        List<Asked> asked = new ArrayList<>();
        RuleSet rules = data.rules();
        Decider recording = (topic, facts) -> {
            if (ByHand.TOPICS.contains(topic)) {
                asked.add(new Asked(topic, facts));
            }
            return rules.evaluate(topic, facts);
        };
        Rulebook book = new Rulebook(new RuleSet(rules.version(), rules.tables(), recording, rules.wording(), rules.festivals(), rules.holidays()),
                data.organisation());
        Engagement engagement = new Engagement(book);
        Map<String, List<Recorded>> past = data.past(customers);
        past.forEach((id, events) -> {
            Card card = engagement.apply(Card.blank(id, SampleData.NOW), events, Filed.NOTHING, SampleData.NOW).card();
            engagement.wake(card, SampleData.NOW.plus(Duration.ofDays(7)));
        });
        return asked;
    }

    private static void agree(Asked question, Decider drools, Decider byHand) {
        List<Match> answer = drools.evaluate(question.topic(), question.facts());
        List<Match> other = byHand.evaluate(question.topic(), question.facts());
        List<String> keys = answer.stream().map(m -> m.row().key()).toList();
        List<String> others = other.stream().map(m -> m.row().key()).toList();
        if (!keys.equals(others)) {
            throw new IllegalStateException(question.topic() + ": the tables say " + keys + ", the hand-written ones " + others
                    + "; the floor is that of the shipped rule set only");
        }
    }

    private static double measure(List<Asked> questions, Decider decider, double seconds, Latencies took) {
        long begin = System.nanoTime();
        long end = begin + (long) (seconds * NANOS_A_SECOND);
        long done = 0;
        long rows = 0;
        long last = begin;
        while (last < end) {
            Asked asked = questions.get((int) (done % questions.size()));
            rows += decider.evaluate(asked.topic(), asked.facts()).size();
            done++;
            // reading the clock costs little against an answer of Drools, and much against one by hand
            if (done % 16 == 0) {
                long start = System.nanoTime();
                Asked timed = questions.get((int) (done % questions.size()));
                rows += decider.evaluate(timed.topic(), timed.facts()).size();
                last = System.nanoTime();
                took.add(last - start);
                done++;
            }
        }
        if (rows == 0) {
            throw new IllegalStateException("no question was answered");
        }
        return done * NANOS_A_SECOND / (last - begin);
    }

    private static void byTopic(List<Asked> questions, Decider drools, Map<String, Double> stages) {
        Map<Topic, List<Asked>> topics = new EnumMap<>(Topic.class);
        questions.forEach(q -> topics.computeIfAbsent(q.topic(), t -> new ArrayList<>()).add(q));
        topics.forEach((topic, asked) -> {
            long start = System.nanoTime();
            long done = 0;
            for (long now = start; now - start < A_TOPIC_NANOS; now = System.nanoTime()) {
                asked.forEach(q -> drools.evaluate(q.topic(), q.facts()));
                done += asked.size();
            }
            double micros = (System.nanoTime() - start) / 1e3 / done;
            stages.put(topic.tableName() + " us each", micros);
            stages.put(topic.tableName() + " share of questions", asked.size() / (double) questions.size());
        });
    }
}
