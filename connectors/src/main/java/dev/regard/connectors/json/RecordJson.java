package dev.regard.connectors.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.smile.SmileConstants;
import com.fasterxml.jackson.dataformat.smile.SmileFactory;
import com.fasterxml.jackson.dataformat.smile.SmileGenerator;
import com.fasterxml.jackson.dataformat.smile.databind.SmileMapper;
import dev.regard.engine.customer.Card;
import dev.regard.engine.customer.Complaint;
import dev.regard.engine.customer.Dispatch;
import dev.regard.engine.customer.Touch;
import dev.regard.engine.decision.Decision;
import dev.regard.engine.event.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * The engine's records as the stores keep them: compact JSON with the components' own names. Numbers keep every digit
 * and their scale, instants are nanoseconds since 1970 (text where a number does not reach); what is null and lists and maps that are empty are left out.
 *
 * <p>A document has no version of its own: the row or document around it says {@link #SCHEMA_VERSION}, and {@link #NO_CIPHER}
 * where later the name of the customer's key will stand that the document is encrypted with.
 */
public final class RecordJson<T> {
    /** The form that is written here. */
    public static final int SCHEMA_VERSION = 1;
    /** Says that a document is kept in the clear. */
    public static final String NO_CIPHER = "none";

    private static final JsonMapper MAPPER = complete(JsonMapper.builder()).build();
    /** A card says the same names and words again and again; in Smile each stands once. */
    private static final SmileMapper COMPACT = complete(SmileMapper.builder(SmileFactory.builder()
            .enable(SmileGenerator.Feature.CHECK_SHARED_STRING_VALUES).enable(SmileGenerator.Feature.LENIENT_UTF_ENCODING).build())).build();
    public static final RecordJson<Event> EVENT = new RecordJson<>(Event.class);
    public static final RecordJson<Card> CARD = new RecordJson<>(Card.class);
    public static final RecordJson<Decision> DECISION = new RecordJson<>(Decision.class);
    public static final RecordJson<Touch> TOUCH = new RecordJson<>(Touch.class);
    public static final RecordJson<Complaint> COMPLAINT = new RecordJson<>(Complaint.class);
    public static final RecordJson<Dispatch> DISPATCH = new RecordJson<>(Dispatch.class);

    private final ObjectWriter writer;
    private final ObjectReader reader;
    private final ObjectWriter compactWriter;
    private final ObjectReader compactReader;

    private RecordJson(Class<T> type) {
        writer = MAPPER.writerFor(type);
        reader = MAPPER.readerFor(type);
        compactWriter = COMPACT.writerFor(type);
        compactReader = COMPACT.readerFor(type);
    }

    /** For another record of such values. */
    public static <T> RecordJson<T> of(Class<T> type) {
        return new RecordJson<>(type);
    }

    private static <M extends ObjectMapper, B extends MapperBuilder<M, B>> B complete(B mapper) {
        JsonSetter.Value absentIsEmpty = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);
        JsonInclude.Value unlessEmpty = JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS);
        return mapper.addModule(new EngineTypes())
                .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .withConfigOverride(List.class, list -> list.setSetterInfo(absentIsEmpty).setInclude(unlessEmpty))
                .withConfigOverride(Map.class, map -> map.setSetterInfo(absentIsEmpty).setInclude(unlessEmpty));
    }

    public byte[] bytes(T record) {
        return bytes(writer, record);
    }

    /** The same tree in the binary form Smile, about half as long where names repeat; {@link #read(byte[])} tells the two apart. */
    public byte[] compact(T record) {
        return bytes(compactWriter, record);
    }

    private static byte[] bytes(ObjectWriter writer, Object record) {
        try {
            return writer.writeValueAsBytes(record);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("cannot be written as JSON: " + record.getClass(), e);
        }
    }

    public String text(T record) {
        try {
            return writer.writeValueAsString(record);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("cannot be written as JSON: " + record.getClass(), e);
        }
    }

    /** @throws UncheckedIOException when a store was damaged or written by something else */
    public T read(byte[] document) {
        try {
            boolean compact = document.length > 0 && document[0] == SmileConstants.HEADER_BYTE_1;
            return (compact ? compactReader : reader).readValue(document);
        } catch (IOException e) {
            throw new UncheckedIOException("a stored record cannot be read", e);
        }
    }

    public T read(String document) {
        try {
            return reader.readValue(document);
        } catch (IOException e) {
            throw new UncheckedIOException("a stored record cannot be read", e);
        }
    }
}
