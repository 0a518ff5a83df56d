package weftline.net;

import java.time.Duration;

/// How much a server lets its clients do.
///
/// @param headerBytes of all header fields together, and of the first line
/// @param connections open at once; what comes beyond is closed
/// @param idle how long a connection may be without a byte either way, and about how long the next
///   request's head may take to come, however many bytes come meanwhile
/// @param drain how long requests under way may take to end when the server closes
/// @param bodyRate bytes of a body that must come, or be taken, in a second, on the average of a
///   time as long as a connection may be idle; only where it is the client for whom everybody
///   waits. Bytes on their way to a client count when the part they are sent in,
///   [BodyBuffers#BYTES] of a large body, is out: a client may not take longer for one than a
///   connection may be idle
public record HttpLimits(
    int headerBytes, int connections, Duration idle, Duration drain, int bodyRate) {
  private static final int BODY_RATE = 256;

  public static final HttpLimits DEFAULT =
      new HttpLimits(32 << 10, 10_000, Duration.ofSeconds(120), Duration.ofSeconds(5));

  public HttpLimits(int headerBytes, int connections, Duration idle, Duration drain) {
    this(headerBytes, connections, idle, drain, BODY_RATE);
  }

  public HttpLimits withConnections(int newConnections) {
    return new HttpLimits(headerBytes, newConnections, idle, drain, bodyRate);
  }

  public HttpLimits withIdle(Duration newIdle) {
    return new HttpLimits(headerBytes, connections, newIdle, drain, bodyRate);
  }

  public HttpLimits withDrain(Duration newDrain) {
    return new HttpLimits(headerBytes, connections, idle, newDrain, bodyRate);
  }

  public HttpLimits withBodyRate(int newBodyRate) {
    return new HttpLimits(headerBytes, connections, idle, drain, newBodyRate);
  }
}
