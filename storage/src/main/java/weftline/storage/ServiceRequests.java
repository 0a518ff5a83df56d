package weftline.storage;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import weftline.net.Response;

/// Answers requests about a service itself that are the same for blobs, queues and tables, its
/// settings and its statistics; leaves all others to the service.
record ServiceRequests(ServiceKind kind, Settings settings, StorageService service)
    implements StorageService {
  private static final int BODY_BYTES_MAX = 64 << 10;

  @Override
  public CompletionStage<Response> handle(StorageRequest request) throws IOException {
    StorageRequest versioned =
        kind == ServiceKind.BLOB ? request.inVersion(() -> defaultVersion(request)) : request;
    if (versioned.equals(request)) {
      return answer(request);
    }
    String version = Answer.known(versioned.version());
    return answer(versioned).thenApply(response -> response.with(Answer.VERSION, version));
  }

  private Optional<String> defaultVersion(StorageRequest request) {
    return settings.of(request.account(), kind).blob().defaultVersion();
  }

  private CompletionStage<Response> answer(StorageRequest request) throws IOException {
    boolean aboutService =
        request.path().isEmpty() && request.query().text("restype").equals("service");
    String what = aboutService ? request.method() + " " + request.query().text("comp") : "";
    return switch (what) {
      case "GET properties" -> CompletableFuture.completedFuture(properties(request));
      case "PUT properties" -> change(request);
      case "GET stats" -> CompletableFuture.completedFuture(statistics(request));
      default -> service.handle(request);
    };
  }

  private Response properties(StorageRequest request) {
    request.access().requireAccount(Level.SERVICE, "r");
    ServiceSettings found = settings.of(request.account(), kind);
    return SettingsXml.write(found, kind, request.version()).toResponse(200);
  }

  private CompletionStage<Response> change(StorageRequest request) {
    request.access().requireAccount(Level.SERVICE, "w");
    XmlElement document = XmlElement.parse(request.body(BODY_BYTES_MAX));
    return settings
        .change(request.account(), kind, before -> SettingsXml.changed(before, document, kind))
        .thenApply(_ -> Response.of(202));
  }

  /// There is one place only, so the other one is always up to date. Answered there and here.
  private static Response statistics(StorageRequest request) {
    request.access().requireAccount(Level.SERVICE, "r");
    return new XmlWriter()
        .start("StorageServiceStats")
        .start("GeoReplication")
        .element("Status", "live")
        .element("LastSyncTime", WireTimes.http(request.now()))
        .toResponse(200);
  }
}
