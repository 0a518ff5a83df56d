package weftline.controller;

import java.util.Optional;

/// What a controller may do in its group now.
public sealed interface Standing {
  /// It decides.
  record Primary() implements Standing {}

  /// It applies what another one has decided.
  ///
  /// @param primary empty while none is known
  record Secondary(Optional<Peer> primary) implements Standing {}
}
