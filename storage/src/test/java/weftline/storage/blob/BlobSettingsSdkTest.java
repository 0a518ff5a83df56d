package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.BlobRetentionPolicy;
import com.azure.storage.blob.models.BlobServiceProperties;
import com.azure.storage.blob.models.StaticWebsite;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The settings of blobs, as the official library for Java uses them.
final class BlobSettingsSdkTest {
  private final BlobFixture fixture;
  private final BlobServiceClient blobs;

  BlobSettingsSdkTest(@TempDir Path folder) throws IOException {
    fixture = new BlobFixture(folder);
    blobs = fixture.client();
  }

  @AfterEach
  void closeStorage() {
    fixture.close();
  }

  @Test
  void settingsGoThereAndBack() {
    BlobServiceProperties settings = blobs.getProperties();
    assertThat(settings.getDeleteRetentionPolicy().isEnabled()).isFalse();

    settings
        .setDefaultServiceVersion("2019-02-02")
        .setDeleteRetentionPolicy(new BlobRetentionPolicy().setEnabled(true).setDays(3))
        .setStaticWebsite(
            new StaticWebsite()
                .setEnabled(true)
                .setIndexDocument("index.html")
                .setErrorDocument404Path("404.html"));
    blobs.setProperties(settings);
    blobs.setProperties(new BlobServiceProperties());

    BlobServiceProperties kept = blobs.getProperties();
    assertThat(kept.getDefaultServiceVersion()).isEqualTo("2019-02-02");
    assertThat(kept.getDeleteRetentionPolicy().getDays()).isEqualTo(3);
    assertThat(kept.getStaticWebsite().getErrorDocument404Path()).isEqualTo("404.html");
  }

  @Test
  void statisticsAreThere() {
    assertThat(blobs.getStatistics().getGeoReplication().getLastSyncTime()).isNotNull();
  }
}
