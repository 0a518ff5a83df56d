package weftline.storage;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import weftline.net.Request;

/// Says which requests are answered where they arrive, on the event loop: those that read one small
/// thing and wait for nobody but the disk. Two hand-overs between threads cost them as much as all
/// the rest.
final class PromptRequests {
  private static final String BEARER = "bearer ";

  private PromptRequests() {}

  /// @param others runs what may take its time
  static Executor executor(ServiceKind kind, Request request, Executor others) {
    return isPrompt(kind, request) ? Runnable::run : others;
  }

  static boolean isPrompt(ServiceKind kind, Request request) {
    return reads(request)
        && isWithoutBody(request)
        && !bearsToken(request)
        && switch (kind) {
          case BLOB -> isOneBlob(request);
          case TABLE -> isOneEntity(request.rawPath());
          case QUEUE -> false; // taking messages takes turns
        };
  }

  private static boolean reads(Request request) {
    return request.method().equals("GET") || request.method().equals("HEAD");
  }

  /// A body comes by the loop, which must not wait for itself.
  private static boolean isWithoutBody(Request request) {
    return request.contentLength().orElse(0L) == 0
        && request.headers().first("Transfer-Encoding").isEmpty();
  }

  /// The keys that tokens are checked with may have to be fetched.
  private static boolean bearsToken(Request request) {
    Optional<String> authorization = request.headers().first("Authorization");
    return authorization
        .filter(text -> text.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .isPresent();
  }

  /// Not a list, nor what else is named by parameters, nor a checksum over a range. The body of a
  /// large blob is sent by a thread of its own.
  private static boolean isOneBlob(Request request) {
    String query = request.rawQuery().toLowerCase(Locale.ROOT);
    return !query.contains("comp=")
        && !query.contains("restype=")
        && !hidesNames(query)
        && request.headers().first("x-ms-range-get-content-md5").isEmpty()
        && request.headers().first("x-ms-range-get-content-crc64").isEmpty();
  }

  /// A name with an escape in it may be any of those.
  private static boolean hidesNames(String query) {
    for (int at = query.indexOf('%'); at >= 0; at = query.indexOf('%', at + 1)) {
      if (query.lastIndexOf('&', at) >= query.lastIndexOf('=', at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOneEntity(String path) {
    return path.endsWith(")") && !path.endsWith("()") && !path.endsWith("%28)");
  }
}
