package dev.regard.connectors.web;

import static dev.regard.connectors.web.Routes.Access.LINK;

import dev.regard.engine.event.Digest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Style, scripts and their libraries, served from the program itself. The name holds a hash of the content, so browsers keep it for good. */
final class Assets {
    private static final String ROOT = "/assets/";
    private static final String FOR_GOOD = "public, max-age=31536000, immutable";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final Map<String, String> URLS = new LinkedHashMap<>();
    private static final Map<String, Answer> ANSWERS = new LinkedHashMap<>();

    static {
        put("style.css", "text/css; charset=utf-8", Resources.bytes(Assets.class, "style.css"));
        put("pages.js", SCRIPT, Resources.bytes(Assets.class, "pages.js"));
        put("icon.svg", "image/svg+xml", Resources.bytes(Assets.class, "icon.svg"));
        put("htmx.js", SCRIPT, webJar("htmx.org", "htmx.min.js"));
        put("chart.js", SCRIPT, webJar("chart.js", "chart.umd.min.js"));
    }

    private Assets() { }

    static void addTo(Routes routes) {
        routes.on("GET", ROOT + "{name}", LINK, call -> ANSWERS.getOrDefault(call.rest(), Answer.notFound("There is no such file.")));
    }

    static String url(String name) {
        return URLS.get(name);
    }

    private static void put(String name, String type, byte[] content) {
        String hashed = Digest.of(Base64.getEncoder().encodeToString(content)) + "/" + name;
        URLS.put(name, ROOT + hashed);
        ANSWERS.put(hashed, new Answer(200, type, content, Map.of("Cache-Control", FOR_GOOD)));
    }

    /** A WebJar's folder carries its version, which its Maven properties tell. */
    private static byte[] webJar(String artifact, String file) {
        String properties = new String(Resources.bytes(Assets.class, "/META-INF/maven/org.webjars.npm/" + artifact + "/pom.properties"),
                java.nio.charset.StandardCharsets.ISO_8859_1);
        String version = properties.lines().filter(l -> l.startsWith("version=")).findFirst().orElseThrow().substring("version=".length()).strip();
        return Resources.bytes(Assets.class, "/META-INF/resources/webjars/" + artifact + "/" + version + "/dist/" + file);
    }
}
