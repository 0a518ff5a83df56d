package weftline.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.data.tables.TableServiceClient;
import com.azure.data.tables.TableServiceClientBuilder;
import com.azure.data.tables.models.TableServiceCorsRule;
import com.azure.data.tables.models.TableServiceProperties;
import com.azure.data.tables.models.TableServiceRetentionPolicy;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.QueueServiceClientBuilder;
import com.azure.storage.queue.models.QueueCorsRule;
import com.azure.storage.queue.models.QueueServiceProperties;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The settings of queues and tables, as the official libraries for Java use them, and what they do
/// to requests.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ServiceSettingsSdkTest {
  private final StorageFixture storage;
  private final QueueServiceClient queues;
  private final TableServiceClient tables;

  ServiceSettingsSdkTest() throws IOException {
    storage = StorageFixture.inMemory();
    queues =
        new QueueServiceClientBuilder().connectionString(storage.connectionString()).buildClient();
    tables =
        new TableServiceClientBuilder().connectionString(storage.connectionString()).buildClient();
  }

  @AfterAll
  void closeStorage() {
    storage.close();
  }

  @Test
  void settingsOfQueuesGoThereAndBack() {
    QueueServiceProperties settings = queues.getProperties();
    assertThat(settings.getCors()).isNullOrEmpty();
    assertThat(settings.getHourMetrics().isEnabled()).isFalse();

    settings.getAnalyticsLogging().setDelete(true);
    settings.setCors(
        List.of(
            new QueueCorsRule()
                .setAllowedOrigins("https://one.example")
                .setAllowedMethods("GET,POST")
                .setAllowedHeaders("x-ms-*")
                .setExposedHeaders("x-ms-*")
                .setMaxAgeInSeconds(30)));
    queues.setProperties(settings);

    assertThat(queues.getProperties().getAnalyticsLogging().isDelete()).isTrue();
    assertThat(queues.getProperties().getCors())
        .singleElement()
        .satisfies(rule -> {
          assertThat(rule.getAllowedOrigins()).isEqualTo("https://one.example");
          assertThat(rule.getMaxAgeInSeconds()).isEqualTo(30);
        });
  }

  @Test
  void aPageOfAnotherOriginMayUseTablesWhereARuleSaysSo() throws IOException, InterruptedException {
    TableServiceProperties settings = tables.getProperties();
    settings.getHourMetrics().setEnabled(true).setIncludeApis(true);
    settings
        .getHourMetrics()
        .setRetentionPolicy(new TableServiceRetentionPolicy().setEnabled(true).setDaysToRetain(5));
    settings.setCorsRules(
        List.of(
            new TableServiceCorsRule()
                .setAllowedOrigins("https://one.example")
                .setAllowedMethods("GET,MERGE")
                .setAllowedHeaders("x-ms-*")
                .setExposedHeaders("x-ms-*")
                .setMaxAgeInSeconds(30)));
    tables.setProperties(settings);
    assertThat(
            tables
                .getProperties()
                .getHourMetrics()
                .getTableServiceRetentionPolicy()
                .getDaysToRetain())
        .isEqualTo(5);

    HttpResponse<String> allowed = preflight("https://one.example");
    assertThat(allowed.statusCode()).isEqualTo(200);
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin"))
        .hasValue("https://one.example");
    assertThat(allowed.headers().firstValue("x-ms-request-id")).isPresent();

    HttpResponse<String> refused = preflight("https://two.example");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("CorsPreflightFailure");

    HttpResponse<String> actual =
        send("GET", "Origin", "https://one.example", "x-ms-version", "2026-10-06");
    assertThat(actual.statusCode()).isGreaterThanOrEqualTo(400);
    assertThat(actual.headers().firstValue("Access-Control-Allow-Origin"))
        .hasValue("https://one.example");
    assertThat(actual.headers().firstValue("Access-Control-Expose-Headers").orElse(""))
        .contains("x-ms-request-id");
  }

  private HttpResponse<String> preflight(String origin) throws IOException, InterruptedException {
    return send("OPTIONS", "Origin", origin, "Access-Control-Request-Method", "MERGE");
  }

  private HttpResponse<String> send(String method, String... headers)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(storage.endpoint(ServiceKind.TABLE) + "/things"))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .headers(headers)
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  /// The library for queues expects an element that the service has never sent, so it is left out.
  @Test
  void statisticsSayThatTheOtherPlaceIsUpToDate() {
    assertThat(tables.getStatistics().getGeoReplication().getStatus()).hasToString("live");
  }
}
