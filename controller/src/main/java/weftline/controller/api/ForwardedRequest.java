package weftline.controller.api;

import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import weftline.net.Headers;
import weftline.net.Identity;
import weftline.net.Request;

/// A request that came to another controller first, which vouches for whoever made it.
record ForwardedRequest(Request request, Optional<Identity> maker) implements Request {
  private static final String FORWARDED = "x-weftline-forwarded";
  private static final String MAKER = "x-weftline-peer";

  /// Believes nobody but controllers, who show their certificate.
  static Request unwrap(Request request) {
    boolean trusted =
        request.peer().filter(peer -> peer.kind() == Identity.Kind.CONTROLLER).isPresent();
    return trusted && isForwarded(request)
        ? new ForwardedRequest(
            request, request.headers().first(MAKER).flatMap(ForwardedRequest::read))
        : request;
  }

  static boolean isForwarded(Request request) {
    return request.headers().first(FORWARDED).isPresent();
  }

  static boolean isOurs(Headers.Field field) {
    String name = field.name().toLowerCase(Locale.ROOT);
    return name.equals(FORWARDED) || name.equals(MAKER);
  }

  static Headers mark(Headers headers, Optional<Identity> maker) {
    Headers marked = headers.with(FORWARDED, "1");
    return maker.map(known -> marked.with(MAKER, known.kind() + "/" + known.name())).orElse(marked);
  }

  private static Optional<Identity> read(String text) {
    int slash = text.indexOf('/');
    try {
      return Optional.of(
          new Identity(Identity.Kind.valueOf(text.substring(0, slash)), text.substring(slash + 1)));
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  @Override
  public String method() {
    return request.method();
  }

  @Override
  public String rawPath() {
    return request.rawPath();
  }

  @Override
  public String rawQuery() {
    return request.rawQuery();
  }

  @Override
  public Headers headers() {
    return request.headers();
  }

  @Override
  public InetSocketAddress remote() {
    return request.remote();
  }

  @Override
  public Optional<Identity> peer() {
    return maker;
  }

  @Override
  public boolean secure() {
    return request.secure();
  }

  @Override
  public Optional<Long> contentLength() {
    return request.contentLength();
  }

  @Override
  public CompletionStage<byte[]> body(int limit) {
    return request.body(limit);
  }

  @Override
  public InputStream bodyStream() {
    return request.bodyStream();
  }
}
