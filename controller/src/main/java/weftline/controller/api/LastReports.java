package weftline.controller.api;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import weftline.model.RackReport;
import weftline.net.Json;
import weftline.net.JsonException;

/// What each aggregator has said last, as it came and as it was read. While all is well it says the
/// same again word for word, and to read that again would be the largest part of taking it in.
final class LastReports {
  /// More racks than one fabric has; then all of them are read once more.
  static final int RACKS_MAX = 20_000;

  /// Of their bytes no more than this is kept, whatever each says.
  static final int BYTES_MAX = 64 << 20;

  private final Map<String, Said> last = new ConcurrentHashMap<>();
  private int bytes;

  /// @param by who has said it, which is known for certain
  RackReport read(String by, byte[] body) throws JsonException {
    Optional<Said> before = Optional.ofNullable(last.get(by));
    if (before.filter(said -> Arrays.equals(said.body(), body)).isPresent()) {
      return before.get().report();
    }
    RackReport report = Json.read(body, RackReport.class);
    if (report.full().isEmpty()) {
      keep(by, new Said(body, report));
    }
    return report;
  }

  /// Rare beside reading.
  private synchronized void keep(String by, Said said) {
    if (last.size() >= RACKS_MAX || bytes + said.body().length > BYTES_MAX) {
      last.clear();
      bytes = 0;
    }
    bytes += said.body().length;
    Optional.ofNullable(last.put(by, said)).ifPresent(before -> bytes -= before.body().length);
  }

  /// A report and the bytes that it was read from.
  private record Said(byte[] body, RackReport report) {}
}
