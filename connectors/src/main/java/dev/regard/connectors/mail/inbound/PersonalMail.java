package dev.regard.connectors.mail.inbound;

import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import dev.regard.engine.event.Event;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person's mail becomes one {@code mail.received}; what machines write becomes nothing. */
public final class PersonalMail implements Correspondence {
    private static final Pattern ANSWER = Pattern.compile("(?i)^\\s*(re|aw|fw|fwd|wg|回复|答复|转发)\\s*(\\[\\d+])?\\s*[:：].*");
    private static final int MOST_ANSWERS = 20;

    private final Classifier classifier;
    private final SenderProof proof;
    private final Pattern ours;

    /**
     * @param address    the one that our mails come from
     * @param authServer the authserv-id (RFC 8601) of the server whose verdict on senders is believed; empty where none is
     */
    public PersonalMail(String address, Optional<String> authServer) {
        this.classifier = new Classifier(address);
        this.proof = new SenderProof(authServer);
        this.ours = Pattern.compile("<([A-Za-z0-9_-]{1,64})@" + Pattern.quote(address.substring(address.indexOf('@') + 1)) + ">", Pattern.CASE_INSENSITIVE);
    }

    @Override
    public List<Event> events(InboundMail mail) {
        Classified told = classifier.classify(mail);
        Optional<CustomerKey> sender = mail.from().flatMap(CustomerKey::email);
        if (told.kind() != MailKind.HUMAN || sender.isEmpty()) {
            return List.of();
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("from", mail.from().get());
        data.put("subject", mail.subject());
        data.put("text", said(mail));
        mail.first("message-id").ifPresent(id -> data.put("messageId", id.strip()));
        Optional<String> proven = proof.of(mail);
        data.put("proven", proven.isPresent());
        proven.ifPresent(how -> data.put("provenBy", how));
        List<String> answers = answers(mail);
        if (!answers.isEmpty()) {
            data.put("answers", answers);
        }
        return List.of(new Event("mail", mail.content(), "mail.received", mail.arrived(), sender.get(), new Data(data)));
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
