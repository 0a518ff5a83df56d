package weftline.controller.api;

import java.util.Locale;
import java.util.Optional;
import weftline.net.Headers;
import weftline.net.Identity;
import weftline.net.Request;
import weftline.net.WrappedRequest;

/// A request that came to another controller first, which vouches for whoever made it.
record ForwardedRequest(Request wrapped, Optional<Identity> maker) implements WrappedRequest {
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
  public Optional<Identity> peer() {
    return maker;
  }
}
