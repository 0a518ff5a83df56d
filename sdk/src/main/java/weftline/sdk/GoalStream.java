package weftline.sdk;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads goals one after the other: the length in hexadecimal, a line end, that many bytes, a line
/// end.
final class GoalStream implements Closeable {
  private static final int FRAME_MAX = 64 * 1024;
  private static final int LENGTH_DIGITS_MAX = 8;

  private final InputStream stream;

  private GoalStream(InputStream stream) {
    this.stream = stream;
  }

  static GoalStream open(Path pipe) throws IOException {
    return new GoalStream(new BufferedInputStream(Files.newInputStream(pipe)));
  }

  /// Waits for the next goal.
  Documents.Goal next() throws IOException {
    int length = length();
    byte[] frame = stream.readNBytes(length);
    if (frame.length < length) {
      throw new EOFException("The goal stream ended within a frame");
    }
    line();
    return Documents.goal(frame);
  }

  private int length() throws IOException {
    String digits = line();
    try {
      int length = Integer.parseInt(digits, 16);
      if (length >= 0 && length <= FRAME_MAX) {
        return length;
      }
    } catch (NumberFormatException e) {
      throw new IOException("The goal stream holds no frame length but '" + digits + "'", e);
    }
    throw new IOException("The goal stream announces a frame of 0x" + digits + " bytes");
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int next = stream.read(); next != '\n'; next = stream.read()) {
      if (next < 0) {
        throw new EOFException("The goal stream ended");
      }
      if (next != '\r') {
        line.append((char) next);
      }
      if (line.length() > LENGTH_DIGITS_MAX) {
        throw new IOException("The goal stream is out of step");
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
