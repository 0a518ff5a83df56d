package weftline.bench.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GreetingsTest {
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer service;

  @BeforeEach
  void start() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext("/", this::greet);
    service.start();
  }

  @AfterEach
  void stop() {
    service.stop(0);
  }

  @Test
  void saysWhoAnswers() {
    assertThat(greetings().next()).contains("web_IN_0");
    assertThat(greetings().next()).contains("web_IN_1");
  }

  @Test
  void nobodyAnswersWhereNobodyListens() {
    Greetings greetings = greetings();
    service.stop(0);

    assertThat(greetings.next()).isEmpty();
  }

  @Test
  void countsWhoAnswersInTurns() {
    assertThat(greetings().areFrom(3)).isTrue();
    assertThat(greetings().areFrom(4)).isFalse();
  }

  @Test
  void asksUntilTheOneHasAnswered() {
    greetings().awaitFrom("web_IN_2");

    assertThat(asked).hasValue(3);
  }

  /// Three answer in turns.
  private void greet(HttpExchange exchange) throws IOException {
    byte[] text =
        "Hello from web_IN_%d\n"
            .formatted(asked.getAndIncrement() % 3)
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, text.length);
    exchange.getResponseBody().write(text);
    exchange.close();
  }

  private Greetings greetings() {
    return new Greetings(service.getAddress());
  }
}
