package dev.regard.routes.demo;

import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.decision.Language;
import dev.regard.engine.decision.Sentence;
import dev.regard.engine.decision.Terms;
import dev.regard.engine.decision.TierChange;
import dev.regard.engine.organisation.Person;
import dev.regard.engine.run.EngineView;
import dev.regard.engine.store.Records;
import dev.regard.engine.store.Records.DecisionFilter;
import dev.regard.engine.store.Records.Paging;
import dev.regard.engine.store.Records.TouchFilter;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Tells in plain words what to look at and what happened. */
public final class Story {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final List<String> TIERS = List.of("platinum", "gold", "iron", "lead");
    private static final int EXAMPLES = 6;

    private final EngineView engine;
    private final Language language;
    private final ZoneId zone;
    private final PrintWriter out;

    public Story(EngineView engine, Language language, PrintWriter out) {
        this.engine = engine;
        this.language = language;
        this.zone = engine.organisation().zone();
        this.out = out;
    }

    /**
     * Writes it all.
     *
     * @param from   when the days began that are told of
     * @param locked whether the API asks for a token
     */
    public void tell(String url, Instant from, boolean locked) {
        Instant to = engine.now();
        out.println();
        out.println(say(engine.organisation().company() + " deals in building materials. Its customers are made up; no message reaches anybody.",
                engine.organisation().company() + "，一家虚构的建材经销商；客户均为虚构，不会有任何消息真正发出。"));
        cast();
        lookAt(url);
        out.println();
        out.println(say("What happened from ", "经过的日子：") + minute(from) + say(" to ", " 至 ") + minute(to) + say("", "，发生了什么"));
        tiers(from, to);
        greetings(from, to);
        tasks(from, to);
        complaints(from, to);
        onward(url, to, locked);
        out.flush();
    }

    private void cast() {
        Map<String, Long> tiers = new TreeMap<>(engine.records().cardsByTier());
        long all = tiers.values().stream().mapToLong(Long::longValue).sum();
        List<String> parts = new ArrayList<>();
        for (String tier : TIERS) {
            parts.add(tiers.getOrDefault(tier, 0L) + " " + Terms.of(tier, language));
        }
        out.println(say(all + " customers: ", all + " 位客户：") + String.join(say(", ", "，"), parts) + say(".", "。"));
    }

    private void lookAt(String url) {
        out.println();
        out.println(say("Look at", "请看"));
        line(url + "/", say("today's contacts, and complaints with their time left", "今天的联系与投诉剩余时间"));
        line(url + "/customers?tier=platinum", say("the best customers", "最重要的客户"));
        line(url + "/complaints", say("open complaints and who was told", "未结投诉与已通知的人"));
        line(url + "/portfolio", say("who makes the sales", "销售额由谁贡献"));
        line(url + "/api/v1/decisions?type=tier", say("the same for programs, with table, row and facts", "供程序读取：表、行与事实"));
        latestRise().ifPresent(d -> line(url + "/customers/" + d.customer(), say("one customer, with the why of each decision", "一位客户，每个决定都有理由")));
    }

    private Optional<TierChange> latestRise() {
        return tierChanges(null, null).filter(change -> !"lead".equals(change.before())).reduce((first, second) -> second);
    }

    private void tiers(Instant from, Instant to) {
        // what the first look at the loaded company found is not news
        List<TierChange> moved = tierChanges(from.plusMillis(1), to.plusMillis(1)).sorted(Comparator.comparing(change -> TIERS.indexOf(change.after()))).toList();
        List<Decision> warned = decisions("tier-warning", from.plusMillis(1), to.plusMillis(1));
        title(say("Tiers: " + moved.size() + " customers moved, " + warned.size() + " were warned of a fall", "等级：" + moved.size() + " 位客户变动，" + warned.size() + " 位预警"));
        sentences(moved.stream().map(TierChange::decision).toList());
        sentences(warned);
    }

    private void greetings(Instant from, Instant to) {
        Map<String, List<Touch>> byOccasion = new TreeMap<>();
        for (Touch touch : touches(Touch.Status.SENT, from, to)) {
            if (touch.kind() == Touch.Kind.MESSAGE && touch.role().equals("greeting")) {
                byOccasion.computeIfAbsent(touch.occasion().split("/")[0], o -> new ArrayList<>()).add(touch);
            }
        }
        title(say("Greetings sent: ", "已发送的问候：") + byOccasion.values().stream().mapToInt(List::size).sum());
        byOccasion.forEach((occasion, sent) -> {
            out.println("  " + Terms.of(occasion, language) + say(": ", "：") + sent.size());
            sent.stream().limit(occasion.equals("birthday") ? EXAMPLES : 2).forEach(t ->
                    out.println("    " + minute(t.due()) + "  " + name(t.customer()) + say(": ", "：") + t.subject()));
        });
    }

    private void tasks(Instant from, Instant to) {
        List<Touch> tasks = touches(Touch.Status.SENT, from, to).stream().filter(t -> t.kind() == Touch.Kind.TASK).toList();
        Map<String, Long> how = new TreeMap<>();
        tasks.forEach(t -> how.merge(Terms.of(t.how().name().toLowerCase(Locale.ROOT), language), 1L, Long::sum));
        title(say("Tasks handed to colleagues, each with a script: ", "交给同事的任务（附话术）：") + tasks.size() + " " + how);
        tasks.stream().filter(t -> t.priority() >= 60).limit(EXAMPLES).forEach(t -> out.println("    " + minute(t.due()) + "  "
                + person(t.assignee()) + " → " + name(t.customer()) + say(": ", "：") + t.subject()));
    }

    private void complaints(Instant from, Instant to) {
        List<Decision> opened = decisions("complaint", from.plusMillis(1), to.plusMillis(1));
        List<Decision> told = decisions("escalation", from, to.plusMillis(1));
        Map<String, Long> levels = new TreeMap<>();
        told.forEach(d -> levels.merge(Terms.of(String.valueOf(d.detail().get("level")), language), 1L, Long::sum));
        title(say("Complaints: " + opened.size() + " opened; alerts about them and about promises: ", "投诉：新立 " + opened.size() + " 件；投诉与承诺的提醒：") + levels);
        List<Decision> up = told.stream().filter(d -> !"owner".equals(d.detail().get("level")) && !"promised".equals(d.detail().get("deadline"))).toList();
        for (Decision decision : up.subList(Math.max(0, up.size() - EXAMPLES), up.size())) {
            out.println("  " + minute(decision.at()) + "  " + name(decision.customer()) + say(" → ", " → ") + addressee(decision));
            out.println("    " + Sentence.of(decision, language, engine.organisation()));
        }
    }

    private String addressee(Decision decision) {
        String address = String.valueOf(decision.detail().get("to"));
        return engine.organisation().people().values().stream().filter(p -> p.email().equals(address)).findFirst()
                .map(p -> p.name() + " <" + address + ">").orElse(address);
    }

    private void onward(String url, Instant now, boolean locked) {
        out.println();
        out.println(say("Time stands still until it is moved. To let another week pass:", "时间静止，直到您移动它。再过一周："));
        out.println("  curl -X POST " + url + "/api/v1/clock -H 'Content-Type: application/json'"
                + (locked ? " -H \"Authorization: Bearer $REGARD_TOKEN\"" : "")
                + " -d '{\"advanceTo\":\"" + now.plus(Duration.ofDays(7)) + "\"}'");
        out.println(say("Ctrl-C ends the demo.", "按 Ctrl-C 结束演示。"));
    }

    private void title(String words) {
        out.println();
        out.println(words);
    }

    private void line(String url, String words) {
        out.println("  " + url + "  " + words);
    }

    private void sentences(List<Decision> decisions) {
        decisions.stream().limit(EXAMPLES).forEach(d -> {
            out.println("  " + minute(d.at()) + "  " + name(d.customer()));
            out.println("    " + Sentence.of(d, language, engine.organisation()));
        });
        if (decisions.size() > EXAMPLES) {
            out.println(say("  … and " + (decisions.size() - EXAMPLES) + " more", "  ……另有 " + (decisions.size() - EXAMPLES) + " 位"));
        }
    }

    private Stream<TierChange> tierChanges(Instant from, Instant to) {
        return decisions(TierChange.TYPE, from, to).stream().map(TierChange::of);
    }

    private List<Decision> decisions(String type, Instant from, Instant to) {
        return all(paging -> engine.records().decisions(new DecisionFilter(null, type, from, to), paging));
    }

    private List<Touch> touches(Touch.Status status, Instant from, Instant to) {
        return all(paging -> engine.records().touches(new TouchFilter(null, status, null, from, to.plusMillis(1)), paging));
    }

    private static <T> List<T> all(Function<Paging, Records.Page<T>> list) {
        List<T> all = new ArrayList<>();
        String after = null;
        do {
            Records.Page<T> page = list.apply(new Paging(Records.LONGEST_PAGE, after));
            all.addAll(page.items());
            after = page.after();
        } while (after != null);
        return all;
    }

    private String name(String customer) {
        Card card = engine.cards().load(List.of(customer)).get(customer);
        return (card == null ? customer : card.name() + " (" + customer + ")");
    }

    private String person(String id) {
        Person person = id == null ? null : engine.organisation().people().get(id);
        return person == null ? engine.organisation().fallbackAddress() : person.name();
    }

    private String minute(Instant at) {
        return MINUTE.format(at.atZone(zone));
    }

    private String say(String english, String chinese) {
        return language.pick(english, chinese);
    }
}
