package weftline.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static weftline.storage.Refusals.assertRefused;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weftline.net.Headers;
import weftline.net.Response;

/// What pages of other origins are told. The table of answers is that of the documentation.
final class CorsTest {
  private static final CorsRule ONE =
      new CorsRule(
          List.of("https://one.example"),
          List.of("GET", "PUT"),
          List.of("x-ms-meta-*", "x-ms-blob-type"),
          List.of("x-ms-meta-*", "ETag"),
          60);
  private static final CorsRule ALL =
      new CorsRule(List.of("*"), List.of("GET"), List.of("*"), List.of("*"), 5);
  private static final Response ANSWER =
      Response.of(200).with("ETag", "1").with("x-ms-meta-color", "red").with("x-ms-version", "2");

  /// `none` and `other` are a request without origin and one from elsewhere; `-` is an absent
  /// header.
  @ParameterizedTest
  @CsvSource({
    "none, no rules, -, -, -",
    "none, one, -, Origin, -",
    "none, all, *, -, yes",
    "https://one.example, no rules, -, -, -",
    "https://one.example, one, https://one.example, Origin, yes",
    "https://ONE.example, one, -, Origin, -",
    "other, one, -, Origin, -",
    "other, all, *, -, yes",
    "https://one.example, both, https://one.example, Origin, yes",
    "other, both, *, -, yes"
  })
  void marksAnswers(String origin, String rules, String allowed, String vary, String exposed) {
    PlainRequest plain = PlainRequest.of("GET", "/me/photos/a");
    PlainRequest request = origin.equals("none") ? plain : plain.with("Origin", origin);

    Headers headers = cors(rules).completed(request, ANSWER).headers();

    assertThat(headers.first("Access-Control-Allow-Origin").orElse("-")).isEqualTo(allowed);
    assertThat(headers.first("Vary").orElse("-")).isEqualTo(vary);
    assertThat(headers.first("Access-Control-Expose-Headers").isPresent())
        .isEqualTo(exposed.equals("yes"));
  }

  private static Cors cors(String rules) {
    return switch (rules) {
      case "one" -> new Cors(List.of(ONE));
      case "all" -> new Cors(List.of(ALL));
      case "both" -> new Cors(List.of(ONE, ALL));
      default -> new Cors(List.of());
    };
  }

  @Test
  void namesTheHeadersThatAPageMayRead() {
    PlainRequest request =
        PlainRequest.of("GET", "/me/photos/a").with("Origin", "https://one.example");

    Headers headers = cors("one").completed(request, ANSWER).headers();

    assertThat(headers.first("Access-Control-Expose-Headers")).hasValue("ETag,x-ms-meta-color");
    assertThat(headers.first("Access-Control-Allow-Credentials")).hasValue("true");
  }

  @ParameterizedTest
  @CsvSource({
    "https://one.example, PUT, 'x-ms-meta-a, X-MS-Blob-Type', yes",
    "https://one.example, PUT, '', yes",
    "https://one.example, PUT, Range, no",
    "https://one.example, DELETE, '', no",
    "https://two.example, PUT, '', no",
    "https://two.example, GET, Anything, yes"
  })
  void judgesBeforehand(String origin, String method, String headers, String allowed) {
    PlainRequest asked =
        PlainRequest.of("OPTIONS", "/me/photos/a")
            .with("Origin", origin)
            .with("Access-Control-Request-Method", method);
    PlainRequest request =
        headers.isEmpty() ? asked : asked.with("Access-Control-Request-Headers", headers);
    if (allowed.equals("no")) {
      assertRefused(StorageError.CORS_PREFLIGHT_FAILURE, () -> cors("both").preflight(request));
      return;
    }

    Headers answer = cors("both").preflight(request).headers();

    assertThat(answer.first("Access-Control-Allow-Methods")).hasValue(method);
    assertThat(answer.first("Access-Control-Allow-Headers").orElse("")).isEqualTo(headers);
    assertThat(answer.first("Access-Control-Max-Age")).isPresent();
    assertThat(answer.first("Access-Control-Allow-Origin").orElse("")).isIn(origin, "*");
  }

  @Test
  void wantsToKnowWhoAsksAndForWhat() {
    PlainRequest request = PlainRequest.of("OPTIONS", "/me");

    assertRefused(StorageError.INVALID_HEADER_VALUE, () -> cors("all").preflight(request));
    assertRefused(
        StorageError.INVALID_HEADER_VALUE,
        () -> cors("all").preflight(request.with("Origin", "https://one.example")));
  }
}
