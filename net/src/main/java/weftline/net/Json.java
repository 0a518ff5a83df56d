package weftline.net;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// Records to JSON and back, without a single annotation in them.
///
/// The conventions: a record is an object, its components in order. A record of a sealed interface
/// says which one it is in `type`. A record whose only component is called `value` is written as
/// that value, also as the key of a map. An absent `Optional` is left out; a list, map or
/// `Optional` that is missing is read as empty, a missing number as 0, anything else missing is an
/// error. What the reader does not know is ignored. Times and durations are ISO-8601, enums their
/// names.
public final class Json {
  private static final int DEPTH_MAX = 100;
  private static final int STRING_CHARACTERS_MAX = 64 << 20;
  private static final int NAME_CHARACTERS_MAX = 4_096;

  /// The state of a large fabric; whatever comes over a wire has a limit of its own besides.
  private static final long DOCUMENT_BYTES_MAX = 4L << 30;

  private static final List<Class<?>> EMPTY_IF_MISSING =
      List.of(Collection.class, List.class, Set.class, Map.class, SortedMap.class, Optional.class);

  private static final JsonMapper MAPPER = mapper();

  private Json() {}

  public static byte[] write(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  public static String text(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /// With line breaks and indentation, for people.
  public static String pretty(Object value) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
  }

  /// Leaves the stream open.
  public static void writeTo(OutputStream out, Object value) throws IOException {
    try {
      MAPPER.writeValue(out, value);
    } catch (JacksonException e) {
      throw new IOException("cannot write JSON: " + e.getOriginalMessage(), e);
    }
  }

  /// One line of a stream of JSON values (NDJSON). Does not flush.
  public static void writeLine(OutputStream out, Object value) throws IOException {
    out.write(write(value));
    out.write('\n');
  }

  public static <T> T read(byte[] bytes, Class<T> type) throws JsonException {
    return reading(type, mapper -> mapper.readValue(bytes, type));
  }

  public static <T> T read(String text, Class<T> type) throws JsonException {
    return read(text.getBytes(StandardCharsets.UTF_8), type);
  }

  public static <T> T read(InputStream in, Class<T> type) throws JsonException {
    return reading(type, mapper -> mapper.readValue(in, type));
  }

  public static <T> List<T> readList(byte[] bytes, Class<T> type) throws JsonException {
    return List.copyOf(
        Json.<List<T>>reading(
            type,
            mapper ->
                mapper.readValue(
                    bytes, mapper.getTypeFactory().constructCollectionType(List.class, type))));
  }

  static JsonParser parser(byte[] bytes) {
    return MAPPER.createParser(bytes);
  }

  static JsonNode tree(byte[] bytes) throws JsonException {
    return reading(JsonTree.class, mapper -> mapper.readTree(bytes));
  }

  private static <T> T reading(Class<?> type, Parse<T> parse) throws JsonException {
    T value;
    try {
      value = parse.with(MAPPER);
    } catch (JacksonException e) {
      throw JsonException.of(type, e);
    }
    if (value == null) {
      throw new JsonException("there is nothing where a " + type.getSimpleName() + " should be");
    }
    return value;
  }

  private static JsonMapper mapper() {
    var factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxStringLength(STRING_CHARACTERS_MAX)
                    .maxNameLength(NAME_CHARACTERS_MAX)
                    .maxDocumentLength(DOCUMENT_BYTES_MAX)
                    .build())
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();
    var builder =
        JsonMapper.builder(factory)
            .annotationIntrospector(new RecordConventions())
            .addModule(new SimpleModule().setKeyDeserializers(new ScalarRecordKeys()))
            .changeDefaultPropertyInclusion(
                inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .enable(MapperFeature.INFER_RECORD_GETTERS_FROM_COMPONENTS_ONLY)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(
                EnumFeature.WRITE_ENUMS_USING_TO_STRING, EnumFeature.READ_ENUMS_USING_TO_STRING)
            .disable(
                DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS,
                DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(
                DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    for (var type : EMPTY_IF_MISSING) {
      builder.withConfigOverride(
          type, change -> change.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)));
    }
    return builder.build();
  }

  /// One way to read with the mapper.
  private interface Parse<T> {
    T with(JsonMapper mapper);
  }
}
