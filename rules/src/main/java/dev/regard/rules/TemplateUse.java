package dev.regard.rules;

import dev.regard.engine.rule.Row;
import dev.regard.engine.rule.Topic;
import dev.regard.rules.check.Place;
import dev.regard.rules.check.RuleProblem;
import dev.regard.rules.table.ReadTable;
import dev.regard.rules.template.Templates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Whether rows send customers what is written for them, and give callers what is written for callers. */
final class TemplateUse {
    private final Templates templates;
    private final List<RuleProblem> problems = new ArrayList<>();

    private TemplateUse(Templates templates) {
        this.templates = templates;
    }

    static List<RuleProblem> problems(Collection<ReadTable> tables, Templates templates) {
        TemplateUse use = new TemplateUse(templates);
        for (ReadTable read : tables) {
            if (read.table().topic() == Topic.RETRIES) {
                read.table().rows().forEach(row -> use.check(read, row, String.valueOf(row.results().get("how")), String.valueOf(row.results().getOrDefault("template", ""))));
            } else if (read.table().results().stream().anyMatch(r -> r.name().equals("cheerful"))) {
                read.table().rows().stream().filter(row -> read.table().topic() != Topic.TIER_REVIEW || row.results().containsKey("how"))
                        .forEach(row -> use.check(read, row, String.valueOf(row.results().getOrDefault("how", "call")), of(row)));
            }
        }
        return use.problems;
    }

    /** The name of the template that a row's contact takes. */
    static String of(Row row) {
        return String.valueOf(row.results().getOrDefault("template", row.role()));
    }

    private void check(ReadTable read, Row row, String how, String template) {
        Place place = read.result(row.line(), "template");
        if (how.equals("message") && templates.areScripts(template)) {
            problems.add(place.error("'" + template + "' is a script for whoever calls: as a message the customer would read it"));
        } else if (how.equals("message") && template.isEmpty()) {
            problems.add(place.warning("no template is named: the customer would get the script of the call as a message"));
        } else if ((how.equals("call") || how.equals("visit")) && templates.areLetters(template)) {
            problems.add(place.warning("'" + template + "' is a letter to the customer, no script for a " + how));
        }
    }
}
