package weftline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whom the command line asks when the endpoint is of no help.
class KnownControllersTest {
  private static final URI ENDPOINT = URI.create("https://fabric.shop:7400");
  private static final URI FIRST = URI.create("https://c1:7400");
  private static final URI SECOND = URI.create("https://c2:7400");

  @TempDir private Path folder;

  @Test
  void whatWasToldIsKnownTheNextTime() {
    known().heed(Optional.of("c1:7400,c2:7400"));

    assertThat(known().servers()).containsExactly(ENDPOINT, FIRST, SECOND);
    assertThat(known().text()).isEqualTo("c1:7400,c2:7400");
  }

  @Test
  void anotherEndpointIsAnotherFabric() {
    known().heed(Optional.of("c1:7400"));

    assertThat(KnownControllers.of(SECOND, folder).servers()).containsExactly(SECOND);
  }

  @Test
  void theOneThatHelpedGoesOn() {
    KnownControllers known = known();
    known.heed(Optional.of("c1:7400"));
    known.turn();
    known.heed(Optional.of("c0:7400,c1:7400"));

    assertThat(known.servers().getFirst()).isEqualTo(FIRST);
  }

  @Test
  void aTokenDoesNotLeaveTheMachineUnencrypted() {
    URI local = URI.create("http://127.0.0.1:7400");
    KnownControllers known = KnownControllers.of(local, folder);
    known.heed(Optional.of("10.0.0.1:7400,127.0.0.2.shop:7400,127.0.0.2:7400,[::1]:7400"));

    assertThat(known.servers())
        .containsExactly(
            local, URI.create("http://127.0.0.2:7400"), URI.create("http://[::1]:7400"));
  }

  @Test
  void worksWhereNothingCanBeKept() throws IOException {
    Path inTheWay = Files.writeString(folder.resolve("file"), "");
    KnownControllers known = KnownControllers.of(ENDPOINT, inTheWay);
    known.heed(Optional.of("c1:7400"));

    assertThat(known.servers()).containsExactly(ENDPOINT, FIRST);
    assertThat(KnownControllers.of(ENDPOINT, inTheWay).servers()).containsExactly(ENDPOINT);
  }

  @Test
  void theOthersAreAskedWhenTheEndpointIsGone() throws IOException {
    try (FakeFabric other = new FakeFabric()) {
      other.answer("GET /v1/problems", 200, "[]");
      String gone = told(other);

      assertThat(CommandRun.of(folder, gone, "problems").exitCode()).isZero();
      assertThat(other.asked()).containsExactly("GET /v1/problems");
    }
  }

  @Test
  void anotherOneIsAskedWhereOneWasLeftBehind() throws IOException {
    try (FakeFabric left = new FakeFabric();
        FakeFabric other = new FakeFabric()) {
      left.answer("GET /v1/problems", 200, "[]");
      left.answerSoon("GET /v1/problems");
      left.tell(other.address());
      other.answer("GET /v1/problems", 200, "[]");
      CommandRun.of(folder, left.endpoint(), "problems");

      assertThat(CommandRun.of(folder, left.endpoint(), "problems").exitCode()).isZero();
      assertThat(other.asked()).hasSize(1);
    }
  }

  /// An endpoint that has told of another one, and is gone.
  private String told(FakeFabric other) throws IOException {
    try (FakeFabric gone = new FakeFabric()) {
      gone.answer("GET /v1/problems", 200, "[]");
      gone.tell(gone.address() + "," + other.address());
      CommandRun.of(folder, gone.endpoint(), "problems");
      return gone.endpoint();
    }
  }

  private KnownControllers known() {
    return KnownControllers.of(ENDPOINT, folder);
  }
}
