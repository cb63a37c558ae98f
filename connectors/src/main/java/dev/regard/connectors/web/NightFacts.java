package dev.regard.connectors.web;

import dev.regard.engine.decision.Decision;
import dev.regard.engine.decision.Language;
import dev.regard.engine.decision.Terms;
import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Condition;
import dev.regard.engine.rule.DecisionTable;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.RuleSet;
import dev.regard.engine.rule.Topic;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The facts of a customer with the place among all buyers, which a night alone works out: as the last decision about the class noted it.
 *
 * @param facts   the same where the table does not ask for the place, or it was taken for granted
 * @param decided about the class, when its facts were asked for; empty too where no night decided anything
 * @param noted   what was taken from that decision
 * @param unknown what the table asks for and the decision does not say: what answers cannot be told then
 */
record NightFacts(Facts facts, Optional<Decision> decided, Set<Attribute> noted, Set<Attribute> unknown) {
    private static final Set<Attribute> OF_THE_NIGHT = EnumSet.of(Attribute.CUMULATED_SHARE, Attribute.RANK_SHARE);

    /** What a looking up of the last decision about the class gives. */
    interface LastClass {
        Optional<Decision> get();
    }

    static NightFacts of(DecisionTable table, RuleSet rules, Facts facts, LastClass last) {
        Set<Attribute> asked = asked(table, rules).filter(fact -> facts.get(fact) == null).collect(Collectors.toCollection(() -> EnumSet.noneOf(Attribute.class)));
        Optional<Decision> decided = asked.isEmpty() ? Optional.empty() : last.get();
        Facts all = facts;
        Set<Attribute> noted = EnumSet.noneOf(Attribute.class);
        for (Attribute fact : asked) {
            Optional<BigDecimal> value = decided.flatMap(decision -> noted(decision, fact));
            if (value.isPresent()) {
                all = all.with(fact, value.get());
                noted.add(fact);
            }
        }
        asked.removeAll(noted);
        return new NightFacts(all, decided, noted, asked);
    }

    private static Stream<Attribute> asked(DecisionTable table, RuleSet rules) {
        return table.topic() != Topic.ABC && table.topic() != Topic.VITAL ? Stream.of()
                : rules.deciding(table.topic()).stream().flatMap(t -> t.rows().stream()).flatMap(row -> row.conditions().stream()).map(Condition::attribute)
                        .filter(OF_THE_NIGHT::contains);
    }

    private static Optional<BigDecimal> noted(Decision decision, Attribute fact) {
        return decision.because().stream().map(reason -> reason.facts().get(fact.key())).filter(BigDecimal.class::isInstance).map(BigDecimal.class::cast).findFirst();
    }

    /** Of which night the facts are, and which ones nobody knows. */
    List<String> notes(Language spoken) {
        return Stream.of(noted, unknown).filter(facts -> !facts.isEmpty()).map(facts -> (facts == noted ? spoken.pick("%s is that of the night that decided last: %s", "%s 取自最近作出决定的夜间计算：%s")
                : spoken.pick("%s is known only at night, so what answers cannot be told: %s", "%s 只有夜间计算时才知道，无法判断哪一行符合：%s")).formatted(names(facts, spoken), decision(spoken))).toList();
    }

    private static String names(Set<Attribute> facts, Language spoken) {
        return facts.stream().map(fact -> spoken.pick(fact.english(), fact.chinese())).collect(Collectors.joining(spoken.pick(", ", "、")));
    }

    private String decision(Language spoken) {
        return decided.map(d -> spoken.pick("class %s, %s, decided at %s by %s", "ABC 类 %s，%s，%s 由 %s 决定").formatted(
                Optional.ofNullable(d.detail().get("after")).map(name -> Terms.of(String.valueOf(name), spoken)).orElse("-"),
                Boolean.TRUE.equals(d.detail().get("vital")) ? spoken.pick("of the vital few", "属于关键少数") : spoken.pick("not of the vital few", "不属于关键少数"), d.at(), d.ruleSet()))
                .orElse(spoken.pick("no night has decided about the customer", "夜间计算尚未对该客户作出决定"));
    }
}
