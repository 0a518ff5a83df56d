package weftline.agent;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import weftline.model.NodeReport;
import weftline.net.Json;

/// Tells by a number whether a report says something else than another one.
final class Digests {
  private Digests() {}

  static long of(NodeReport report) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Json.write(report));
      return ByteBuffer.wrap(hash).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
