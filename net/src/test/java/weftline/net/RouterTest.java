package weftline.net;

import static java.util.concurrent.CompletableFuture.completedStage;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which route gets a request, and what it is told of the path.
final class RouterTest {
  private static final Router ROUTER =
      new Router(
          List.of(
              route("GET", "/services"),
              route("GET", "/services/{service}"),
              route("POST", "/services/{service}"),
              route("POST", "/services/{service}/slots/{slot}/swap")),
          (request, allowed) ->
              Response.text(allowed.isEmpty() ? 404 : 405, String.join(",", allowed)));

  private static Route route(String method, String pattern) {
    return Route.of(
        method,
        pattern,
        (request, path) -> completedStage(Response.text(200, pattern + path.parameters())));
  }

  @Test
  void requestsFindTheirRoute() throws IOException {
    try (var fixture = ServerFixture.with(ROUTER)) {
      assertThat(ask(fixture, "GET", "/services")).isEqualTo("200 /services[]");
      assertThat(ask(fixture, "GET", "/services/a%20b?x=y"))
          .isEqualTo("200 /services/{service}[Parameter[name=service, value=a b]]");
      assertThat(ask(fixture, "POST", "/services/s/slots/production/swap"))
          .startsWith("200 /services/{service}/slots/{slot}/swap")
          .contains("name=slot, value=production");
      assertThat(ask(fixture, "GET", "/services/a%2Fb")).contains("value=a/b");
    }
  }

  @Test
  void whatNoRouteTakesSaysWhatThePathTakes() throws IOException {
    try (var fixture = ServerFixture.with(ROUTER)) {
      assertThat(ask(fixture, "GET", "/nowhere")).isEqualTo("404 ");
      assertThat(ask(fixture, "GET", "/services/")).startsWith("200 /services/{service}");
      assertThat(ask(fixture, "DELETE", "/services/s")).isEqualTo("405 GET,POST");
    }
  }

  private static String ask(ServerFixture fixture, String method, String path) throws IOException {
    var call = HttpCall.get(fixture.uri(path));
    var answer =
        fixture.client.send(
            new HttpCall(method, call.uri(), call.headers(), call.content(), call.timeout()));
    return answer.status() + " " + answer.text();
  }
}
