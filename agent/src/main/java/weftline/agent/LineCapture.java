package weftline.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/// Cuts what a program writes into lines. Reads always, so that the program never waits for us;
/// what comes faster than the limit is counted and left out.
final class LineCapture {
  static final int LINE_MAX = 8 * 1024;
  static final int LINES_A_SECOND_MAX = 1_000;
  private static final int BUFFER = 8 * 1024;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final InputStream stream;
  private final InstantSource clock;
  private final Consumer<String> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private Instant secondStart;
  private int linesThisSecond;
  private long leftOut;

  LineCapture(InputStream stream, InstantSource clock, Consumer<String> lines) {
    this.stream = stream;
    this.clock = clock;
    this.lines = lines;
    this.secondStart = clock.instant();
  }

  /// Reads until the program, and all who hold its stream, have ended.
  void run() {
    byte[] buffer = new byte[BUFFER];
    try (stream) {
      for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        take(buffer, count);
      }
    } catch (IOException e) {
      // The stream was closed under us because the process was ended: the same as its end.
    }
    if (line.size() > 0) {
      finishLine();
    }
    tellLeftOut();
  }

  private void take(byte[] buffer, int count) {
    for (int i = 0; i < count; i++) {
      if (buffer[i] == '\n') {
        finishLine();
      } else {
        line.write(buffer[i]);
        if (line.size() >= LINE_MAX) {
          finishLine();
        }
      }
    }
  }

  private void finishLine() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (isWithinLimit()) {
      lines.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    } else {
      leftOut++;
    }
  }

  private boolean isWithinLimit() {
    Instant now = clock.instant();
    if (!now.isBefore(secondStart.plus(SECOND))) {
      secondStart = now;
      linesThisSecond = 0;
      tellLeftOut();
    }
    linesThisSecond++;
    return linesThisSecond <= LINES_A_SECOND_MAX;
  }

  private void tellLeftOut() {
    if (leftOut > 0) {
      lines.accept(
          "(%d lines left out: more than %d in a second)".formatted(leftOut, LINES_A_SECOND_MAX));
      leftOut = 0;
    }
  }
}
