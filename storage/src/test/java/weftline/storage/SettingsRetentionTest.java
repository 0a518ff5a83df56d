package weftline.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weftline.kv.MemoryStore;

/// What is kept follows the settings of the account.
class SettingsRetentionTest {
  @Test
  void followsTheSettingsOfTheAccount() {
    Settings settings = new Settings(new MemoryStore());
    Retention retention = settings.retention(true, Optional.of(Duration.ofDays(1)));
    assertThat(retention.blobs("me")).isEmpty();
    assertThat(retention.containers("me")).contains(Duration.ofDays(1));
    assertThat(retention.versions("me")).isTrue();

    RetentionPolicy week = new RetentionPolicy(Optional.of(7), false);
    settings
        .change(
            "me", ServiceKind.BLOB, before -> before.withBlob(before.blob().withDeletedBlobs(week)))
        .toCompletableFuture()
        .join();

    assertThat(retention.blobs("me")).contains(Duration.ofDays(7));
    assertThat(retention.blobs("other")).isEmpty();
  }
}
