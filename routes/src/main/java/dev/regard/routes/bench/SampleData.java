package dev.regard.routes.bench;

import dev.regard.engine.customer.Card;
import dev.regard.engine.decide.Engagement;
import dev.regard.engine.decide.Filed;
import dev.regard.engine.decide.Rulebook;
import dev.regard.engine.event.Event;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.store.Journal.Recorded;
import dev.regard.routes.demo.DemoFolder;
import dev.regard.routes.demo.SampleCompany;
import dev.regard.routes.settings.Settings;
import dev.regard.routes.wiring.Company;
import dev.regard.routes.wiring.RulesDesk;
import dev.regard.rules.RuleSetReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sample company and the shipped rules, as material to measure with. */
final class SampleData implements AutoCloseable {
    static final Instant NOW = SampleCompany.START;
    private final DemoFolder folder = DemoFolder.temporary(NOW);
    private final Organisation organisation;
    private final RuleSet rules;

    SampleData() {
        Settings settings = Settings.embedded(folder.path().resolve("rules"));
        organisation = Company.read(settings).organisation();
        rules = RuleSetReader.read(RulesDesk.shipped(), Optional.of(organisation)).ruleSet().orElseThrow();
    }

    /** Where a workload may write; {@link #close} removes it. */
    DemoFolder folder() {
        return folder;
    }

    RuleSet rules() {
        return rules;
    }

    Rulebook book() {
        return new Rulebook(rules, organisation);
    }

    Organisation organisation() {
        return organisation;
    }

    SampleCompany company() {
        return new SampleCompany(SampleCompany.SEED, NOW, organisation);
    }

    /** The events of the first customers' past, by customer. */
    Map<String, List<Recorded>> past(int customers) {
        Map<String, List<Recorded>> past = new LinkedHashMap<>();
        company().past(event -> {
            String id = event.subject().value();
            if (past.containsKey(id) || past.size() < customers) {
                past.computeIfAbsent(id, i -> new ArrayList<>()).add(recorded(event));
            }
        });
        return past;
    }

    /** The first customers' cards under a rulebook, as the engine keeps them at {@link #NOW}. */
    List<Card> cards(int customers, Rulebook book) {
        Engagement engagement = new Engagement(book);
        List<Card> cards = new ArrayList<>();
        past(customers).forEach((id, events) -> cards.add(engagement.apply(Card.blank(id, NOW), events, Filed.NOTHING, NOW).card()));
        return cards;
    }

    /** As the journal gives it. */
    static Recorded recorded(Event event) {
        return new Recorded(0, NOW, event);
    }

    @Override
    public void close() {
        folder.leave();
    }
}
