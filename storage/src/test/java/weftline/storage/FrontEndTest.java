package weftline.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import weftline.kv.DiskFullException;
import weftline.kv.StoreException;
import weftline.net.BodyTooLargeException;
import weftline.net.Headers;
import weftline.net.Response;

/// What every answer has, and what becomes of a service that fails.
class FrontEndTest {
  private static final InstantSource CLOCK = InstantSource.fixed(PlainRequest.NOW);
  private static final AccountKey KEY = AccountKey.of("c2VjcmV0");

  @Test
  void addsWhatEveryAnswerHas() {
    Headers headers = send(signed("2020-10-02"), ServiceKind.BLOB, fine()).headers();

    assertThat(headers.first("x-ms-request-id").orElse("")).hasSize(36);
    assertThat(headers.first("x-ms-version")).contains("2020-10-02");
    assertThat(headers.first("x-ms-client-request-id")).contains("own-id");
    assertThat(headers.first("Date")).contains("Sat, 31 Jan 2026 10:00:00 GMT");
  }

  @Test
  void answersANewerClientInItsOwnVersion() {
    Headers headers = send(signed("2999-01-01"), ServiceKind.BLOB, fine()).headers();

    assertThat(headers.first("x-ms-version")).contains(Answer.NEWEST_VERSION);
  }

  @Test
  void saysWhyInXml() {
    Response response =
        send(
            signed("2020-10-02"),
            ServiceKind.QUEUE,
            _ -> {
              throw new StorageException(StorageError.QUEUE_NOT_FOUND)
                  .withDetail("Why", "<none>")
                  .withHeader("x-hint", "look");
            });

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.headers().first("x-ms-error-code")).contains("QueueNotFound");
    assertThat(response.headers().first("x-hint")).contains("look");
    XmlElement body = XmlElement.parse(bytes(response));
    assertThat(body.childText("Code")).contains("QueueNotFound");
    assertThat(body.childText("Why")).contains("<none>");
    assertThat(body.childText("Message").orElse(""))
        .startsWith("The specified queue does not exist.\nRequestId:");
  }

  @Test
  void saysWhyInJsonForTables() {
    Response response =
        send(
            signed("2020-10-02"),
            ServiceKind.TABLE,
            _ ->
                CompletableFuture.failedStage(
                    new StorageException(StorageError.INVALID_INPUT, "a \"quote\" \\ here")));

    assertThat(response.status()).isEqualTo(400);
    assertThat(new String(bytes(response), StandardCharsets.UTF_8))
        .startsWith(
            "{\"odata.error\":{\"code\":\"InvalidInput\",\"message\":{\"lang\":\"en-US\","
                + "\"value\":\"a \\\"quote\\\" \\\\ here\\nRequestId:")
        .endsWith("\"}}}");
  }

  @Test
  void turnsFailuresIntoAnswers() {
    Map<RuntimeException, Integer> answers =
        Map.of(
            new StoreException("the disk is broken"), 503,
            new DiskFullException("full", new IOException("No space left on device")), 507,
            new UncheckedIOException(new BodyTooLargeException(5)), 413,
            new UncheckedIOException(new IOException("broken")), 500,
            new IllegalStateException("bug"), 500);

    answers.forEach((failure, status) ->
        assertThat(
                send(
                        signed("2020-10-02"),
                        ServiceKind.BLOB,
                        _ -> CompletableFuture.failedStage(failure))
                    .status())
            .isEqualTo(status));
  }

  @Test
  void asksWhoIsThereFirst() {
    PlainRequest stranger = PlainRequest.of("GET", "/mine/c").with("x-ms-version", "2021-12-02");

    Response response = send(stranger, ServiceKind.BLOB, fine());

    assertThat(response.status()).isEqualTo(401);
    assertThat(response.headers().first("WWW-Authenticate")).contains("SharedKey");
  }

  @Test
  void handsOnWhatTheClientMeant() {
    Response response =
        send(
            signed("2020-10-02").with("Host", "localhost:1").with("X-Ms-Meta-Color", "blue"),
            ServiceKind.BLOB,
            request ->
                CompletableFuture.completedStage(
                    Response.text(
                        200, request + " " + request.endpoint() + " " + request.metadata())));

    assertThat(new String(bytes(response), StandardCharsets.UTF_8))
        .isEqualTo("GET /mine/c http://localhost:1/mine {Color=blue}");
  }

  @Test
  void timesOnTheWire() {
    assertThat(WireTimes.parseIso("2026-01-31T10:00:00Z")).contains(PlainRequest.NOW);
    assertThat(WireTimes.parseIso("2026-01-31T10:00Z")).contains(PlainRequest.NOW);
    assertThat(WireTimes.parseIso("2026-01-31T10:00:00.0000000Z")).contains(PlainRequest.NOW);
    assertThat(WireTimes.parseIso("2026-01-31")).contains(Instant.parse("2026-01-31T00:00:00Z"));
    assertThat(WireTimes.parseIso("soon")).isEmpty();
    assertThat(WireTimes.parseHttp(WireTimes.http(PlainRequest.NOW))).contains(PlainRequest.NOW);
    assertThat(WireTimes.parseHttp("soon")).isEmpty();
  }

  private static StorageService fine() {
    return _ -> CompletableFuture.completedStage(Response.of(200));
  }

  private static Response send(PlainRequest request, ServiceKind kind, StorageService service) {
    Accounts accounts = new Accounts(Map.of("mine", List.of(KEY)));
    return new FrontEnd(
            kind,
            service,
            new Authenticator(kind, accounts, StoredPolicies.NONE),
            new RequestIds(CLOCK),
            CLOCK,
            Runnable::run)
        .handle(request)
        .toCompletableFuture()
        .join();
  }

  /// Good for all three services.
  private static PlainRequest signed(String version) {
    String query = "sv=2020-12-06&ss=bqt&srt=sco&sp=r&se=2026-02-01";
    String text = SasFields.of(Parameters.parse(query)).accountText("mine");
    return PlainRequest.of("GET", "/mine/c?" + query + "&sig=" + KEY.sign(text))
        .with("x-ms-version", version)
        .with("x-ms-client-request-id", "own-id");
  }

  private static byte[] bytes(Response response) {
    return response.body() instanceof Response.Body.Bytes(byte[] bytes) ? bytes : new byte[0];
  }
}
