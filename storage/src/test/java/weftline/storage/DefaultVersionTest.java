package weftline.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weftline.kv.MemoryStore;
import weftline.net.Response;

/// The version in which an account wants requests answered that name none.
class DefaultVersionTest {
  private final Settings settings = new Settings(new MemoryStore());

  @ParameterizedTest
  @CsvSource({
    "'', '', 2015-02-21, 2015-02-21",
    "2019-02-02, '', 2019-02-02, ''",
    "'', ?api-version=2018-03-28, 2018-03-28, ''",
    "'', ?sv=2018-03-28, 2018-03-28, ''"
  })
  void isThatOfRequestsWithoutOne(String header, String query, String read, String answered) {
    set("2015-02-21");
    PlainRequest request = PlainRequest.of("GET", "/me/photos/a" + query);

    Response response =
        send(ServiceKind.BLOB, header.isEmpty() ? request : request.with("x-ms-version", header));

    assertThat(text(response)).isEqualTo(read);
    assertThat(response.headers().first("x-ms-version").orElse("")).isEqualTo(answered);
  }

  @Test
  void isNeverNewerThanTheServer() {
    set("2099-01-01");

    Response response = send(ServiceKind.BLOB, PlainRequest.of("GET", "/me/photos/a"));

    assertThat(response.headers().first("x-ms-version")).contains(Answer.NEWEST_VERSION);
  }

  @Test
  void isOfBlobsAlone() {
    set("2015-02-21");

    assertThat(text(send(ServiceKind.QUEUE, PlainRequest.of("GET", "/me/photos"))))
        .isEqualTo(Answer.NEWEST_VERSION);
    assertThat(text(send(ServiceKind.BLOB, PlainRequest.of("GET", "/you/photos"))))
        .isEqualTo(Answer.NEWEST_VERSION);
  }

  @Test
  void changesTheFormOfAnswers() {
    set("2012-02-12");
    PlainRequest ask = PlainRequest.of("GET", "/me?restype=service&comp=properties");

    assertThat(text(send(ServiceKind.BLOB, ask))).contains("<Metrics>").doesNotContain("<Cors");
    assertThat(text(send(ServiceKind.BLOB, ask.with("x-ms-version", "2021-12-02"))))
        .contains("<HourMetrics>");
  }

  @Test
  void isWhatTheAnswerSays() {
    Response old = Response.of(200).with("x-ms-version", "2015-02-21");
    Answer answer = new Answer(ServiceKind.BLOB, "id", PlainRequest.NOW);

    Response complete = answer.complete(PlainRequest.of("GET", "/me/photos/a"), old);

    assertThat(complete.headers().fields().stream().filter(it -> it.name().equals("x-ms-version")))
        .singleElement()
        .satisfies(field -> assertThat(field.value()).isEqualTo("2015-02-21"));
  }

  private void set(String version) {
    settings
        .change(
            "me",
            ServiceKind.BLOB,
            before -> before.withBlob(before.blob().withDefaultVersion(version)))
        .toCompletableFuture()
        .join();
  }

  /// Is answered with the version in which the service would answer.
  private Response send(ServiceKind kind, PlainRequest request) {
    StorageService service =
        read -> CompletableFuture.completedStage(Response.text(200, read.version()));
    try {
      return new ServiceRequests(kind, settings, service)
          .handle(request.authenticated(new Access.Owner(), PlainRequest.NOW))
          .toCompletableFuture()
          .join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Response response) {
    return response.body() instanceof Response.Body.Bytes(byte[] bytes)
        ? new String(bytes, StandardCharsets.UTF_8)
        : "";
  }
}
