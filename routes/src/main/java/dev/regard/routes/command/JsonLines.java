package dev.regard.routes.command;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** One JSON object a line: {@code time}, {@code level}, {@code logger}, {@code thread}, {@code message} and, where something was thrown, {@code thrown}. */
final class JsonLines extends EncoderBase<ILoggingEvent> {
    private static final JsonMapper JSON = new JsonMapper();
    private static final byte[] NOTHING = new byte[0];
    private final ThrowableProxyConverter thrown = new ThrowableProxyConverter();

    @Override
    public void start() {
        thrown.start();
        super.start();
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("time", event.getInstant().toString());
        line.put("level", event.getLevel().toString());
        line.put("logger", event.getLoggerName());
        line.put("thread", event.getThreadName());
        line.put("message", event.getFormattedMessage());
        if (event.getThrowableProxy() != null) {
            line.put("thrown", thrown.convert(event).stripTrailing());
        }
        try {
            return (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are always JSON", e);
        }
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
