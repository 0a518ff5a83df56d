package weftline.controller.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import weftline.controller.Controller;
import weftline.controller.HttpMail;
import weftline.controller.Peer;
import weftline.controller.Standing;
import weftline.net.BodyTooLargeException;
import weftline.net.Handler;
import weftline.net.Headers;
import weftline.net.HttpCall;
import weftline.net.HttpClient;
import weftline.net.Query;
import weftline.net.Request;
import weftline.net.Response;
import weftline.net.StreamedAnswer;
import weftline.net.UnreachableException;

/// Lets every controller answer for the group: what only the primary knows or may do is passed on
/// to it, and its answer back. So any client can turn to any controller.
public final class Forwarding implements Handler {
  private static final Set<String> OWN_AFFAIRS =
      Set.of(HttpMail.PATH, "/healthz", "/readyz", "/metrics", "/openapi.json");

  /// What belongs to one connection, or is made anew for the next.
  private static final Set<String> NOT_PASSED_ON =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /// Longer than the longest wait that anybody may ask for.
  private static final Duration ANSWER_MAX = Duration.ofSeconds(75);

  /// An upload that does not say how long it is has to be taken in before it is passed on.
  static final int UNMEASURED_BYTES_MAX = 64 << 20;

  private static final Set<String> READS = Set.of("GET", "HEAD");
  private static final Set<Integer> WITHOUT_BODY = Set.of(204, 304);
  private static final int COPY_BYTES = 16 << 10;

  private final Handler here;
  private final Handler primary;
  private final Controller controller;
  private final HttpClient client;
  private final String scheme;
  private final Executor workers;

  /// @param here what answers at the primary
  /// @param client shows that it comes from a controller
  /// @param scheme `http` or `https`
  public Forwarding(
      Handler here, Controller controller, HttpClient client, String scheme, Executor workers) {
    this.here = here;
    this.primary = new Introductions(here, controller);
    this.controller = controller;
    this.client = client;
    this.scheme = scheme;
    this.workers = workers;
  }

  @Override
  public CompletionStage<Response> handle(Request request) {
    if (OWN_AFFAIRS.contains(request.rawPath()) || wantsWhatIsHere(request)) {
      return here.handle(request);
    }
    CompletableFuture<Void> over = controller.otherPrimary();
    return switch (controller.standing()) {
      case Standing.Primary() -> primary.handle(ForwardedRequest.unwrap(request));
      case Standing.Secondary(var other) ->
          other.isEmpty() || ForwardedRequest.isForwarded(request)
              ? CompletableFuture.completedStage(noPrimary())
              : Handler.blocking(workers, passed -> forward(passed, other.get(), over))
                  .handle(request);
    };
  }

  private static boolean wantsWhatIsHere(Request request) {
    return request.method().equals("GET")
        && Query.parse(request.rawQuery())
            .first("stale")
            .filter(text -> !text.equals("false"))
            .isPresent();
  }

  private static Response noPrimary() {
    return ApiErrors.of(
            503,
            "Unavailable",
            "The controllers have no primary now.",
            "Try again soon; a majority of the controllers must run.")
        .with("Retry-After", "1");
  }

  /// @param over ends the wait for a primary that another one has followed
  private Response forward(Request request, Peer primary, CompletableFuture<Void> over)
      throws IOException {
    URI uri = URI.create(scheme + "://" + primary.address() + target(request));
    HttpCall call =
        new HttpCall(request.method(), uri, headers(request), content(request), ANSWER_MAX);
    try {
      return passedBack(client.stream(call, over));
    } catch (UnreachableException e) {
      return unanswered(primary);
    } catch (IOException e) {
      return READS.contains(request.method()) ? unanswered(primary) : unsure(primary);
    }
  }

  private static Response unanswered(Peer primary) {
    return ApiErrors.of(
            503,
            "Unavailable",
            "The primary %s does not answer.".formatted(primary.name()),
            "Try again soon; if it is gone, another one takes over.")
        .with("Retry-After", "1");
  }

  /// It got the request, or a part of it.
  private static Response unsure(Peer primary) {
    return ApiErrors.of(
        503,
        "Unavailable",
        "The primary %s ended without an answer; it is not known whether the change was made."
            .formatted(primary.name()),
        "See whether it was made before you try again.");
  }

  private static String target(Request request) {
    return request.rawQuery().isEmpty()
        ? request.rawPath()
        : request.rawPath() + "?" + request.rawQuery();
  }

  private static Headers headers(Request request) {
    Headers passed = Headers.EMPTY;
    for (Headers.Field field : request.headers().fields()) {
      if (isPassedOn(field) && !ForwardedRequest.isOurs(field)) {
        passed = passed.with(field.name(), field.value());
      }
    }
    return ForwardedRequest.mark(passed, request.peer());
  }

  private static boolean isPassedOn(Headers.Field field) {
    return !NOT_PASSED_ON.contains(field.name().toLowerCase(Locale.ROOT))
        && !field.name().startsWith(":");
  }

  private static HttpCall.Content content(Request request) throws IOException {
    Optional<Long> length = request.contentLength();
    if (length.isPresent()) {
      return length.get() == 0
          ? new HttpCall.Content.None()
          : new HttpCall.Content.Stream(request::bodyStream, length.get());
    }
    if (request.headers().first("Transfer-Encoding").isEmpty()) {
      return new HttpCall.Content.None();
    }
    try (InputStream body = request.bodyStream()) {
      byte[] bytes = body.readNBytes(UNMEASURED_BYTES_MAX + 1);
      if (bytes.length > UNMEASURED_BYTES_MAX) {
        throw new BodyTooLargeException(UNMEASURED_BYTES_MAX);
      }
      return new HttpCall.Content.Bytes(bytes);
    }
  }

  private static Response passedBack(StreamedAnswer answer) throws IOException {
    Headers passed = Headers.EMPTY;
    for (Headers.Field field : answer.headers().fields()) {
      if (isPassedOn(field)) {
        passed = passed.with(field.name(), field.value());
      }
    }
    if (WITHOUT_BODY.contains(answer.status())) {
      answer.close();
      return new Response(answer.status(), passed, new Response.Body.Bytes(new byte[0]));
    }
    long length = answer.headers().first("Content-Length").map(Long::parseLong).orElse(-1L);
    return new Response(
        answer.status(), passed, new Response.Body.Stream(length, out -> copy(answer, out)));
  }

  /// Line by line if that is how they come: somebody watches.
  private static void copy(StreamedAnswer answer, OutputStream out) throws IOException {
    try (answer) {
      byte[] some = new byte[COPY_BYTES];
      for (int read = answer.body().read(some); read >= 0; read = answer.body().read(some)) {
        out.write(some, 0, read);
        out.flush();
      }
    }
  }
}
