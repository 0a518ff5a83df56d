package weftline.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static weftline.storage.Refusals.assertRefused;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import weftline.net.Response;

/// Which account an address means, and what may be done there.
class AddressesTest {
  private static final InstantSource CLOCK = InstantSource.fixed(PlainRequest.NOW);
  private static final AccountKey KEY = AccountKey.of("c2VjcmV0");
  private static final Set<String> DOMAINS = Set.of("localhost", "store.example.org");

  @Test
  void theHostNamesTheAccount() {
    for (String host :
        new String[] {
          "mine.blob.localhost", "mine.blob.localhost:10000", "MINE.Blob.store.example.org:443"
        }) {
      Target target = target(host, "/photos/a%2Fb.jpg");

      assertThat(target).as(host).isEqualTo(new Target("mine", "photos/a/b.jpg", "", false));
    }
  }

  @Test
  void anyOtherHostLeavesTheAccountInThePath() {
    for (String host :
        new String[] {
          "127.0.0.1:10000",
          "[::1]:10000",
          "localhost",
          "blob.localhost",
          "store",
          "me.blob.example.org",
          "a.me.blob.localhost",
          ".blob.localhost",
          "",
          "x".repeat(300)
        }) {
      assertThat(target(host, "/mine/c").account()).as(host).isEqualTo("mine");
    }
  }

  @Test
  void aHostOfAnotherServiceIsRefused() {
    assertRefused(StorageError.INVALID_URI, () -> target("mine.queue.localhost", "/mine/c"));
  }

  @Test
  void twoHostsAreRefused() {
    PlainRequest request =
        PlainRequest.of("GET", "/mine/c").with("Host", "a.blob.localhost").with("Host", "b");

    assertRefused(
        StorageError.INVALID_URI, () -> new Addressed(request, ServiceKind.BLOB, DOMAINS).target());
  }

  @Test
  void aClientSignsThePathThatItSends() {
    assertThat(send(signed("GET", "mine.blob.localhost", "/c/b", "/mine/c/b")))
        .isEqualTo("GET /mine/c/b http://mine.blob.localhost");
    assertThat(send(signed("GET", "127.0.0.1:1", "/mine/c/b", "/mine/mine/c/b")))
        .isEqualTo("GET /mine/c/b http://127.0.0.1:1/mine");
  }

  @Test
  void theHostIsAsGoodAsThePathButNoBetter() {
    assertThat(send(signed("GET", "other.blob.localhost", "/c/b", "/mine/c/b")))
        .contains("AuthenticationFailed");
    assertThat(send(signed("GET", "other.blob.localhost", "/mine/c/b", "/mine/mine/c/b")))
        .contains("AuthenticationFailed");
  }

  @Test
  void theSecondaryIsRead() {
    assertThat(send(signed("GET", "h", "/mine-secondary/c/b", "/mine/mine-secondary/c/b")))
        .isEqualTo("GET /mine/c/b http://h/mine-secondary");
    assertThat(send(signed("HEAD", "h", "/mine-secondary/c/b", "/mine/mine/c/b")))
        .isEqualTo("HEAD /mine/c/b http://h/mine-secondary");
    assertThat(send(signed("GET", "mine-secondary.blob.localhost", "/c/b", "/mine/c/b")))
        .isEqualTo("GET /mine/c/b http://mine-secondary.blob.localhost");
  }

  @Test
  void theSecondaryIsNotWritten() {
    for (String method : new String[] {"PUT", "POST", "DELETE", "PATCH", "MERGE"}) {
      assertThat(send(signed(method, "h", "/mine-secondary/c/b", "/mine/mine-secondary/c/b")))
          .as(method)
          .contains("InsufficientAccountPermissions");
    }
  }

  @Test
  void takingMessagesIsWriting() {
    Target target = Target.of("/mine-secondary/orders/messages");

    assertRefused(
        StorageError.INSUFFICIENT_ACCOUNT_PERMISSIONS,
        () ->
            target.checkWrites(
                PlainRequest.of("GET", "/mine-secondary/orders/messages"), ServiceKind.QUEUE));
    target.checkWrites(
        PlainRequest.of("GET", "/mine-secondary/orders/messages?peekonly=true"), ServiceKind.QUEUE);
  }

  @Test
  void requestsInsideOthersStayInTheAccount() {
    Target outer = Target.of("/mine/c");

    assertThat(outer.inner("/mine/c/b?x=/y").toString()).isEqualTo("/mine/c/b");
    assertThat(outer.inner("/c/b").toString()).isEqualTo("/mine/c/b");
    assertThat(outer.inner("/other/c/b").account()).isEqualTo("mine");
    assertThat(Target.inHost("mine", "/c").inner("/mine/b").toString()).isEqualTo("/mine/mine/b");
  }

  @Test
  void addressesBesideNameTheirAccount() {
    assertThat(Target.of("/mine/c").beside("/other/c/b").toString()).isEqualTo("/other/c/b");
    assertThat(Target.inHost("mine", "/c").beside("/d/b").toString()).isEqualTo("/mine/d/b");
    assertThat(Target.of("").toString()).isEqualTo("//");
  }

  private static Target target(String host, String path) {
    return new Addressed(PlainRequest.of("GET", path).with("Host", host), ServiceKind.BLOB, DOMAINS)
        .target();
  }

  private static PlainRequest signed(String method, String host, String path, String resource) {
    PlainRequest request =
        PlainRequest.of(method, path)
            .with("Host", host)
            .with("x-ms-date", WireTimes.http(PlainRequest.NOW));
    String text =
        method
            + "\n".repeat(12)
            + "x-ms-date:"
            + WireTimes.http(PlainRequest.NOW)
            + "\n"
            + resource;
    return request.with("Authorization", "SharedKey mine:" + KEY.sign(text));
  }

  private static String send(PlainRequest request) {
    FrontEnd frontEnd =
        new FrontEnd(
            ServiceKind.BLOB,
            asked ->
                CompletableFuture.completedFuture(
                    Response.text(200, asked + " " + asked.endpoint())),
            new Authenticator(
                ServiceKind.BLOB, new Accounts(Map.of("mine", List.of(KEY))), StoredPolicies.NONE),
            new RequestIds(CLOCK),
            CLOCK,
            Runnable::run);
    Response response =
        new Door(ServiceKind.BLOB, DOMAINS, frontEnd).handle(request).toCompletableFuture().join();
    return response.body() instanceof Response.Body.Bytes(byte[] bytes)
        ? new String(bytes, StandardCharsets.UTF_8)
        : "";
  }
}
