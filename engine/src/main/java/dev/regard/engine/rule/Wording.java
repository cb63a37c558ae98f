package dev.regard.engine.rule;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The templates of a rule set. */
public interface Wording {

    /**
     * The variants of a template in the language that fits best: the language itself, its base ({@code zh} for {@code zh-CN}),
     * then the rule set's first language. Empty when there is no such template at all.
     */
    List<Variant> variants(String template, String language);

    /** Fills the variant's blanks. A name that the facts do not have leaves nothing behind. */
    Text render(Variant variant, Map<String, Object> facts);

    /** The same with facts that are put together only if somebody will read them. */
    default Text render(Variant variant, Supplier<Map<String, Object>> facts) {
        return render(variant, facts.get());
    }

    /** The same variants with nothing in them, where nobody will read what is written. */
    default Wording blank() {
        Wording worded = this;
        return new Wording() {
            @Override
            public List<Variant> variants(String template, String language) {
                return worded.variants(template, language);
            }

            @Override
            public Text render(Variant variant, Map<String, Object> facts) {
                return new Text("", "");
            }

            @Override
            public Text render(Variant variant, Supplier<Map<String, Object>> facts) {
                return new Text("", "");
            }
        };
    }

    /** One wording of a template; the key names it for ever ({@code zh/birthday-greeting/2}). */
    record Variant(String key, String template, String language) { }

    /** What a person reads. The subject is one line; it is empty for scripts. */
    record Text(String subject, String body) { }
}
