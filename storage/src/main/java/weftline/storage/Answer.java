package weftline.storage;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import weftline.net.Headers;
import weftline.net.Request;
import weftline.net.Response;

/// What all answers have in common: identifying headers, and bodies of refusals.
record Answer(ServiceKind kind, String requestId, Instant now) {
  /// The newest version that this server knows; a client that asks for a newer one gets this.
  static final String NEWEST_VERSION = "2026-10-06";

  static final String VERSION = "x-ms-version";

  private static final int CLIENT_REQUEST_ID_MAX = 1_024;

  Response complete(Request request, Response response) {
    Headers own = response.headers();
    Headers versioned = own.first(VERSION).isPresent() ? own : own.with(VERSION, version(request));
    Headers headers =
        versioned.with("x-ms-request-id", requestId).with("Date", WireTimes.http(now));
    String clientId = request.headers().first("x-ms-client-request-id").orElse("");
    boolean echoed = !clientId.isEmpty() && clientId.length() <= CLIENT_REQUEST_ID_MAX;
    Headers all = echoed ? headers.with("x-ms-client-request-id", clientId) : headers;
    return response.withHeaders(_ -> all);
  }

  Response refusal(StorageException refusal) {
    StorageError error = refusal.error();
    String message = refusal.getMessage() + "\nRequestId:" + requestId + "\nTime:" + now;
    Response response = kind == ServiceKind.TABLE ? json(error, message) : xml(refusal, message);
    for (Map.Entry<String, String> header : refusal.headers().entrySet()) {
      response = response.with(header.getKey(), header.getValue());
    }
    return response.with("x-ms-error-code", error.code());
  }

  private static String version(Request request) {
    return known(request.headers().first(VERSION).orElse(NEWEST_VERSION));
  }

  /// The version itself, or the newest that this server knows if that is older.
  static String known(String version) {
    return version.compareTo(NEWEST_VERSION) < 0 ? version : NEWEST_VERSION;
  }

  private static Response xml(StorageException refusal, String message) {
    StorageError error = refusal.error();
    if (error.status() == 304) {
      return Response.of(error.status());
    }
    XmlWriter xml =
        new XmlWriter().start("Error").element("Code", error.code()).element("Message", message);
    refusal.details().forEach(xml::element);
    return xml.toResponse(error.status());
  }

  private static Response json(StorageError error, String message) {
    String body =
        "{\"odata.error\":{\"code\":\""
            + error.code()
            + "\",\"message\":{\"lang\":\"en-US\",\"value\":\""
            + escaped(message)
            + "\"}}}";
    return Response.of(
        error.status(),
        "application/json;odata=minimalmetadata;streaming=true;charset=utf-8",
        body.getBytes(StandardCharsets.UTF_8));
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      switch (next) {
        case '"', '\\' -> out.append('\\').append(next);
        case '\n' -> out.append("\\n");
        default -> out.append(next < ' ' ? ' ' : next);
      }
    }
    return out.toString();
  }
}
