package weftline.controller;

/// How much of what roles write is kept.
///
/// @param chunkBytes a file of a service's log is closed and compressed at this size
/// @param serviceBytes the oldest files of a service are dropped beyond this, as they lie on disk
public record LogLimits(long chunkBytes, long serviceBytes) {
  public static final LogLimits DEFAULT = new LogLimits(8L << 20, 256L << 20);
}
