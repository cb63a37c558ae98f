package dev.regard.rules.template;

import dev.regard.engine.rule.Wording.Text;
import dev.regard.engine.rule.Wording.Variant;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One wording that was read without an error.
 *
 * @param use what it is for, as far as it shows
 */
record Template(Variant variant, int order, com.samskivert.mustache.Template subject, com.samskivert.mustache.Template body, Use use) {

    enum Use {
        /** Says how a call is opened, or how the customer is to be taken. */
        SCRIPT,
        /** Says how to have no more such letters. */
        LETTER,
        OTHER
    }

    private static final Pattern GAPS = Pattern.compile("[\\p{Cntrl}\\p{Z}]+");

    Text text(Map<String, Object> facts) {
        return new Text(GAPS.matcher(subject.execute(facts)).replaceAll(" ").strip(), body.execute(facts));
    }
}
