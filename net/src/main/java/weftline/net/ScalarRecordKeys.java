package weftline.net;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.module.SimpleKeyDeserializers;

/// Reads the keys of maps whose key is a record of one `value`: a text or a whole number.
final class ScalarRecordKeys extends SimpleKeyDeserializers {
  private static final long serialVersionUID = 1;

  @Override
  public @Nullable KeyDeserializer findKeyDeserializer(
      JavaType type, DeserializationConfig config, BeanDescription.@Nullable Supplier description) {
    return RecordConventions.isScalar(type.getRawClass()) ? new Key(type.getRawClass()) : null;
  }

  /// Reads the keys of one type.
  private static final class Key extends KeyDeserializer {
    private final Class<?> record;
    private final Class<?> value;

    Key(Class<?> record) {
      this.record = record;
      this.value = record.getRecordComponents()[0].getType();
    }

    @Override
    public Object deserializeKey(String text, DeserializationContext context) {
      try {
        Constructor<?> constructor = record.getDeclaredConstructor(value);
        constructor.setAccessible(true);
        return constructor.newInstance(component(text));
      } catch (InvocationTargetException e) {
        return context.handleWeirdKey(record, text, "%s", e.getTargetException().getMessage());
      } catch (ReflectiveOperationException | NumberFormatException e) {
        return context.handleWeirdKey(record, text, "%s", e.getMessage());
      }
    }

    private Object component(String text) {
      if (value == long.class) {
        return Long.valueOf(text);
      }
      return value == int.class ? Integer.valueOf(text) : text;
    }
  }
}
