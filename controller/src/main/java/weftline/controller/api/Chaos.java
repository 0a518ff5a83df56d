package weftline.controller.api;

/// Breaks things on purpose, to see them heal. Only some programs can.
@FunctionalInterface
public interface Chaos {
  /// Can do nothing.
  Chaos NONE =
      (action, kind, target) -> {
        throw new UnsupportedOperationException();
      };

  /// Does it, and says in one sentence what was done.
  ///
  /// @param action `kill` or `revive`
  /// @param kind `instance`, `node` or `fd`
  /// @param target which one
  /// @throws IllegalArgumentException if there is no such thing, with a sentence for people
  String strike(String action, String kind, String target);
}
