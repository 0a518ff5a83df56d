package weftline.storage.queue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import weftline.net.Response;
import weftline.storage.Level;
import weftline.storage.StorageError;
import weftline.storage.StorageException;
import weftline.storage.StorageRequest;
import weftline.storage.WireTimes;
import weftline.storage.XmlElement;

/// One request about the messages of one queue.
record MessageRequests(Queues queues, Messages messages, StorageRequest request, String queueName) {
  private static final int ROUNDS_MAX = 10;
  private static final int TEXT_BYTES_MAX = 64 * 1024;

  /// Escaped, a character of the text may take six times its bytes.
  private static final int BODY_BYTES_MAX = 6 * TEXT_BYTES_MAX + 1_024;

  private static final int TAKE_MAX = 32;
  private static final int INVISIBLE_SECONDS_MAX = 7 * 24 * 3_600;
  private static final int INVISIBLE_SECONDS_DEFAULT = 30;
  private static final Duration LIFE_DEFAULT = Duration.ofDays(7);
  private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

  /// `/queue/messages`.
  CompletionStage<Response> all() {
    return switch (request.method()) {
      case "POST" -> put();
      case "GET" -> request.query().text("peekonly").equals("true") ? peek() : take();
      case "DELETE" -> clear();
      default -> throw new StorageException(StorageError.UNSUPPORTED_HTTP_VERB);
    };
  }

  /// `/queue/messages/id`.
  CompletionStage<Response> one(String id) {
    return switch (request.method()) {
      case "PUT" -> update(id);
      case "DELETE" -> delete(id);
      default -> throw new StorageException(StorageError.UNSUPPORTED_HTTP_VERB);
    };
  }

  private CompletionStage<Response> put() {
    request.access().require(Level.OBJECT, "a");
    Duration delay = invisible(0, 0);
    Optional<Duration> life = life();
    if (life.isPresent() && delay.compareTo(life.get()) >= 0) {
      throw new StorageException(
              StorageError.INVALID_QUERY_PARAMETER_VALUE,
              "The visibility timeout must be shorter than the time to live.")
          .withDetail("QueryParameterName", "visibilitytimeout")
          .withDetail("QueryParameterValue", Long.toString(delay.toSeconds()));
    }
    Instant expiresAt = life.map(request.now()::plus).orElse(NEVER);
    String text = text().orElseThrow(() -> new StorageException(StorageError.INVALID_XML_DOCUMENT));
    return inQueue(queue -> messages.put(queue, request.now(), delay, expiresAt, text))
        .thenApply(message -> QueueXml.put(message, request.version()));
  }

  /// Empty for a message that never expires.
  private Optional<Duration> life() {
    Optional<Integer> seconds = request.query().number("messagettl", -1, Integer.MAX_VALUE);
    if (seconds.isEmpty()) {
      return Optional.of(LIFE_DEFAULT);
    }
    if (seconds.get() == 0) {
      throw outOfRange("messagettl", "0", 1, Integer.MAX_VALUE);
    }
    return seconds.filter(given -> given > 0).map(Duration::ofSeconds);
  }

  private CompletionStage<Response> take() {
    request.access().require(Level.OBJECT, "p");
    Duration invisible = invisible(1, INVISIBLE_SECONDS_DEFAULT);
    int max = wanted();
    return inQueue(queue -> messages.take(queue, request.now(), invisible, max))
        .thenApply(QueueXml::taken);
  }

  private CompletionStage<Response> peek() {
    request.access().require(Level.OBJECT, "r");
    return CompletableFuture.completedFuture(
        QueueXml.peeked(messages.peek(open(), request.now(), wanted())));
  }

  private int wanted() {
    return request.query().number("numofmessages", 1, TAKE_MAX).orElse(1);
  }

  private CompletionStage<Response> clear() {
    request.access().require(Level.OBJECT, "d");
    return queues
        .clear(request.account(), queueName)
        .thenApply(generation -> {
          messages.forget(generation);
          return Response.of(204);
        });
  }

  private CompletionStage<Response> update(String id) {
    request.access().require(Level.OBJECT, "u");
    if (!request.query().has("visibilitytimeout")) {
      throw missing("visibilitytimeout");
    }
    Receipt receipt = receipt(id);
    Duration delay = invisible(0, 0);
    Change change = new Change(receipt, request.now(), delay, text());
    return inQueue(queue -> messages.change(queue, change))
        .thenApply(message ->
            Response.of(204)
                .with("x-ms-popreceipt", Receipt.text(message.row().receipt()))
                .with("x-ms-time-next-visible", WireTimes.http(message.row().visibleAt())));
  }

  private CompletionStage<Response> delete(String id) {
    request.access().require(Level.OBJECT, "p");
    Receipt receipt = receipt(id);
    return inQueue(queue -> messages.delete(queue, receipt, request.now()))
        .thenApply(_ -> Response.of(204));
  }

  /// Does the work on the queue; again if the queue is cleared just then.
  private <T> CompletionStage<T> inQueue(Function<OpenQueue, CompletionStage<T>> work) {
    return inQueue(work, 1);
  }

  private <T> CompletionStage<T> inQueue(Function<OpenQueue, CompletionStage<T>> work, int round) {
    return work.apply(open())
        .exceptionallyCompose(failure -> {
          boolean ended =
              failure instanceof GenerationEndedException
                  || failure.getCause() instanceof GenerationEndedException;
          return ended && round < ROUNDS_MAX
              ? inQueue(work, round + 1)
              : CompletableFuture.failedFuture(failure);
        });
  }

  private OpenQueue open() {
    return queues.open(request.account(), queueName);
  }

  private Receipt receipt(String id) {
    return Receipt.parse(
        id, request.query().first("popreceipt").orElseThrow(() -> missing("popreceipt")));
  }

  private Duration invisible(int min, int otherwise) {
    return Duration.ofSeconds(
        request.query().number("visibilitytimeout", min, INVISIBLE_SECONDS_MAX).orElse(otherwise));
  }

  /// What the body says; empty without a body.
  private Optional<String> text() {
    byte[] body = request.body(BODY_BYTES_MAX);
    if (body.length == 0) {
      return Optional.empty();
    }
    XmlElement message = XmlElement.parse(body);
    String text =
        message
            .childText("MessageText")
            .filter(_ -> message.name().equals("QueueMessage"))
            .orElseThrow(() -> new StorageException(StorageError.INVALID_XML_DOCUMENT));
    if (text.getBytes(StandardCharsets.UTF_8).length > TEXT_BYTES_MAX) {
      throw new StorageException(StorageError.REQUEST_BODY_TOO_LARGE);
    }
    return Optional.of(text);
  }

  private static StorageException missing(String parameter) {
    return new StorageException(StorageError.MISSING_REQUIRED_QUERY_PARAMETER)
        .withDetail("QueryParameterName", parameter);
  }

  private static StorageException outOfRange(String name, String value, int min, int max) {
    return new StorageException(StorageError.OUT_OF_RANGE_QUERY_PARAMETER_VALUE)
        .withDetail("QueryParameterName", name)
        .withDetail("QueryParameterValue", value)
        .withDetail("MinimumAllowed", Integer.toString(min))
        .withDetail("MaximumAllowed", Integer.toString(max));
  }
}
