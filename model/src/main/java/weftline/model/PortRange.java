package weftline.model;

/// Ports from `min` to `max`, both included.
public record PortRange(int min, int max) {
  public PortRange {
    if (min < 1 || max > 65_535 || min > max) {
      throw new IllegalArgumentException("no port range: " + min + " to " + max);
    }
  }
}
