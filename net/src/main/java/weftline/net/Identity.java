package weftline.net;

/// Who a certificate of the fabric's authority speaks for.
///
/// @param kind what it may act as
/// @param name the node, balancer, controller or operator
public record Identity(Kind kind, String name) {
  /// What the holder of a certificate may act as.
  public enum Kind {
    CONTROLLER,
    NODE,
    BALANCER,
    STORAGE,
    OPERATOR
  }
}
