package dev.regard.routes.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds what the mail server has kept against what the program says it has sent, and against what the model allows. */
final class MailVerdict {
    private static final String TWICE = "no message to a customer twice";
    private static final String SENT = "a message that counts as sent was sent";
    private static final String UNSENT = "a message that was sent counts as sent, or as uncertain";
    private static final String DOUBT = "a message is uncertain only where it is";
    private static final String ALERTS = "each alert was sent at least once, under one Message-ID";
    private static final String LATE = "alerts in time";
    private static final Pattern COMPLAINT = Pattern.compile("KC-\\d{5}");
    private static final Duration WHILE_RUNNING = Duration.ofSeconds(60);
    private static final Duration AFTER_A_RESTART = Duration.ofSeconds(120);
    /** That a message was handed over. */
    private static final Duration FILED_BY_THEN = Duration.ofSeconds(60);

    private final Answers answers;
    private final Scars scars;
    private final Map<String, List<Mail>> toCustomers;
    private final Map<String, List<Mail>> toColleagues;
    private int cutOff;
    private int neverHeardOf;
    private final Set<String> troubled;
    private final Set<String> doubtful;

    MailVerdict(Answers answers, MailSink sink, Scars scars) {
        this(answers, sink, List.of(), scars);
    }

    /** @param others that another way out has kept */
    MailVerdict(Answers answers, MailSink sink, List<Mail> others, Scars scars) {
        this.answers = answers;
        this.scars = scars;
        troubled = sink.troubled().stream().map(MailVerdict::name).collect(Collectors.toSet());
        doubtful = sink.doubtful().stream().map(MailVerdict::name).collect(Collectors.toSet());
        Map<Boolean, List<Mail>> both = Stream.concat(sink.kept().stream(), others.stream())
                .collect(Collectors.partitioningBy(m -> m.to().endsWith("@customer.example")));
        toCustomers = both.get(true).stream().collect(Collectors.groupingBy(m -> name(m.id())));
        toColleagues = both.get(false).stream().collect(Collectors.groupingBy(m -> name(m.id())));
    }

    private static String name(String messageId) {
        return messageId.substring(1, messageId.indexOf('@'));
    }

    void pass(Map<String, Integer> mostMessages, Map<String, Long> openedAt) {
        messages(mostMessages);
        alerts();
        latest(openedAt);
    }

    private void messages(Map<String, Integer> most) {
        scars.checked(TWICE, toCustomers.values().stream().mapToInt(List::size).sum());
        toCustomers.values().stream().filter(copies -> copies.size() > 1).forEach(copies -> scars.violation(TWICE, copies.size() + " times: " + head(copies.get(0))));
        // and without believing in the ids
        Set<List<String>> contents = new HashSet<>();
        Map<String, Integer> received = new HashMap<>();
        toCustomers.values().forEach(copies -> copies.forEach(m -> {
            received.merge(m.to(), 1, Integer::sum);
            if (!contents.add(List.of(m.to(), m.subject(), m.body()))) {
                scars.violation(TWICE, "in the same words: " + head(m));
            }
        }));
        received.forEach((who, count) -> {
            if (count > most.getOrDefault(who, 0)) {
                scars.violation(TWICE, who + " got " + count + " and is owed " + most.get(who));
            }
        });
        Set<String> known = new HashSet<>();
        int uncertain = 0;
        for (List<JsonNode> touches : answers.touches().values()) {
            for (JsonNode touch : touches) {
                if (touch.get("kind").asText().equals("message")) {
                    known.add(touch.get("id").asText());
                    uncertain += message(touch) ? 1 : 0;
                }
            }
        }
        toCustomers.keySet().stream().filter(id -> !known.contains(id)).forEach(id -> scars.violation(UNSENT, "of no contact: " + head(toCustomers.get(id).get(0))));
        scars.checked(DOUBT, uncertain);
        if (cutOff > scars.cutOffs()) {
            scars.violation(DOUBT, cutOff + " are uncertain by the death of the sender alone, and so many deaths may have cut one off: " + scars.cutOffs());
        }
        scars.note("messages", toCustomers.size() + " kept by the mail server, " + uncertain + " listed as uncertain, " + cutOff + " by the death of the sender alone ("
                + neverHeardOf + " never kept); deaths that may have cut one off: " + scars.cutOffs());
    }

    /** True when it is uncertain. */
    private boolean message(JsonNode touch) {
        int copies = toCustomers.getOrDefault(touch.get("id").asText(), List.of()).size();
        String status = touch.get("status").asText();
        if (status.equals("sent")) {
            scars.checked(SENT, 1);
            if (copies == 0) {
                scars.violation(SENT, "not at the mail server: " + touch);
            }
        } else if (!status.equals("uncertain")) {
            scars.checked(UNSENT, 1);
            if (copies > 0) {
                scars.violation(UNSENT, copies + " at the mail server: " + touch);
            }
        } else {
            uncertain(touch, toCustomers.getOrDefault(touch.get("id").asText(), List.of()));
        }
        return status.equals("uncertain");
    }

    /** The server hung up on it, or its sender died right after it was kept, or before its end, as one message does for a death. */
    private void uncertain(JsonNode touch, List<Mail> copies) {
        if (!touch.path("heldBecause").asText().startsWith("may have been sent")) {
            scars.violation(DOUBT, "without a word of what is known: " + touch);
        }
        if (!doubtful.contains(touch.get("id").asText())) {
            cutOff++;
            neverHeardOf += copies.isEmpty() ? 1 : 0;
            if (!copies.isEmpty() && copies.stream().noneMatch(mail -> scars.deathBetween(mail.nanos(), mail.nanos() + FILED_BY_THEN.toNanos()))) {
                scars.violation(DOUBT, "kept and said so, and nobody died: " + touch);
            }
        }
    }

    private void alerts() {
        int repeated = 0;
        Map<String, Set<String>> idsByComplaint = new HashMap<>();
        toColleagues.forEach((id, copies) -> {
            Matcher complaint = COMPLAINT.matcher(copies.get(0).body());
            if (complaint.find()) {
                idsByComplaint.computeIfAbsent(complaint.group(), c -> new HashSet<>()).add(id);
            } else {
                scars.violation(ALERTS, "about nothing known: " + head(copies.get(0)));
            }
        });
        for (List<JsonNode> complaints : answers.complaints().values()) {
            for (JsonNode complaint : complaints) {
                Set<String> open = idsByComplaint.getOrDefault(complaint.get("id").asText(), new HashSet<>());
                for (JsonNode alert : complaint.get("escalations")) {
                    scars.checked(ALERTS, 1);
                    repeated += alert(complaint, alert, open) ? 1 : 0;
                }
                open.forEach(id -> scars.violation(ALERTS, "under another id: " + head(toColleagues.get(id).get(0))));
            }
        }
        scars.note("alerts", toColleagues.size() + " sent, " + repeated + " of them more than once");
    }

    /** True when it was sent more than once. */
    private boolean alert(JsonNode complaint, JsonNode alert, Set<String> open) {
        List<Mail> copies = toColleagues.getOrDefault(alert.get("id").asText(), List.of());
        open.remove(alert.get("id").asText());
        if (copies.isEmpty()) {
            scars.violation(ALERTS, "never sent: " + complaint.get("id").asText() + " " + alert);
            return false;
        }
        if (!copies.stream().allMatch(m -> m.to().equals(alert.get("to").asText()))) {
            scars.violation(ALERTS, "not to " + alert.get("to").asText() + ": " + head(copies.get(0)));
        }
        Duration late = Duration.between(Instant.parse(alert.get("at").asText()), copies.get(0).date());
        if (!troubled.contains(alert.get("id").asText())) {
            scars.checked(LATE, 1);
            if (late.compareTo(AFTER_A_RESTART) > 0) {
                scars.violation(LATE, late + " by the program's clock: " + head(copies.get(0)));
            }
        }
        return copies.size() > 1;
    }

    /** By the wall clock: from the acknowledgement of a complaint to the alert that says so. */
    private void latest(Map<String, Long> openedAt) {
        long longest = 0;
        for (List<JsonNode> complaints : answers.complaints().values()) {
            for (JsonNode complaint : complaints) {
                JsonNode first = complaint.get("escalations").get(0);
                List<Mail> copies = toColleagues.getOrDefault(first == null ? "" : first.get("id").asText(), List.of());
                if (!copies.isEmpty() && !troubled.contains(first.get("id").asText())) {
                    longest = Math.max(longest, waited(complaint.get("id").asText(), openedAt.get(complaint.get("id").asText()), copies.get(0).nanos()));
                }
            }
        }
        scars.note("alert after the acknowledgement of a complaint, or after the restart that lay between", "at most " + longest / 1_000_000 + " ms");
    }

    private long waited(String complaint, long opened, long told) {
        boolean died = scars.deathBetween(opened, told);
        long waited = told - (died ? Math.max(opened, scars.readyBefore(told)) : opened);
        scars.checked(LATE, 1);
        if (waited > (died ? AFTER_A_RESTART : WHILE_RUNNING).toNanos()) {
            scars.violation(LATE, Duration.ofNanos(waited) + (died ? " after a restart: " : ": ") + complaint);
        }
        return waited;
    }

    private static String head(Mail mail) {
        return mail.id() + " to " + mail.to() + ": " + mail.subject();
    }
}
