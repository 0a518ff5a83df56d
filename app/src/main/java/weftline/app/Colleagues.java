package weftline.app;

import java.util.List;
import java.util.concurrent.Executor;
import weftline.controller.Peer;
import weftline.net.HttpClient;

/// A controller among the others, and how it reaches them.
///
/// @param all the group as it begins
/// @param client shows them who it is
/// @param scheme `http` or `https`
/// @param workers runs what may take long
record Colleagues(Peer self, List<Peer> all, HttpClient client, String scheme, Executor workers) {
  Colleagues {
    all = List.copyOf(all);
    if (!all.contains(self)) {
      throw new IllegalArgumentException(
          "the controllers %s are without %s itself".formatted(all, self));
    }
  }
}
