package dev.regard.routes.preview;

import dev.regard.connectors.mail.Letterhead;
import dev.regard.connectors.mail.Proof;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.decision.Language;
import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.rule.Wording;
import dev.regard.rules.template.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Fills templates with sample facts and writes how they look: the page, the text, and for what is mailed the mail, with a page that leads to all. */
public final class Preview {
    private static final String UNSUBSCRIBE = "https://example.com/u/sample";
    private static final Instant MOMENT = Instant.parse("2026-03-09T02:30:00Z");

    private final Templates templates;
    private final Organisation company;
    private final Letterhead letterhead;

    /** @param letterhead what the company's mails have in common */
    public Preview(Templates templates, Organisation company, Letterhead letterhead) {
        this.templates = templates;
        this.company = company;
        this.letterhead = letterhead;
    }

    /** Who reads a template. */
    private enum Reader { CUSTOMER, COLLEAGUE, CALLER }

    private record Shown(Wording.Variant variant, Reader reader, String subject) {
        String file() {
            return variant.key().replaceFirst("/([^/]+)$", "-$1");
        }
    }

    /**
     * Writes the templates with these names, or all when there are none, in each language and wording.
     *
     * @return how many were written
     * @throws IOException when the folder cannot be written
     */
    public int write(Set<String> names, Path out) throws IOException {
        List<Shown> shown = new ArrayList<>();
        for (Wording.Variant variant : templates.all()) {
            if (names.isEmpty() || names.contains(variant.template())) {
                shown.add(write(variant, out));
            }
        }
        Files.writeString(out.resolve("index.html"), index(shown));
        return shown.size();
    }

    private Shown write(Wording.Variant variant, Path out) throws IOException {
        Wording.Text text = templates.render(variant, SampleFacts.in(Language.of(variant.language()), company, UNSUBSCRIBE));
        Set<String> blanks = templates.blanks(variant);
        Reader reader = blanks.contains("unsubscribe") ? Reader.CUSTOMER : blanks.contains("why") ? Reader.COLLEAGUE : Reader.CALLER;
        Shown shown = new Shown(variant, reader, text.subject());
        Map<String, String> headers = reader == Reader.CUSTOMER
                ? Map.of("List-Unsubscribe", "<" + UNSUBSCRIBE + ">", "List-Unsubscribe-Post", "List-Unsubscribe=One-Click") : Map.of();
        Proof proof = Proof.of(new Dispatch(variant.key(), "C-1001", variant.key(), reader == Reader.COLLEAGUE, false, "email", "wang@customer.example",
                text.subject(), text.body(), variant.language(), headers, Dispatch.Status.READY, MOMENT, 0, null, null), letterhead, InstantSource.fixed(MOMENT));
        Path base = out.resolve(shown.file());
        Files.createDirectories(base.getParent());
        Files.writeString(base.resolveSibling(base.getFileName() + ".html"), proof.html());
        Files.writeString(base.resolveSibling(base.getFileName() + ".txt"), (text.subject().isEmpty() ? "" : text.subject() + "\n\n") + text.body());
        if (reader != Reader.CALLER) {
            Files.write(base.resolveSibling(base.getFileName() + ".eml"), proof.mail());
        }
        return shown;
    }

    private String index(List<Shown> shown) {
        StringBuilder html = new StringBuilder("""
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark"><title>Templates</title>
                <style>body{font:15px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}td,th{text-align:left;padding:.15rem .8rem .15rem 0;vertical-align:top}</style>
                </head><body><h1>Templates</h1>
                <p>Each with something in every blank and with all its passages, also those that no one customer would get together.</p>
                """);
        Map<Reader, List<Shown>> groups = new TreeMap<>();
        shown.forEach(s -> groups.computeIfAbsent(s.reader(), r -> new ArrayList<>()).add(s));
        groups.forEach((reader, all) -> {
            html.append("<h2>").append(switch (reader) {
                case CUSTOMER -> "Mails to customers";
                case COLLEAGUE -> "Mails to colleagues";
                case CALLER -> "Scripts and tasks";
            }).append("</h2>\n<table><tr><th>Template</th><th>Subject</th><th></th></tr>\n");
            all.forEach(s -> html.append("<tr><td>").append(escaped(s.variant().key())).append("</td><td lang=\"").append(escaped(s.variant().language())).append("\">")
                    .append(escaped(s.subject())).append("</td><td>").append(link(s, "html")).append(' ').append(link(s, "txt"))
                    .append(reader == Reader.CALLER ? "" : " " + link(s, "eml")).append("</td></tr>\n"));
            html.append("</table>\n");
        });
        return html.append("</body></html>\n").toString();
    }

    private static String link(Shown shown, String kind) {
        return "<a href=\"" + escaped(shown.file()) + "." + kind + "\">" + kind + "</a>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
