package weftline.storage;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import weftline.net.Request;

/// Says which requests are answered where they arrive, on the event loop: those that read or write
/// one small thing and wait for nobody but the disk. Two hand-overs between threads cost them as
/// much as all the rest.
final class PromptRequests {
  /// A checksum over more than this takes its time.
  static final int BODY_BYTES_MAX = 16 << 10;

  private static final String BEARER = "bearer ";

  private PromptRequests() {}

  /// @param others runs what may take its time
  static Executor executor(ServiceKind kind, Request request, Executor others) {
    return isPrompt(kind, request) ? Runnable::run : others;
  }

  static boolean isPrompt(ServiceKind kind, Request request) {
    return hasSmallBodyHere(request)
        && !bearsToken(request)
        && switch (request.method()) {
          case "GET", "HEAD" -> readsOne(kind, request);
          case "PUT", "POST", "MERGE", "PATCH", "DELETE" -> writesOne(kind, request);
          default -> false;
        };
  }

  /// What is still to come comes by the loop, which must not wait for itself.
  private static boolean hasSmallBodyHere(Request request) {
    return request.bodyIsHere() && request.contentLength().orElse(0L) <= BODY_BYTES_MAX;
  }

  /// The keys that tokens are checked with may have to be fetched.
  private static boolean bearsToken(Request request) {
    Optional<String> authorization = request.headers().first("Authorization");
    return authorization
        .filter(text -> text.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .isPresent();
  }

  private static boolean readsOne(ServiceKind kind, Request request) {
    return request.contentLength().orElse(0L) == 0
        && switch (kind) {
          case BLOB -> isOneBlob(request) && !asksForChecksum(request);
          case TABLE -> isOneEntity(request.rawPath());
          case QUEUE -> false; // looks for messages, past those that are gone
        };
  }

  /// A commit is a stage, so nobody waits for its sync.
  private static boolean writesOne(ServiceKind kind, Request request) {
    return switch (kind) {
      case BLOB -> putsBytes(request) && isOneBlob(request);
      case TABLE -> isOneEntity(request.rawPath()) || insertsEntity(request);
      case QUEUE -> isOneMessage(request);
    };
  }

  /// Not a list, nor what else is named by parameters. The body of a large blob is sent by a thread
  /// of its own.
  private static boolean isOneBlob(Request request) {
    String query = request.rawQuery().toLowerCase(Locale.ROOT);
    return !query.contains("comp=") && !query.contains("restype=") && !hidesNames(query);
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

  private static boolean asksForChecksum(Request request) {
    return has(request, "x-ms-range-get-content-md5")
        || has(request, "x-ms-range-get-content-crc64");
  }

  /// Those of the request, not those of another blob.
  private static boolean putsBytes(Request request) {
    return request.method().equals("PUT")
        && has(request, "x-ms-blob-type")
        && !has(request, "x-ms-copy-source");
  }

  private static boolean has(Request request, String header) {
    return request.headers().first(header).isPresent();
  }

  private static boolean isOneEntity(String path) {
    return path.endsWith(")") && !path.endsWith("()") && !path.endsWith("%28)");
  }

  /// Not a transaction of many, whose path has a dollar sign in one form or another.
  private static boolean insertsEntity(Request request) {
    String path = request.rawPath();
    return request.method().equals("POST")
        && path.indexOf('$') < 0
        && path.indexOf('%') < 0
        && !request.rawQuery().toLowerCase(Locale.ROOT).contains("comp=");
  }

  /// To put a message, to change or delete one that was taken.
  private static boolean isOneMessage(Request request) {
    String path = request.rawPath();
    return request.method().equals("POST")
        ? path.endsWith("/messages")
        : path.contains("/messages/") && request.rawQuery().contains("popreceipt=");
  }
}
