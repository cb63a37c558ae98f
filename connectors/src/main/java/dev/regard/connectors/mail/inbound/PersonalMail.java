package dev.regard.connectors.mail.inbound;

import dev.regard.connectors.mail.ReturnPath;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import dev.regard.engine.event.EventType;
import dev.regard.engine.event.Texts;
import dev.regard.engine.outbox.Tokens;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A person's mail becomes one {@code mail.received}, or the acknowledgement of the alert that it answers; a mail of ours that came back becomes a
 * {@code mail.bounced}. Of both only a token that this installation has signed says which of our mails they are about, so that nobody can make
 * up either. What other machines write becomes nothing.
 */
public final class PersonalMail implements Correspondence {
    private static final Logger LOG = LoggerFactory.getLogger(PersonalMail.class);
    private static final Pattern ANSWER = Pattern.compile("(?i)^\\s*(re|aw|fw|fwd|wg|回复|答复|转发)\\s*(\\[\\d+])?\\s*[:：].*");
    private static final int MOST_ANSWERS = 20;
    private static final int MOST_LISTED = 20;
    private static final int LONGEST_WRITER = 300;
    private static final int LONGEST_QUOTE = 4_000;
    private static final int LONGEST_BELOW = 20_000;
    private static final List<String> ADDRESSED = List.of("to", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "cc");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;:\"()]+@[^\\s<>,;:\"()]+");
    private static final Pattern MARK = Pattern.compile("(?im)^" + Pattern.quote(ReturnPath.MARK) + ":\\s*(\\S+)");

    private final Classifier classifier;
    private final SenderProof proof;
    private final Pattern ours;
    private final Tokens tokens;
    private final Function<String, Optional<Dispatch>> sent;

    /**
     * @param address    the one that our mails come from
     * @param authServer the authserv-id (RFC 8601) of the server whose verdict on senders is believed; empty where none is
     * @param tokens     reads what our mails carry
     * @param sent       a mail of ours by its id
     */
    public PersonalMail(String address, Optional<String> authServer, Tokens tokens, Function<String, Optional<Dispatch>> sent) {
        this.tokens = tokens;
        this.sent = sent;
        this.classifier = new Classifier(address);
        this.proof = new SenderProof(authServer);
        this.ours = Pattern.compile("<([A-Za-z0-9_-]{1,64})@" + Pattern.quote(address.substring(address.indexOf('@') + 1)) + ">", Pattern.CASE_INSENSITIVE);
    }

    @Override
    public List<Event> events(InboundMail mail) {
        Classified told = classifier.classify(mail);
        Optional<Event> event = switch (told.kind()) {
            case HUMAN -> personal(mail);
            case BOUNCE -> bounced(mail);
            default -> Optional.empty();
        };
        if (event.isEmpty()) {
            LOG.info("a mail means nothing, {}: {}; SHA-256 {}", told.kind(), told.reason(), mail.content());
        }
        return event.stream().toList();
    }

    private Optional<Event> bounced(InboundMail mail) {
        return known(Stream.concat(addressed(mail), marks(mail))).flatMap(dispatch -> Bounce.of(mail).map(bounce -> {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("dispatch", dispatch.id());
            data.put("status", bounce.status());
            data.put("stops", bounce.stops());
            data.put("text", bounce.words());
            return event(mail, EventType.MAIL_BOUNCED, customer(dispatch), data);
        }));
    }

    private Optional<Event> personal(InboundMail mail) {
        Optional<Dispatch> about = known(addressed(mail));
        Optional<Dispatch> alert = about.filter(Dispatch::alert).or(() -> alertAnsweredBy(mail));
        if (alert.isPresent()) {
            return Optional.of(event(mail, EventType.ESCALATION_ACKNOWLEDGED, null, Map.of("escalation", alert.get().about())));
        }
        CustomerKey who = about.map(PersonalMail::customer).or(() -> mail.from().flatMap(CustomerKey::email)).orElseGet(() -> nobodyKnown(mail));
        return Optional.of(received(mail, who, about));
    }

    /** A mail whose sender cannot be made out gets a card of its own: a person finds out whose it is. */
    private static CustomerKey nobodyKnown(InboundMail mail) {
        return new CustomerKey(CustomerKey.Kind.EXT, "mail/" + mail.content().substring(0, 20));
    }

    /** The address, else whatever the mail says of who wrote it. */
    private static String writer(InboundMail mail) {
        return mail.from().or(() -> Stream.of("from", "reply-to", "sender", "return-path").flatMap(header -> mail.all(header).stream()).map(String::strip)
                .filter(said -> !said.isEmpty() && !said.equals("<>")).findFirst()).map(said -> Texts.cut(said, LONGEST_WRITER)).orElse("?");
    }

    /** Who answers an alert has read it; that it is the one who got it must be proven, since the name of a mail is no secret. */
    private Optional<Dispatch> alertAnsweredBy(InboundMail mail) {
        return answers(mail).stream().map(sent).flatMap(Optional::stream).findFirst().filter(Dispatch::alert)
                .filter(d -> mail.from().filter(d.recipient()::equalsIgnoreCase).isPresent() && proof.of(mail).isPresent());
    }

    private Event received(InboundMail mail, CustomerKey who, Optional<Dispatch> about) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("from", writer(mail));
        data.put("subject", mail.subject());
        data.put("text", said(mail));
        mail.first("message-id").ifPresent(id -> data.put("messageId", id.strip()));
        Optional<String> proven = proof.of(mail);
        data.put("proven", proven.isPresent());
        proven.ifPresent(how -> data.put("provenBy", how));
        if (proof.isAsked()) {
            data.put("judged", true);
        }
        if (!mail.quoted().isBlank()) {
            data.put("quoted", Texts.cut(mail.quoted(), LONGEST_QUOTE));
        }
        if (!mail.below().isBlank()) {
            data.put("below", Texts.cut(mail.below(), LONGEST_BELOW));
        }
        putUnlessEmpty(data, "attachments", mail.parts().stream().map(PersonalMail::attached).limit(MOST_LISTED).toList());
        putUnlessEmpty(data, "problems", mail.problems().stream().limit(MOST_LISTED).toList());
        Set<String> answers = new LinkedHashSet<>();
        about.ifPresent(dispatch -> answers.add(dispatch.id()));
        answers.addAll(answers(mail));
        putUnlessEmpty(data, "answers", List.copyOf(answers));
        return event(mail, EventType.MAIL_RECEIVED, who, data);
    }

    private static void putUnlessEmpty(Map<String, Object> data, String field, List<String> values) {
        if (!values.isEmpty()) {
            data.put(field, values);
        }
    }

    private static String attached(InboundMail.Part part) {
        return (part.name().isEmpty() ? part.type() : part.name()) + " (" + Math.max(1, part.size() / 1024) + " KB)";
    }

    private static Event event(InboundMail mail, EventType type, CustomerKey who, Map<String, Object> data) {
        return new Event("mail", mail.content(), type.typeName(), mail.arrived(), who, new Data(data));
    }

    private static CustomerKey customer(Dispatch dispatch) {
        return new CustomerKey(CustomerKey.Kind.ID, dispatch.customer());
    }

    /** The first mail of ours that we signed one of the tokens for. */
    private Optional<Dispatch> known(Stream<String> candidates) {
        return candidates.limit(MOST_ANSWERS).map(tokens::dispatch).flatMap(Optional::stream).map(sent).flatMap(Optional::stream).findFirst();
    }

    private static Stream<String> addressed(InboundMail mail) {
        return ADDRESSED.stream().flatMap(header -> mail.all(header).stream()).flatMap(PersonalMail::addresses).map(ReturnPath::token).flatMap(Optional::stream);
    }

    /** In the head of the mail that came back. */
    private static Stream<String> marks(InboundMail mail) {
        return Stream.concat(mail.parts().stream().map(InboundMail.Part::text), Stream.of(mail.text(), mail.quoted(), mail.below()))
                .flatMap(text -> MARK.matcher(text).results().map(found -> found.group(1)));
    }

    private static Stream<String> addresses(String header) {
        return ADDRESS.matcher(header).results().map(MatchResult::group);
    }

    /** The subject of an answer repeats our words and not the customer's. */
    private static String said(InboundMail mail) {
        return ANSWER.matcher(mail.subject()).matches() || mail.subject().isBlank() ? mail.text() : mail.subject() + "\n" + mail.text();
    }

    /** The names of our dispatches that the mail says it answers, the nearest first. */
    private List<String> answers(InboundMail mail) {
        Set<String> found = new LinkedHashSet<>();
        for (String header : List.of("in-reply-to", "references")) {
            List<String> here = new java.util.ArrayList<>();
            for (String value : mail.all(header)) {
                Matcher id = ours.matcher(value);
                while (id.find()) {
                    here.add(0, id.group(1));
                }
            }
            found.addAll(here);
        }
        return found.stream().limit(MOST_ANSWERS).toList();
    }
}
