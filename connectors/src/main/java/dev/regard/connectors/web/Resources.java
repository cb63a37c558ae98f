package dev.regard.connectors.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** Files that come with the program. Their names are never made from a request. */
final class Resources {
    private Resources() { }

    static Answer answer(String name, String contentType) {
        return new Answer(200, contentType, bytes(Resources.class, name), Map.of());
    }

    static byte[] bytes(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program was packed without " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
