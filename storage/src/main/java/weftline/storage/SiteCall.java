package weftline.storage;

import weftline.net.Headers;
import weftline.net.Request;

/// A request to the site of an account. It means a blob of the container `$web`, brings no
/// credentials, and its query is the page's own.
record SiteCall(Request wrapped, String account) implements Targeted {
  static final String CONTAINER = "$web";

  @Override
  public Target target() {
    return Target.inHost(account, "/" + CONTAINER + wrapped.rawPath());
  }

  @Override
  public String rawQuery() {
    return "";
  }

  @Override
  public Headers headers() {
    return new Headers(
        wrapped.headers().fields().stream()
            .filter(field -> !field.name().equalsIgnoreCase("Authorization"))
            .toList());
  }
}
