package weftline.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;

/// Makes HTTP/1.1 calls and waits for their answers; meant for virtual threads. Keeps connections
/// open for the next call. Any status is an answer; only an exchange that did not happen fails.
public final class HttpClient implements AutoCloseable {
  private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
  private static final int ANSWER_BYTES_MAX = 64 << 20;
  private static final Set<Integer> REDIRECTS = Set.of(302, 303, 307, 308);

  private final java.net.http.HttpClient.Builder builder;
  private final Optional<SSLContext> identity;
  private final ExecutorService threads;
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<java.net.http.HttpClient> opened = Optional.empty();

  private HttpClient(java.net.http.HttpClient.Builder builder, Optional<SSLContext> identity) {
    this.identity = identity;
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
    this.builder =
        builder
            .version(java.net.http.HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_MAX)
            .executor(threads);
  }

  /// Made when it is needed: it is a tenth of a second's work, and many a program never asks.
  private java.net.http.HttpClient wire() {
    lock.lock();
    try {
      java.net.http.HttpClient wire = opened.orElseGet(builder::build);
      opened = Optional.of(wire);
      return wire;
    } finally {
      lock.unlock();
    }
  }

  /// For plain HTTP, and for servers that the system trusts.
  public static HttpClient open() {
    return new HttpClient(java.net.http.HttpClient.newBuilder(), Optional.empty());
  }

  /// For servers of the fabric; shows them its certificate.
  public static HttpClient open(Credentials credentials) {
    return open(credentials.sslContext());
  }

  /// The same with credentials that may be replaced.
  public static HttpClient open(LiveCredentials credentials) {
    return open(credentials.sslContext());
  }

  private static HttpClient open(SSLContext identity) {
    return new HttpClient(
        java.net.http.HttpClient.newBuilder().sslContext(identity), Optional.of(identity));
  }

  /// A connection for one body after the other, to a server of the fabric or without encryption.
  ///
  /// @param patience for the connection, and then for each answer
  public PostConnection connect(URI uri, String contentType, Duration patience) throws IOException {
    boolean encrypted = uri.getScheme().equals("https");
    if (encrypted && identity.isEmpty()) {
      throw new IOException("cannot show a certificate to " + uri.getAuthority());
    }
    return PostConnection.open(identity.filter(_ -> encrypted), uri, contentType, patience);
  }

  /// Makes the call and takes in the whole answer.
  public HttpAnswer send(HttpCall call) throws IOException {
    return send(call, new CompletableFuture<>());
  }

  /// The same, but fails as soon as nobody wants the answer any more.
  public HttpAnswer send(HttpCall call, CompletableFuture<?> unwanted) throws IOException {
    var exchange =
        wire()
            .sendAsync(
                request(call), BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX));
    var response = await(call, exchange, unwanted);
    return new HttpAnswer(response.statusCode(), headers(response), response.body());
  }

  /// Makes the call and returns when the answer begins.
  public StreamedAnswer stream(HttpCall call) throws IOException {
    return stream(call, new CompletableFuture<>());
  }

  /// The same, but fails if nobody wants the answer any more before it begins.
  public StreamedAnswer stream(HttpCall call, CompletableFuture<?> unwanted) throws IOException {
    var exchange = wire().sendAsync(request(call), BodyHandlers.ofInputStream());
    var response = await(call, exchange, unwanted);
    return new StreamedAnswer(response.statusCode(), headers(response), response.body());
  }

  /// Like [#stream], and goes where the server points to, once. A server that is not the first one
  /// gets none of the headers.
  public StreamedAnswer streamFollowing(HttpCall call) throws IOException {
    var first = stream(call);
    var location = first.headers().first("Location");
    if (!REDIRECTS.contains(first.status()) || location.isEmpty()) {
      return first;
    }
    first.close();
    var next = call.uri().resolve(location.get());
    return stream(
        sameServer(call.uri(), next)
            ? call.to(next)
            : new HttpCall(call.method(), next, Headers.EMPTY, call.content(), call.timeout()));
  }

  @Override
  public void close() {
    lock.lock();
    try {
      opened.ifPresent(java.net.http.HttpClient::shutdownNow);
    } finally {
      lock.unlock();
    }
    threads.shutdownNow();
  }

  private static boolean sameServer(URI one, URI other) {
    return one.getScheme().equals(other.getScheme())
        && one.getAuthority().equals(other.getAuthority());
  }

  private static HttpRequest request(HttpCall call) throws IOException {
    var builder =
        HttpRequest.newBuilder(call.uri())
            .timeout(call.timeout())
            .method(call.method(), publisher(call.content()));
    call.headers().fields().forEach(field -> builder.header(field.name(), field.value()));
    return builder.build();
  }

  private static HttpRequest.BodyPublisher publisher(HttpCall.Content content) throws IOException {
    return switch (content) {
      case HttpCall.Content.None() -> HttpRequest.BodyPublishers.noBody();
      case HttpCall.Content.Bytes(var bytes) -> HttpRequest.BodyPublishers.ofByteArray(bytes);
      case HttpCall.Content.File(var file) -> HttpRequest.BodyPublishers.ofFile(file);
      case HttpCall.Content.Stream(var source, var length) ->
          HttpRequest.BodyPublishers.fromPublisher(
              HttpRequest.BodyPublishers.ofInputStream(() -> open(source)), length);
    };
  }

  private static InputStream open(HttpCall.Source source) {
    try {
      return source.open();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open the body to send", e);
    }
  }

  private static <T> HttpResponse<T> await(
      HttpCall call, CompletableFuture<HttpResponse<T>> exchange, CompletableFuture<?> unwanted)
      throws IOException {
    try {
      var _ =
          CompletableFuture.anyOf(exchange, unwanted)
              .get(call.timeout().toMillis(), TimeUnit.MILLISECONDS);
      if (!exchange.isDone()) {
        exchange.cancel(true);
        throw new IOException(call + ": the answer is not wanted any more");
      }
      return exchange.get();
    } catch (ExecutionException e) {
      throw failed(call, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      exchange.cancel(true);
      throw timedOut(call, e);
    } catch (InterruptedException e) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted during " + call);
    }
  }

  private static IOException failed(HttpCall call, Throwable cause) {
    return switch (cause) {
      case HttpConnectTimeoutException _, ConnectException _ ->
          new UnreachableException(call + ": nobody answers there", cause);
      case HttpTimeoutException _ -> timedOut(call, cause);
      default -> new IOException(call + ": " + cause, cause);
    };
  }

  private static IOException timedOut(HttpCall call, Throwable cause) {
    return new IOException(call + ": no answer within " + call.timeout().toMillis() + " ms", cause);
  }

  private static Headers headers(HttpResponse<?> response) {
    List<Headers.Field> fields = new ArrayList<>();
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> values.forEach(value -> fields.add(new Headers.Field(name, value))));
    return new Headers(fields);
  }
}
