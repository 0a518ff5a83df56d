package weftline.storage.blob;

import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Executor;
import weftline.net.Headers;
import weftline.net.HttpCall;
import weftline.net.HttpClient;
import weftline.net.StreamedAnswer;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;

/// Reads from other servers what is to be copied.
///
/// @param client empty where other servers are not asked
/// @param executor runs copies that outlive their request; its threads may block
public record RemoteSources(Optional<HttpClient> client, Executor executor) {
  /// Asks nobody.
  static final RemoteSources NONE = new RemoteSources(Optional.empty(), Runnable::run);

  private static final String VERSION = "2021-12-02";

  /// Asks the server that a URL names; anything but success is a refusal.
  StreamedAnswer get(Source.Foreign source) throws IOException {
    HttpClient asked =
        client.orElseThrow(() ->
            new StorageException(
                StorageError.CANNOT_VERIFY_COPY_SOURCE_AS_FORBIDDEN,
                "This server copies from itself only."));
    HttpCall call = HttpCall.get(source.url()).with("x-ms-version", VERSION);
    for (Headers.Field field : source.headers().fields()) {
      call = call.with(field.name(), field.value());
    }
    StreamedAnswer answer;
    try {
      answer = asked.stream(call);
    } catch (IOException e) {
      throw new StorageException(
          StorageError.CANNOT_VERIFY_COPY_SOURCE, "The source of the copy does not answer.");
    }
    if (answer.ok()) {
      return answer;
    }
    answer.close();
    throw unverified(answer.status(), StorageError.CANNOT_VERIFY_COPY_SOURCE);
  }

  /// What the source is said to be long; without that, nothing is taken.
  static long length(StreamedAnswer answer) {
    return answer
        .headers()
        .first("Content-Length")
        .filter(text -> text.matches("\\d{1,18}"))
        .map(Long::valueOf)
        .orElseThrow(() ->
            new StorageException(
                StorageError.CANNOT_VERIFY_COPY_SOURCE,
                "The source of the copy does not say how long it is."));
  }

  /// What another storage service says of the source. What no client could have sent is not taken.
  static SortedMap<String, String> metadata(StreamedAnswer answer) {
    return StorageRequest.metadata(answer.headers());
  }

  /// Says why a source cannot be read.
  static StorageException unverified(int status, StorageError cause) {
    if (cause == StorageError.SOURCE_CONDITION_NOT_MET) {
      return new StorageException(cause);
    }
    StorageError error =
        switch (status) {
          case 401 -> StorageError.CANNOT_VERIFY_COPY_SOURCE_AS_UNKNOWN;
          case 403 -> StorageError.CANNOT_VERIFY_COPY_SOURCE_AS_FORBIDDEN;
          case 404 -> StorageError.CANNOT_VERIFY_COPY_SOURCE_AS_MISSING;
          case 409 -> StorageError.CANNOT_VERIFY_COPY_SOURCE_AS_CONFLICT;
          case 304, 412 -> StorageError.SOURCE_CONDITION_NOT_MET;
          default -> StorageError.CANNOT_VERIFY_COPY_SOURCE;
        };
    return new StorageException(error)
        .withHeader("x-ms-copy-source-status-code", Integer.toString(status))
        .withHeader("x-ms-copy-source-error-code", cause.code());
  }
}
