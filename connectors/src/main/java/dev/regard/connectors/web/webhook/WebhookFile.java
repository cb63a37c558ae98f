package dev.regard.connectors.web.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Reads {@code webhooks.yaml}: a map of sources by their names, each with {@code secrets} and, where it is no sender of CloudEvents as Standard
 * Webhooks wants them, {@code signature} and {@code mapping}. A secret {@code env:NAME} is taken from the environment. A mapping is a file
 * {@code mappings/NAME.jsonata} beside the file, or one of those that come with the program.
 */
public final class WebhookFile {
    /** The file's name in the data folder. */
    public static final String NAME = "webhooks.yaml";
    private static final String MAPPINGS = "mappings";
    private static final Set<String> READY = Set.of("web-form", "woocommerce-order", "shopify-order", "tawk-transcript");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Set<String> KEYS = Set.of("secrets", "signature", "mapping", "types");
    private static final Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9-]{0,30}");
    private static final String ENVIRONMENT = "env:";
    /** Of Standard Webhooks: Base64 of 24 to 64 bytes. */
    private static final String STANDARD = "whsec_";
    private static final int SHORTEST_SECRET = 16;
    private static final int MOST_SECRETS = 2;

    private final Path folder;
    private final UnaryOperator<String> environment;
    private final String currency;

    private WebhookFile(Path folder, UnaryOperator<String> environment, String currency) {
        this.folder = folder;
        this.environment = environment;
        this.currency = currency;
    }

    /**
     * The sources by name; none where there is no such file.
     *
     * @param environment the value of a variable; null when it is not set
     * @param currency    the company's (ISO 4217), which orders are held against
     * @throws BrokenWebhooks when the file, or a mapping that it names, cannot be used
     */
    public static Map<String, Webhook> in(Path folder, UnaryOperator<String> environment, String currency) {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return Map.of();
        }
        WebhookFile reading = new WebhookFile(folder, environment, currency);
        try {
            JsonNode tree = YAML.readTree(Files.readAllBytes(file));
            require(tree.isObject(), "", "a map of sources by their names belongs here");
            Map<String, Webhook> webhooks = new LinkedHashMap<>();
            tree.properties().forEach(entry -> webhooks.put(entry.getKey(), reading.webhook(entry.getKey(), entry.getValue())));
            return webhooks;
        } catch (JsonProcessingException e) {
            throw broken("", "is no YAML at line " + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()), null);
        } catch (IOException e) {
            throw broken("", "cannot be read: " + e.getMessage(), e);
        }
    }

    private Webhook webhook(String name, JsonNode node) {
        require(SOURCE.matcher(name).matches(), name, "a name has small letters, digits and -");
        require(node.isObject(), name, "a map with secrets belongs here");
        node.fieldNames().forEachRemaining(key -> require(KEYS.contains(key), name + "." + key, "is not known; known are " + String.join(", ", new TreeSet<>(KEYS))));
        String signature = node.path("signature").asText("standard");
        Scheme scheme = Scheme.named(signature).orElseThrow(() -> broken(name + ".signature", "'" + signature + "' is none of "
                + java.util.Arrays.stream(Scheme.values()).map(Scheme::key).toList(), null));
        Optional<Mapping> mapping = node.has("mapping") ? Optional.of(mapping(name + ".mapping", node.path("mapping").asText())) : Optional.empty();
        require(mapping.isPresent() || scheme == Scheme.STANDARD, name + ".mapping", "is missing: its bodies are no CloudEvents");
        return new Webhook(name, scheme, secrets(name + ".secrets", node.path("secrets")), mapping, types(name + ".types", node.path("types")), currency);
    }

    private static Set<String> types(String place, JsonNode node) {
        require(node.isMissingNode() || node.isArray() && !node.isEmpty(), place, "a list of the types of events that may come belongs here");
        Set<String> types = new TreeSet<>();
        node.forEach(type -> types.add(type.asText().strip()));
        return types;
    }

    private List<byte[]> secrets(String place, JsonNode node) {
        require(node.isArray() && !node.isEmpty() && node.size() <= MOST_SECRETS, place, "a list of one secret belongs here, or of two while they change");
        List<byte[]> secrets = new ArrayList<>();
        node.forEach(item -> secrets.add(secret(place, item.asText().strip())));
        return secrets;
    }

    private byte[] secret(String place, String text) {
        String secret = text;
        if (text.startsWith(ENVIRONMENT)) {
            secret = environment.apply(text.substring(ENVIRONMENT.length()));
            require(secret != null && !secret.isBlank(), place, "the environment has no " + text.substring(ENVIRONMENT.length()));
        }
        try {
            byte[] bytes = secret.startsWith(STANDARD) ? Base64.getDecoder().decode(secret.substring(STANDARD.length())) : secret.getBytes(StandardCharsets.UTF_8);
            require(bytes.length >= SHORTEST_SECRET, place, "one is shorter than " + SHORTEST_SECRET + " bytes");
            return bytes;
        } catch (IllegalArgumentException e) {
            throw broken(place, "one is no Base64 behind " + STANDARD, null);
        }
    }

    private Mapping mapping(String place, String name) {
        require(SOURCE.matcher(name).matches(), place, "'" + name + "' is no name of a mapping: small letters, digits and -");
        Path own = folder.resolve(MAPPINGS).resolve(name + ".jsonata");
        try {
            if (Files.exists(own)) {
                return new Mapping(MAPPINGS + "/" + name + ".jsonata", Files.readString(own));
            }
            require(READY.contains(name), place, "there is no file " + MAPPINGS + "/" + name + ".jsonata; ready ones are " + String.join(", ", new TreeSet<>(READY)));
            try (InputStream ready = WebhookFile.class.getResourceAsStream(name + ".jsonata")) {
                return new Mapping(name, new String(ready.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw broken(place, "cannot be read: " + e.getMessage(), e);
        }
    }

    private static void require(boolean right, String place, String wrong) {
        if (!right) {
            throw broken(place, wrong, null);
        }
    }

    private static BrokenWebhooks broken(String place, String wrong, Throwable cause) {
        return new BrokenWebhooks(NAME + ": " + (place.isEmpty() ? "" : place + ": ") + wrong, cause);
    }
}
