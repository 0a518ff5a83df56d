package weftline.app;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import weftline.controller.Peer;
import weftline.net.HttpClient;

/// A controller among the others, and how it reaches them.
///
/// @param all the group as it begins; one that joins it later is not among them
/// @param client shows them who it is
/// @param scheme `http` or `https`
/// @param workers runs what may take long
/// @param silenceMax how long nothing may be heard of a primary
record Colleagues(
    Peer self,
    List<Peer> all,
    HttpClient client,
    String scheme,
    Executor workers,
    Duration silenceMax) {
  Colleagues {
    all = List.copyOf(all);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("there is no group without controllers");
    }
  }
}
