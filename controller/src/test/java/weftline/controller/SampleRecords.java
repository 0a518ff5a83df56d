package weftline.controller;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import weftline.model.Inventory;
import weftline.model.PackageReference;
import weftline.model.ScaleRule.Metric;

/// Makes a filled value of any record of the fabric, so that a test of all records misses none.
final class SampleRecords {
  private static final Map<Class<?>, Object> PLAIN =
      Map.of(
          String.class,
          "a1",
          int.class,
          3,
          Integer.class,
          4,
          long.class,
          5L,
          Long.class,
          6L,
          boolean.class,
          true,
          Instant.class,
          Instant.parse("2026-01-02T03:04:05.678901Z"),
          Duration.class,
          Duration.ofMillis(1_500));

  /// Records that do not take everything.
  private static final Map<Class<?>, Object> CHOSEN =
      Map.of(
          PackageReference.class,
          new PackageReference("0a".repeat(32), 7),
          Metric.class,
          Metric.own("a1"),
          Inventory.class,
          Inventory.EMPTY);

  private SampleRecords() {}

  /// One of each record that a type stands for: itself, or all of a sealed interface.
  static Stream<Object> all(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(SampleRecords::all)
        : Stream.of(one(type));
  }

  private static Object one(Type type) {
    if (type instanceof ParameterizedType generic) {
      return container(generic);
    }
    if (!(type instanceof Class<?> known)) {
      throw new IllegalArgumentException("no sample of " + type);
    }
    if (PLAIN.containsKey(known)) {
      return PLAIN.get(known);
    }
    if (CHOSEN.containsKey(known)) {
      return CHOSEN.get(known);
    }
    if (known.isEnum()) {
      return Arrays.asList(known.getEnumConstants()).getLast();
    }
    if (known.isSealed()) {
      return all(known).findFirst().orElseThrow();
    }
    return record(known);
  }

  private static Object container(ParameterizedType type) {
    var arguments = type.getActualTypeArguments();
    if (type.getRawType() == Optional.class) {
      return Optional.of(one(arguments[0]));
    }
    if (type.getRawType() == List.class) {
      return arguments[0] instanceof Class<?> element && element.isSealed()
          ? all(element).toList()
          : List.of(one(arguments[0]));
    }
    if (type.getRawType() == Map.class) {
      return Map.of(one(arguments[0]), one(arguments[1]));
    }
    throw new IllegalArgumentException("no sample of " + type);
  }

  private static Object record(Class<?> type) {
    if (!type.isRecord()) {
      throw new IllegalArgumentException(type + " is no record");
    }
    var components = type.getRecordComponents();
    var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    var values = Arrays.stream(components).map(each -> one(each.getGenericType())).toArray();
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no sample of " + type, e);
    }
  }
}
