package weftline.storage;

import weftline.net.WrappedRequest;

/// A request that knows what it is about better than its path says.
interface Targeted extends WrappedRequest {
  Target target();
}
