package weftline.storage;

import weftline.net.Request;

/// A request that knows what it is about better than its path says.
interface Targeted extends Request {
  Target target();
}
