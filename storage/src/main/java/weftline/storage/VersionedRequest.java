package weftline.storage;

import weftline.net.Headers;
import weftline.net.Request;
import weftline.net.WrappedRequest;

/// A request that says no version, read as if it did. Only after its signature has been checked,
/// which counts the headers that were sent.
record VersionedRequest(Request wrapped, String version) implements WrappedRequest {
  @Override
  public Headers headers() {
    return wrapped.headers().with(Answer.VERSION, version);
  }
}
