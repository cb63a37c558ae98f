package dev.regard.connectors.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.regard.engine.event.CustomerKey;
import dev.regard.engine.event.Data;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How the values inside of records look in JSON. */
final class EngineTypes extends SimpleModule {
    private static final long serialVersionUID = 1L;

    EngineTypes() {
        super("engine");
        addSerializer(ToStringSerializer.instance, LocalDate.class, LocalDateTime.class, LocalTime.class, MonthDay.class,
                YearMonth.class, Duration.class, Period.class, ZoneId.class, CustomerKey.class);
        addSerializer(Instant.class, new JsonSerializer<>() {
            @Override
            public void serialize(Instant instant, JsonGenerator out, SerializerProvider types) throws IOException {
                // in a map of anything the number would not be known again for an instant
                if (EpochNanos.isExact(instant) && !(out.currentValue() instanceof Map)) {
                    out.writeNumber(EpochNanos.of(instant));
                } else {
                    out.writeString(instant.toString());
                }
            }
        });
        addDeserializer(Instant.class, new JsonDeserializer<>() {
            @Override
            public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
                return in.hasToken(JsonToken.VALUE_NUMBER_INT) ? EpochNanos.toInstant(in.getLongValue()) : Instant.parse(in.getText());
            }
        });
        addDeserializer(LocalDate.class, from(LocalDate::parse));
        addDeserializer(CustomerKey.class, from(EngineTypes::key));
        addSerializer(Data.class, new JsonSerializer<>() {
            @Override
            public void serialize(Data data, JsonGenerator out, SerializerProvider types) throws IOException {
                types.defaultSerializeValue(data.fields(), out);
            }
        });
        addDeserializer(Data.class, new JsonDeserializer<>() {
            @Override
            @SuppressWarnings("unchecked")
            public Data deserialize(JsonParser in, DeserializationContext context) throws IOException {
                return new Data((Map<String, Object>) tree(in));
            }
        });
        addDeserializer(Object.class, new Tree());
    }

    private void addSerializer(JsonSerializer<Object> one, Class<?>... types) {
        for (Class<?> type : types) {
            addSerializer(type, one);
        }
    }

    /** As it was written, which is normalised already. */
    private static CustomerKey key(String text) {
        int colon = text.indexOf(':');
        return new CustomerKey(CustomerKey.Kind.valueOf(text.substring(0, colon).toUpperCase(Locale.ROOT)), text.substring(colon + 1));
    }

    private interface Parse<T> {
        T from(String text);
    }

    private static <T> JsonDeserializer<T> from(Parse<T> parse) {
        return new JsonDeserializer<>() {
            @Override
            public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
                return parse.from(in.getText());
            }
        };
    }

    /** The values that {@link Data} promises: every number is a {@code BigDecimal}. */
    private static final class Tree extends StdDeserializer<Object> {
        private static final long serialVersionUID = 1L;

        Tree() {
            super(Object.class);
        }

        @Override
        public Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return tree(in);
        }
    }

    private static Object tree(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
                    in.nextToken();
                    fields.put(name, tree(in));
                }
                yield fields;
            }
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    items.add(tree(in));
                }
                yield items;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> in.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> in.getText();
        };
    }
}
