package weftline.storage;

import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import weftline.net.Headers;
import weftline.net.Identity;
import weftline.net.Request;

/// A request to the site of an account. It means a blob of the container `$web`, brings no
/// credentials, and its query is the page's own.
record SiteCall(Request wire, String account) implements Targeted {
  static final String CONTAINER = "$web";

  @Override
  public Target target() {
    return Target.inHost(account, "/" + CONTAINER + wire.rawPath());
  }

  @Override
  public String method() {
    return wire.method();
  }

  @Override
  public String rawPath() {
    return wire.rawPath();
  }

  @Override
  public String rawQuery() {
    return "";
  }

  @Override
  public Headers headers() {
    return new Headers(
        wire.headers().fields().stream()
            .filter(field -> !field.name().equalsIgnoreCase("Authorization"))
            .toList());
  }

  @Override
  public InetSocketAddress remote() {
    return wire.remote();
  }

  @Override
  public Optional<Identity> peer() {
    return wire.peer();
  }

  @Override
  public boolean secure() {
    return wire.secure();
  }

  @Override
  public Optional<Long> contentLength() {
    return wire.contentLength();
  }

  @Override
  public CompletionStage<byte[]> body(int limit) {
    return wire.body(limit);
  }

  @Override
  public InputStream bodyStream() {
    return wire.bodyStream();
  }
}
