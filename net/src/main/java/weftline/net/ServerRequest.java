package weftline.net;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import javax.net.ssl.SSLPeerUnverifiedException;

/// A request as Vert.x has received it. The body stays on the wire until somebody asks for it.
final class ServerRequest implements Request {
  private static final int EARLY_BYTES_MAX = 64 << 10;

  private final HttpServerRequest wire;
  private final Context context;
  private final Headers headers;
  private final String target;
  private final boolean hasBody;
  private final BodyWatch bodies;
  private Optional<BodyWatch.Body> watched = Optional.empty();
  private Optional<CompletionStage<byte[]>> early = Optional.empty();
  private boolean continued;

  /// @param bodies of the loop that the request came from
  ServerRequest(HttpServerRequest wire, Context context, BodyWatch bodies) {
    this.wire = wire;
    this.context = context;
    this.bodies = bodies;
    this.headers = headers(wire);
    this.target = target(wire.uri());
    this.hasBody = headers.first("Transfer-Encoding").isPresent() || contentLength().orElse(0L) > 0;
    if (hasBody) {
      wire.pause();
    }
  }

  @Override
  public String method() {
    return wire.method().name();
  }

  @Override
  public String rawPath() {
    int question = target.indexOf('?');
    return question < 0 ? target : target.substring(0, question);
  }

  @Override
  public String rawQuery() {
    int question = target.indexOf('?');
    return question < 0 ? "" : target.substring(question + 1);
  }

  @Override
  public Headers headers() {
    return headers;
  }

  /// Who is not known comes from nowhere: not from this machine, and from no range of addresses.
  @Override
  public InetSocketAddress remote() {
    var remote = wire.remoteAddress();
    return remote == null
        ? new InetSocketAddress(0)
        : new InetSocketAddress(remote.hostAddress(), remote.port());
  }

  @Override
  public Optional<Identity> peer() {
    var session = wire.sslSession();
    if (session == null) {
      return Optional.empty();
    }
    try {
      return session.getPeerCertificates()[0] instanceof X509Certificate certificate
          ? Certificates.identity(certificate)
          : Optional.empty();
    } catch (SSLPeerUnverifiedException _) {
      return Optional.empty();
    }
  }

  @Override
  public boolean secure() {
    return wire.isSSL();
  }

  @Override
  public Optional<Long> contentLength() {
    return headers.first("Content-Length").map(Long::valueOf);
  }

  /// Begins to take a small body off the wire before anybody asks for it, so that a handler that
  /// blocks need not wait for the event loop. Answers whether it has begun.
  boolean readEarly() {
    int length = contentLength().filter(bytes -> bytes <= EARLY_BYTES_MAX).orElse(0L).intValue();
    if (length == 0 || awaitsContinue()) {
      return false;
    }
    var gathered = new GatheredBody(length, length);
    receive(gathered::add, gathered::end, gathered::fail);
    takeAll();
    early = Optional.of(gathered.result());
    return true;
  }

  @Override
  public boolean bodyIsHere() {
    return !hasBody || early.filter(body -> body.toCompletableFuture().isDone()).isPresent();
  }

  @Override
  public CompletionStage<byte[]> body(int limit) {
    if (!hasBody) {
      return CompletableFuture.completedStage(new byte[0]);
    }
    if (contentLength().orElse(0L) > limit) {
      return CompletableFuture.failedStage(new BodyTooLargeException(limit));
    }
    if (early.isPresent()) {
      return early.get();
    }
    var gathered = new GatheredBody(limit, contentLength().orElse(0L).intValue());
    onLoop(() -> {
      receive(gathered::add, gathered::end, gathered::fail);
      takeAll();
    });
    return gathered.result();
  }

  @Override
  public InputStream bodyStream() {
    if (!hasBody) {
      return InputStream.nullInputStream();
    }
    if (early.isPresent()) {
      return new GatheredStream(early.get().toCompletableFuture());
    }
    var stream = new BodyStream(buffers -> onLoop(() -> take(buffers)));
    onLoop(() -> receive(stream::add, stream::end, stream::fail));
    return stream;
  }

  Context context() {
    return context;
  }

  /// Whether the client holds its body back until it is told to go on, and was not told.
  boolean awaitsContinue() {
    return hasBody
        && !continued
        && headers.first("Expect").filter("100-continue"::equalsIgnoreCase).isPresent();
  }

  private void receive(io.vertx.core.Handler<Buffer> data, Runnable end, Consumer<Throwable> lost) {
    var body = bodies.begin(() -> wire.connection().close());
    watched = Optional.of(body);
    wire.handler(
            buffer -> {
              body.came(buffer.length());
              data.handle(buffer);
            })
        .endHandler(nothing -> {
          body.done();
          end.run();
        })
        .exceptionHandler(failure -> {
          body.done();
          lost.accept(failure);
        });
    if (wire.response().closed()) {
      body.done();
      lost.accept(new ClientGoneException());
      return;
    }
    if (awaitsContinue()) {
      continued = true;
      wire.response().writeContinue();
    }
  }

  private void takeAll() {
    watched.ifPresent(body -> body.want(Integer.MAX_VALUE));
    wire.resume();
  }

  private void take(long buffers) {
    watched.ifPresent(body -> body.want(buffers));
    wire.fetch(buffers);
  }

  /// Watches that the client takes the answer fast enough. On the loop.
  BodyWatch.Body watchAnswer() {
    return bodies.begin(() -> wire.connection().close());
  }

  /// What still comes of the body is no concern of its reader any more. On the loop.
  void leaveBody() {
    watched.ifPresent(BodyWatch.Body::done);
  }

  private void onLoop(Runnable work) {
    if (context.equals(Vertx.currentContext())) {
      work.run();
    } else {
      context.runOnContext(nothing -> work.run());
    }
  }

  private static Headers headers(HttpServerRequest wire) {
    List<Headers.Field> fields = new ArrayList<>();
    wire.headers().forEach((name, value) -> fields.add(new Headers.Field(name, value)));
    return new Headers(fields);
  }

  /// Path and query; a client that talks as if to a proxy sends more before them.
  private static String target(String uri) {
    if (uri.startsWith("/")) {
      return uri;
    }
    int authority = uri.indexOf("://");
    int path = authority < 0 ? -1 : uri.indexOf('/', authority + 3);
    return path < 0 ? "/" + uri : uri.substring(path);
  }
}
