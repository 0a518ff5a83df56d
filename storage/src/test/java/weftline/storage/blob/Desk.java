package weftline.storage.blob;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import weftline.kv.KeyValueStore;
import weftline.kv.MemoryStore;
import weftline.net.Response;
import weftline.storage.Access;
import weftline.storage.PlainRequest;
import weftline.storage.StorageError;
import weftline.storage.StorageException;

/// A blob service without a wire, with the container `box` of the account `me`, and with a clock
/// that tests move.
final class Desk implements AutoCloseable {
  static final String BOX = "/me/box?restype=container";
  static final String BLOB = "/me/box/blob";

  final KeyValueStore store;
  private final ExtentStore extents;
  private final BlobService service;
  private Instant now = PlainRequest.NOW;

  Desk(Path folder) {
    this(folder, new MemoryStore());
  }

  /// Closes the store in the end.
  Desk(Path folder, KeyValueStore store) {
    this.store = store;
    try {
      extents = ExtentStore.open(folder, 1_000_000, Runnable::run);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    service = new BlobService(store, extents);
    send(PlainRequest.of("PUT", BOX));
  }

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  void collect() {
    try {
      service.collect(now);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Response send(PlainRequest request) {
    return send(request, new Access.Owner());
  }

  Response send(PlainRequest request, Access access) {
    try {
      return service.handle(request.authenticated(access, now)).toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The status of the answer, or the code of the refusal.
  String outcome(PlainRequest request) {
    try {
      return Integer.toString(send(request).status());
    } catch (StorageException e) {
      return e.error() == StorageError.NOT_MODIFIED ? "304" : e.error().code();
    }
  }

  String header(PlainRequest request, String name) {
    return send(request).headers().first(name).orElse("");
  }

  String body(PlainRequest request) {
    return text(send(request));
  }

  static String text(Response response) {
    return switch (response.body()) {
      case Response.Body.Bytes(byte[] bytes) -> new String(bytes, StandardCharsets.UTF_8);
      case Response.Body.Stream(_, Response.Writer writer) -> {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
          writer.write(out);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        yield out.toString(StandardCharsets.UTF_8);
      }
      case Response.Body.FilePart part -> throw new AssertionError(part);
    };
  }

  static PlainRequest put(String body) {
    return PlainRequest.of("PUT", BLOB).with("x-ms-blob-type", "BlockBlob").withBody(body);
  }

  static PlainRequest get() {
    return PlainRequest.of("GET", BLOB);
  }

  static PlainRequest head() {
    return PlainRequest.of("HEAD", BLOB);
  }

  static PlainRequest change(String operation) {
    return PlainRequest.of("PUT", BLOB + "?comp=" + operation);
  }

  static PlainRequest delete() {
    return PlainRequest.of("DELETE", BLOB);
  }

  @Override
  public void close() {
    extents.close();
    store.close();
  }
}
