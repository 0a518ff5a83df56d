package weftline.net;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedConstructor;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedMethod;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.jsontype.NamedType;

/// Answers what annotations would say from the shape of the types alone, so that the records of
/// `model` and `core` need none.
final class RecordConventions extends NopAnnotationIntrospector {
  private static final long serialVersionUID = 1;
  private static final String TYPE = "type";
  private static final String VALUE = "value";

  /// Whether a type is written as the one value that it holds.
  static boolean isScalar(Class<?> type) {
    return type.isRecord()
        && type.getRecordComponents().length == 1
        && type.getRecordComponents()[0].getName().equals(VALUE)
        && !isMember(type);
  }

  @Override
  public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(
      MapperConfig<?> config, Annotated annotated) {
    if (!(annotated instanceof AnnotatedClass) || !isMember(annotated.getRawType())) {
      return null;
    }
    return JsonTypeInfo.Value.construct(
        JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, TYPE, null, false, true, null);
  }

  @Override
  public @Nullable List<NamedType> findSubtypes(MapperConfig<?> config, Annotated annotated) {
    var type = annotated.getRawType();
    if (!(annotated instanceof AnnotatedClass) || !isOurs(type) || !type.isSealed()) {
      return null;
    }
    return records(type).map(record -> new NamedType(record, record.getSimpleName())).toList();
  }

  @Override
  public @Nullable String findTypeName(MapperConfig<?> config, AnnotatedClass annotated) {
    var type = annotated.getRawType();
    return type.isRecord() && isMember(type) ? type.getSimpleName() : null;
  }

  @Override
  public @Nullable Boolean hasAsValue(MapperConfig<?> config, Annotated annotated) {
    boolean isValue =
        annotated instanceof AnnotatedMethod method
            && method.getName().equals(VALUE)
            && method.getParameterCount() == 0
            && isScalar(method.getDeclaringClass());
    return isValue ? true : null;
  }

  @Override
  public JsonCreator.@Nullable Mode findCreatorAnnotation(
      MapperConfig<?> config, Annotated annotated) {
    boolean isCreator =
        annotated instanceof AnnotatedConstructor constructor
            && constructor.getParameterCount() == 1
            && isScalar(constructor.getDeclaringClass());
    return isCreator ? JsonCreator.Mode.DELEGATING : null;
  }

  @Override
  public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
    boolean isRequired = member instanceof AnnotatedParameter && !mayBeMissing(member.getRawType());
    return isRequired ? true : null;
  }

  private static boolean mayBeMissing(Class<?> type) {
    return type.isPrimitive()
        || type == Optional.class
        || Collection.class.isAssignableFrom(type)
        || Map.class.isAssignableFrom(type);
  }

  /// Whether a type is a sealed interface or a record of one.
  private static boolean isMember(Class<?> type) {
    if (!isOurs(type)) {
      return false;
    }
    if (type.isInterface()) {
      return type.isSealed();
    }
    return type.isRecord() && Arrays.stream(type.getInterfaces()).anyMatch(Class::isSealed);
  }

  private static boolean isOurs(Class<?> type) {
    return !type.getName().startsWith("java.");
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(RecordConventions::records)
        : Stream.of(type);
  }
}
