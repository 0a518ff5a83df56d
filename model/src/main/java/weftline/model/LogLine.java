package weftline.model;

import java.time.Instant;

/// One line that an instance wrote, or that the fabric wrote about it.
///
/// @param stream `out`, `err`, or `fabric`
public record LogLine(
    Instant at, ServiceName service, InstanceId instance, String stream, String text) {
  public static final String OUT = "out";
  public static final String ERR = "err";
  public static final String FABRIC = "fabric";
}
