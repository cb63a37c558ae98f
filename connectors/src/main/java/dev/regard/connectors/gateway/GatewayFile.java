package dev.regard.connectors.gateway;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.regard.connectors.json.JsonTree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads {@code gateways.yaml}: a map of names, each with {@code url}, {@code address}, {@code secret}, and where needed {@code headers}, {@code body}, {@code idempotent}, {@code success}, {@code refused}. */
final class GatewayFile {
    /** What a text of a body may hold. */
    static final Pattern BLANK = Pattern.compile("\\{([A-Za-z]+)}");
    static final Set<String> BLANKS = Set.of("id", "address", "subject", "text", "language", "customer");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Set<String> KEYS = Set.of("url", "address", "secret", "headers", "body", "idempotent", "success", "refused");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,30}");
    private static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9]*(\\.[A-Za-z0-9_-]+)?");
    private static final Pattern POINTER = Pattern.compile("(/([^~/]|~[01])+)+");
    private static final Pattern PATH = Pattern.compile("[^./~\\s]+(\\.[^./~\\s]+)*");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,60}");
    private static final Pattern HEADER_VALUE = Pattern.compile("[ -~]{1,2000}");
    private static final Set<String> OURS = Set.of("webhook-id", "webhook-timestamp", "webhook-signature", "content-type", "content-length", "host",
            "connection", "expect", "upgrade", "transfer-encoding");
    /** Of Standard Webhooks: 24 to 64 bytes. */
    private static final String STANDARD = "whsec_";
    private static final int SHORTEST_SECRET = 16;
    private static final Map<String, Object> USUAL_BODY = Map.of("type", "message.send", "data",
            Map.of("to", "{address}", "subject", "{subject}", "text", "{text}", "language", "{language}"));

    private final String file;

    private GatewayFile(Path path) {
        this.file = path.getFileName().toString();
    }

    /**
     * The gateways of a file, in its order.
     *
     * @throws BrokenGateways when it cannot be read or is of another form
     */
    static List<Mapping> read(Path path) {
        GatewayFile reading = new GatewayFile(path);
        try {
            JsonNode tree = YAML.readTree(Files.readAllBytes(path));
            if (!tree.isObject()) {
                throw reading.broken("", "a map of gateways by their names belongs here", null);
            }
            List<Mapping> mappings = new ArrayList<>();
            tree.properties().forEach(entry -> mappings.add(reading.mapping(entry.getKey(), entry.getValue())));
            return mappings;
        } catch (JsonProcessingException e) {
            throw reading.broken("", "is no YAML at line " + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()), null);
        } catch (IOException e) {
            throw reading.broken("", "cannot be read: " + e.getMessage(), e);
        }
    }

    private Mapping mapping(String name, JsonNode node) {
        require(NAME.matcher(name).matches(), name, "a name has small letters, digits and -");
        require(node.isObject(), name, "a map with url, address and secret belongs here");
        node.fieldNames().forEachRemaining(key -> require(KEYS.contains(key), name + "." + key, "is not known; known are " + String.join(", ", KEYS.stream().sorted().toList())));
        String address = text(node, name, "address");
        require(FIELD.matcher(address).matches(), name + ".address", "names no field of a card, such as phones or traits.wechat");
        Object body = node.has("body") ? tree(node.get("body")) : USUAL_BODY;
        checkBlanks(body, name + ".body");
        require(!node.has("idempotent") || node.get("idempotent").isBoolean(), name + ".idempotent", "is neither true nor false");
        return new Mapping(name, url(text(node, name, "url"), name + ".url"), address, secret(text(node, name, "secret"), name + ".secret"),
                headers(node.path("headers"), name + ".headers"), body, node.path("idempotent").asBoolean(false), check(node, name));
    }

    private Optional<AnswerCheck> check(JsonNode node, String name) {
        require(node.has("success") || !node.has("refused"), name + ".refused", "means something beside success only");
        return node.has("success") ? Optional.of(new AnswerCheck(conditions(node.get("success"), name + ".success"),
                node.has("refused") ? conditions(node.get("refused"), name + ".refused") : List.of())) : Optional.empty();
    }

    private List<AnswerCheck.Condition> conditions(JsonNode node, String place) {
        require(node.isObject() && !node.isEmpty(), place, "a map of fields of the answer and their values belongs here, such as {errcode: 0}");
        List<AnswerCheck.Condition> conditions = new ArrayList<>();
        node.properties().forEach(entry -> {
            String at = place + "." + entry.getKey();
            conditions.add(new AnswerCheck.Condition(pointer(entry.getKey(), at), values(entry.getValue(), at)));
        });
        return conditions;
    }

    /** A JSON pointer (RFC 6901), or names with dots between them. */
    private JsonPointer pointer(String text, String place) {
        require(POINTER.matcher(text).matches() || PATH.matcher(text).matches(), place, "is neither a path such as data.code nor a JSON pointer such as /data/code");
        return JsonPointer.compile(text.startsWith("/") ? text : "/" + text.replace('.', '/'));
    }

    private Set<String> values(JsonNode node, String place) {
        List<JsonNode> all = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(all::add);
        } else {
            all.add(node);
        }
        require(!all.isEmpty() && all.stream().allMatch(v -> v.isValueNode() && !v.isNull()), place, "a value or a list of values belongs here");
        return all.stream().map(JsonNode::asText).collect(Collectors.toUnmodifiableSet());
    }

    private String text(JsonNode node, String name, String key) {
        JsonNode value = node.path(key);
        require(value.isValueNode() && !value.isNull() && !value.asText().isBlank(), name + "." + key, "is missing");
        return value.asText().strip();
    }

    private URI url(String text, String place) {
        try {
            URI url = new URI(text);
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            require(url.getHost() != null && (scheme.equals("https") || scheme.equals("http")) && url.getUserInfo() == null, place, "is no URL of a web server");
            require(scheme.equals("https") || isLoopback(url.getHost()), place, "must be https: customers' addresses leave this machine encrypted only");
            return url;
        } catch (URISyntaxException e) {
            throw broken(place, "is no URL: " + e.getReason(), e);
        }
    }

    /** By its name alone, or as an address: nothing is looked up. */
    private static boolean isLoopback(String host) {
        String bare = host.replaceAll("[\\[\\]]", "");
        try {
            return bare.equalsIgnoreCase("localhost") || bare.matches("[0-9a-fA-F.:]+") && InetAddress.getByName(bare).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private byte[] secret(String text, String place) {
        byte[] secret;
        try {
            secret = text.startsWith(STANDARD) ? Base64.getDecoder().decode(text.substring(STANDARD.length())) : text.getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw broken(place, "is no Base64 behind " + STANDARD, null);
        }
        require(secret.length >= SHORTEST_SECRET, place, "is shorter than " + SHORTEST_SECRET + " bytes");
        return secret;
    }

    private Map<String, String> headers(JsonNode node, String place) {
        Map<String, String> headers = new LinkedHashMap<>();
        require(node.isMissingNode() || node.isObject(), place, "a map belongs here");
        node.properties().forEach(entry -> {
            String name = entry.getKey();
            require(HEADER.matcher(name).matches() && !OURS.contains(name.toLowerCase(Locale.ROOT)), place + "." + name, "may not be given");
            require(entry.getValue().isValueNode() && HEADER_VALUE.matcher(entry.getValue().asText()).matches(), place + "." + name, "is no value of a header");
            headers.put(name, entry.getValue().asText());
        });
        return headers;
    }

    private static Object tree(JsonNode node) {
        return JsonTree.mapper().convertValue(node, new TypeReference<Object>() { });
    }

    private void checkBlanks(Object body, String place) {
        if (body instanceof Map<?, ?> map) {
            map.forEach((key, value) -> checkBlanks(value, place + "." + key));
        } else if (body instanceof List<?> list) {
            list.forEach(item -> checkBlanks(item, place));
        } else if (body instanceof String words) {
            Matcher blank = BLANK.matcher(words);
            while (blank.find()) {
                require(BLANKS.contains(blank.group(1)), place, "has the blank " + blank.group() + "; known are " + BLANKS.stream().sorted().toList());
            }
        }
    }

    private void require(boolean right, String place, String wrong) {
        if (!right) {
            throw broken(place, wrong, null);
        }
    }

    private BrokenGateways broken(String place, String wrong, Throwable cause) {
        return new BrokenGateways(file + ": " + (place.isEmpty() ? "" : place + ": ") + wrong, cause);
    }
}
