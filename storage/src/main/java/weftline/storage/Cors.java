package weftline.storage;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import weftline.net.Headers;
import weftline.net.Request;
import weftline.net.Response;

/// What browsers are told about pages of other origins. Lets nobody in: a request must be allowed
/// besides.
record Cors(List<CorsRule> rules) {
  /// Answers a browser that asks before it sends a request.
  Response preflight(Request request) {
    Optional<String> origin = request.headers().first("Origin");
    Optional<String> method = request.headers().first("Access-Control-Request-Method");
    if (origin.isEmpty() || method.isEmpty()) {
      throw new StorageException(
          StorageError.INVALID_HEADER_VALUE, "A required CORS header is not present.");
    }
    String headers = request.headers().first("Access-Control-Request-Headers").orElse("");
    CorsRule rule =
        rules.stream()
            .filter(each -> each.allows(origin.get(), method.get()))
            .filter(each -> each.allowsHeaders(CorsRule.names(headers)))
            .findFirst()
            .orElseThrow(() -> new StorageException(StorageError.CORS_PREFLIGHT_FAILURE));
    Response response =
        withOrigin(Response.of(200), rule, origin.get())
            .with("Access-Control-Allow-Methods", method.get())
            .with("Access-Control-Max-Age", Integer.toString(rule.maxAgeSeconds()));
    return headers.isEmpty() ? response : response.with("Access-Control-Allow-Headers", headers);
  }

  /// Adds to an answer what lets a page of another origin read it, if a rule says so. Caches are
  /// told that the answer hangs on the origin, unless it does not.
  Response completed(Request request, Response response) {
    if (rules.isEmpty() || request.method().equals("OPTIONS")) {
      return response;
    }
    Optional<String> origin = request.headers().first("Origin");
    Optional<CorsRule> rule =
        rules.stream()
            .filter(each ->
                origin
                    .map(from -> each.allows(from, request.method()))
                    .orElseGet(() -> allowsAll(each, request)))
            .findFirst();
    return rule.map(found -> exposing(withOrigin(response, found, origin.orElse("")), found))
        .orElseGet(() -> isRead(request) ? response.with("Vary", "Origin") : response);
  }

  private static boolean allowsAll(CorsRule rule, Request request) {
    return rule.allowsAnyOrigin() && isRead(request) && rule.methods().contains(request.method());
  }

  private static boolean isRead(Request request) {
    return request.method().equals("GET") || request.method().equals("HEAD");
  }

  private static Response withOrigin(Response response, CorsRule rule, String origin) {
    return rule.allowsAnyOrigin()
        ? response.with("Access-Control-Allow-Origin", CorsRule.ANY)
        : response
            .with("Access-Control-Allow-Origin", origin)
            .with("Access-Control-Allow-Credentials", "true")
            .with("Vary", "Origin");
  }

  private static Response exposing(Response response, CorsRule rule) {
    Stream<String> names = response.headers().fields().stream().map(Headers.Field::name);
    Stream<String> more = Stream.of("Content-Length", "Transfer-Encoding");
    List<String> exposed =
        rule.exposed(Stream.concat(names, more).filter(name -> !name.startsWith("Access-Control")));
    return exposed.isEmpty()
        ? response
        : response.with("Access-Control-Expose-Headers", String.join(",", exposed));
  }
}
