package weftline.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weftline.model.LoadBalancerProbe;
import weftline.model.RoutingTable.Backend;

/// What counts as a good answer.
final class ProbeQuestionTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 200 OK, true",
    "HTTP/1.0 200, true",
    "HTTP/1.1 204 No Content, false",
    "HTTP/1.1 302 Found, false",
    "HTTP/1.1 503 Busy, false",
    "HTTP/2.0 200 OK, false",
    "220 smtp ready, false",
    "HTTP, false",
    "'', false"
  })
  void onlyStatus200IsWell(String answer, boolean well) throws IOException {
    try (var backend = saying(answer)) {
      assertThat(ask(backend.address(), "http", Optional.empty())).isEqualTo(well);
    }
  }

  @Test
  void acceptingIsEnoughForTcp() throws IOException {
    try (var backend = saying("")) {
      assertThat(ask(backend.address(), "tcp", Optional.empty())).isTrue();
    }
  }

  @Test
  void nobodyThereIsNotWell() throws IOException {
    assertThat(ask(TestBackend.gone(0), "tcp", Optional.empty())).isFalse();
  }

  @Test
  void silenceIsNotWell() throws IOException {
    try (var backend = TestBackend.start(0, socket -> socket.getInputStream().readAllBytes())) {
      assertThat(ask(backend.address(), "http", Optional.empty())).isFalse();
    }
  }

  @Test
  void probeMayNameAnotherPort() throws IOException {
    try (var health = saying("HTTP/1.1 200 OK")) {
      assertThat(ask(TestBackend.gone(0), "http", Optional.of(health.address().port()))).isTrue();
    }
  }

  private static TestBackend saying(String answer) throws IOException {
    return TestBackend.start(
        0,
        socket -> {
          byte[] bytes = (answer + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
          socket.getOutputStream().write(bytes);
        });
  }

  private static boolean ask(Backend backend, String protocol, Optional<Integer> port) {
    var probe =
        new LoadBalancerProbe("probe", protocol, Optional.of("/health"), port, SHORT, SHORT);
    return ProbeQuestion.of(backend, probe).ask();
  }
}
