package weftline.bench;

import java.nio.charset.StandardCharsets;

/// One HTTP answer.
///
/// @param body empty if the script did not want it
record Answer(int status, byte[] body) {
  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /// Ends the measurement of a server that does not do what it is measured for.
  void expect(int wanted) {
    if (status != wanted) {
      throw new BenchException("expected " + wanted + ", got " + status + ": " + text());
    }
  }
}
