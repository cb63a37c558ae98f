package dev.regard.connectors.json;

import dev.regard.engine.event.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The attributes in HTTP headers (CloudEvents HTTP protocol binding 1.0.2, sections 3.1.3.1 and 3.1.3.2). */
final class BinaryHeaders {
    private static final String PREFIX = "ce-";

    private BinaryHeaders() { }

    static Map<String, Object> attributes(Map<String, String> headers, List<Problem> problems) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        headers.forEach((header, value) -> {
            String name = header.toLowerCase(Locale.ROOT);
            if (name.equals("content-type")) {
                attributes.put("datacontenttype", value);
            } else if (name.startsWith(PREFIX)) {
                put(attributes, name.substring(PREFIX.length()), value, problems);
            }
        });
        return attributes;
    }

    private static void put(Map<String, Object> attributes, String name, String value, List<Problem> problems) {
        // the payload is the body's alone
        if (name.equals("data") || name.equals("data_base64")) {
            return;
        }
        try {
            attributes.put(name, decoded(unquoted(value.strip())));
        } catch (CharacterCodingException e) {
            problems.add(new Problem(name, "is not percent-encoded UTF-8"));
        }
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1") : value;
    }

    /** A percent sign that no two hexadecimal digits follow stands for itself. */
    private static String decoded(String value) throws CharacterCodingException {
        if (value.indexOf('%') < 0) {
            return value;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length());
        for (int i = 0; i < value.length(); i++) {
            int high = value.charAt(i) == '%' && i + 2 < value.length() ? Character.digit(value.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(value.charAt(i + 2), 16);
            if (low < 0) {
                bytes.writeBytes(value.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
            } else {
                bytes.write(high << 4 | low);
                i += 2;
            }
        }
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
    }
}
