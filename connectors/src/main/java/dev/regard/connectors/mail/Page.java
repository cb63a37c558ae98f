package dev.regard.connectors.mail;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail's text as HTML that mail programs agree on: tables for the layout and inline styles, since Outlook lays out with Word and QQ Mail
 * drops the style sheet; the sheet in the head only turns colours round where the reader's screen is dark. Nothing is fetched from anywhere.
 */
final class Page {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"'，。；：、（）！？“”‘’《》【】]+");
    /** Ends of sentences that are no part of an address. */
    private static final String TRAILING = ".,;:!?)";
    private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "fa", "he", "ur", "yi", "ps", "dv");
    private static final String FONT = "font-family:Arial,'PingFang SC','Microsoft YaHei',sans-serif;";
    private static final String TEXT = FONT + "font-size:16px;line-height:1.6;mso-line-height-rule:exactly;line-height:26px;color:#202124;";
    private static final String SMALL = FONT + "font-size:13px;mso-line-height-rule:exactly;line-height:20px;color:#5f6368;";
    private static final String TABLE = "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"";
    private static final String DARK = """
            :root{color-scheme:light dark;supported-color-schemes:light dark}
            @media (prefers-color-scheme:dark){
            .page{background-color:#18191b!important}
            .sheet{background-color:#242528!important;border-color:#3c4043!important}
            .words,.words p,.words td{color:#e8eaed!important}
            .small,.small p{color:#a8adb3!important;border-color:#3c4043!important}
            .link{color:#8ab4f8!important}
            .logo{background-color:#ffffff!important}
            }
            """.replace("\n", "\r\n");

    private final String language;
    private final String company;
    private final Optional<Logo> logo;
    private final Optional<String> unsubscribe;

    /**
     * @param language    BCP 47; empty where it is not known
     * @param company     stands for the picture where it is not shown
     * @param unsubscribe the link of which the passage that holds it becomes the foot of the page
     */
    Page(String language, String company, Optional<Logo> logo, Optional<String> unsubscribe) {
        this.language = language;
        this.company = company;
        this.logo = logo;
        this.unsubscribe = unsubscribe;
    }

    String of(String subject, String text) {
        String direction = RIGHT_TO_LEFT.contains(language.split("-", 2)[0].toLowerCase(Locale.ROOT)) ? "rtl" : "ltr";
        List<Passage> all = Passage.of(text);
        Markup html = new Markup().tag("<!DOCTYPE html>")
                .raw("<html dir=\"").raw(direction).raw("\"").raw(language.isEmpty() ? "" : " lang=\"" + Markup.escaped(language) + "\"").tag(">")
                .tag("<head>").tag("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">")
                .tag("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .tag("<meta name=\"color-scheme\" content=\"light dark\">").tag("<meta name=\"supported-color-schemes\" content=\"light dark\">")
                .tag("<meta name=\"format-detection\" content=\"telephone=no, date=no, address=no\">")
                .raw("<title>").text(subject).tag("</title>")
                .raw("<style>\r\n").raw(DARK).tag("</style>").tag("</head>")
                .tag("<body class=\"page\" style=\"margin:0;padding:0;background-color:#f4f5f7;\">")
                .tag(TABLE + " width=\"100%\" class=\"page\" bgcolor=\"#f4f5f7\" style=\"background-color:#f4f5f7;\">")
                .tag("<tr><td align=\"center\" style=\"padding:24px 12px;\">")
                .tag("<!--[if mso]>" + TABLE + " width=\"600\" align=\"center\"><tr><td><![endif]-->")
                .tag(TABLE + " width=\"100%\" class=\"sheet\" bgcolor=\"#ffffff\" style=\"max-width:600px;background-color:#ffffff;border:1px solid #e3e5e8;\">");
        logo.ifPresent(picture -> html.raw("<tr><td style=\"padding:24px 28px 0 28px;\"><img class=\"logo\" src=\"cid:" + Logo.CONTENT_ID + "\" alt=\"")
                .text(company).tag("\" width=\"" + picture.width() + "\" height=\"" + picture.height()
                        + "\" style=\"display:block;border:0;width:" + picture.width() + "px;height:" + picture.height() + "px;\"></td></tr>"));
        html.tag("<tr><td class=\"words\" style=\"padding:24px 28px 12px 28px;" + TEXT + "\">");
        all.stream().filter(p -> !isFoot(p)).forEach(p -> passage(html, p, TEXT));
        html.tag("</td></tr>");
        if (all.stream().anyMatch(this::isFoot)) {
            html.tag("<tr><td class=\"small\" style=\"padding:12px 28px 16px 28px;border-top:1px solid #e3e5e8;" + SMALL + "\">");
            all.stream().filter(this::isFoot).forEach(p -> passage(html, p, SMALL));
            html.tag("</td></tr>");
        }
        return html.tag("</table>").tag("<!--[if mso]></td></tr></table><![endif]-->").tag("</td></tr></table>").tag("</body>").tag("</html>").toString();
    }

    private boolean isFoot(Passage passage) {
        return passage instanceof Passage.Paragraph paragraph && unsubscribe.isPresent() && paragraph.lines().stream().anyMatch(l -> l.contains(unsubscribe.get()));
    }

    private void passage(Markup html, Passage passage, String style) {
        if (passage instanceof Passage.Paragraph paragraph) {
            html.raw("<p style=\"margin:0 0 14px 0;" + style + "\">");
            for (int i = 0; i < paragraph.lines().size(); i++) {
                html.raw(i == 0 ? "" : "<br>\r\n");
                words(html, paragraph.lines().get(i));
            }
            html.tag("</p>");
        } else if (passage instanceof Passage.Items items) {
            list(html, items, style);
        }
    }

    /** A table too: Word gives lists margins of its own. */
    private void list(Markup html, Passage.Items items, String style) {
        html.tag(TABLE + " style=\"margin:0 0 14px 0;\">");
        for (int i = 0; i < items.items().size(); i++) {
            html.raw("<tr><td valign=\"top\" width=\"24\" style=\"" + style + "\">").raw(items.first() == 0 ? "&#8226;" : items.first() + i + ".")
                    .raw("</td><td valign=\"top\" style=\"" + style + "\">");
            words(html, items.items().get(i));
            html.tag("</td></tr>");
        }
        html.tag("</table>");
    }

    private void words(Markup html, String line) {
        Matcher link = LINK.matcher(line);
        int from = 0;
        while (link.find()) {
            int end = link.end();
            while (TRAILING.indexOf(line.charAt(end - 1)) >= 0) {
                end--;
            }
            String url = line.substring(link.start(), end);
            html.text(line.substring(from, link.start())).raw("<a class=\"link\" href=\"").text(url)
                    .raw("\" style=\"color:#1a56b0;text-decoration:underline;word-break:break-all;\">").text(url).raw("</a>");
            from = end;
        }
        html.text(line.substring(from));
    }
}
