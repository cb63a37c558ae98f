package dev.regard.rules.template;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.MustacheParseException;
import com.samskivert.mustache.Template;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Mustache as far as templates use it: blanks and sections. A name is looked up in maps only, never in the methods or fields
 * of an object; nothing is escaped, since mails and scripts are plain text; a name without a value leaves nothing.
 */
final class Blanks {
    private static final Mustache.Compiler COMPILER = Mustache.compiler().escapeHTML(false).defaultValue("").emptyStringIsFalse(true)
            .withCollector(new MapsOnly())
            .withFormatter(value -> value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value));

    private Blanks() { }

    /** Refuses what is not well-formed, and tags that include other files or change the tags themselves. */
    static Template compile(String text) throws MustacheException {
        if (text.contains("{{=")) {
            throw new MustacheParseException("the tags {{ }} can not be changed");
        }
        Template template = COMPILER.compile(text);
        names(template);
        return template;
    }

    /** The names that the template asks for. */
    static Set<String> names(Template template) {
        Set<String> names = new TreeSet<>();
        template.visit(new Names(names));
        return names;
    }

    private record Names(Set<String> names) implements Mustache.Visitor {

        @Override
        public void visitText(String text) {
            if (text.contains("{{") || text.contains("}}")) {
                throw new MustacheParseException("{{ and }} do not come in pairs");
            }
        }

        @Override
        public void visitVariable(String name) {
            names.add(name);
        }

        @Override
        public boolean visitSection(String name) {
            return names.add(name) || true;
        }

        @Override
        public boolean visitInvertedSection(String name) {
            return names.add(name) || true;
        }

        @Override
        public boolean visitInclude(String name) {
            throw new MustacheParseException("a template can not include another one, as {{>" + name + "}} asks");
        }

        @Override
        public boolean visitParent(String name) {
            return visitInclude(name);
        }

        @Override
        public boolean visitBlock(String name) {
            return visitInclude(name);
        }
    }

    private static final class MapsOnly implements Mustache.Collector {

        @Override
        public Iterator<?> toIterator(Object value) {
            return value instanceof Iterable<?> items ? items.iterator() : null;
        }

        @Override
        public Mustache.VariableFetcher createFetcher(Object context, String name) {
            return context instanceof Map<?, ?> ? MapsOnly::valueIn : null;
        }

        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new ConcurrentHashMap<>();
        }

        private static Object valueIn(Object context, String name) {
            Map<?, ?> map = (Map<?, ?>) context;
            return map.containsKey(name) ? map.get(name) : Template.NO_FETCHER_FOUND;
        }
    }
}
