package weftline.sdk;

/// What became different while the role runs.
public sealed interface Change {
  /// A setting has a new value, was added, or is gone.
  record Setting(String name) implements Change {}

  /// Instances of a role were added, moved or removed.
  record Topology(String role) implements Change {}
}
