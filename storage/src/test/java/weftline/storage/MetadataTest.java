package weftline.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weftline.net.Headers;

/// Metadata has names that a list can have as names of elements.
class MetadataTest {
  @Test
  void namesAreIdentifiers() {
    assertThat(StorageRequest.metadata(named("_Author2"))).containsEntry("_Author2", "value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a$b", "$", "2a", "a-b", "a\u0080", "a£", "a.b"})
  void otherNamesAreRefused(String name) {
    assertThatThrownBy(() -> StorageRequest.metadata(named(name)))
        .isInstanceOfSatisfying(
            StorageException.class,
            refusal -> assertThat(refusal.error()).isEqualTo(StorageError.INVALID_METADATA));
  }

  private static Headers named(String name) {
    return Headers.EMPTY.with("x-ms-meta-" + name, "value");
  }
}
