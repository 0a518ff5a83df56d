package weftline.controller;

import java.nio.charset.StandardCharsets;

/// One thing that happened to the replicated log of this controller.
sealed interface LogChange {
  /// Something took a place; what stood there and behind it is void.
  record Added(long index, int term, Proposal proposal) implements LogChange {
    /// The same JSON that a record of this kind has, around bytes that are there already.
    static byte[] bytes(long index, int term, Payload payload) {
      byte[] before =
          "{\"type\":\"Added\",\"index\":%d,\"term\":%d,\"proposal\":"
              .formatted(index, term)
              .getBytes(StandardCharsets.UTF_8);
      byte[] all = new byte[before.length + payload.bytes().length + 1];
      System.arraycopy(before, 0, all, 0, before.length);
      System.arraycopy(payload.bytes(), 0, all, before.length, payload.bytes().length);
      all[all.length - 1] = '}';
      return all;
    }
  }

  /// What stands from this place on is void: no majority had it.
  record Cut(long from) implements LogChange {}
}
