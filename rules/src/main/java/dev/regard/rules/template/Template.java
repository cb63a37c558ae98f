package dev.regard.rules.template;

import dev.regard.engine.rule.Wording.Text;
import dev.regard.engine.rule.Wording.Variant;
import java.util.Map;

/** One wording that was read without an error. */
record Template(Variant variant, int order, com.samskivert.mustache.Template subject, com.samskivert.mustache.Template body) {

    Text text(Map<String, Object> facts) {
        return new Text(subject.execute(facts).replaceAll("[\\p{Cntrl}\\p{Z}]+", " ").strip(), body.execute(facts));
    }
}
