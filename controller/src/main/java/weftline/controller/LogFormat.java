package weftline.controller;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import weftline.model.DeploymentId;
import weftline.model.InstanceId;
import weftline.model.LogLine;
import weftline.model.ServiceName;

/// How a line lies on disk: time, deployment, role, index, stream and text, with tabs between them.
/// One line there for each line of the role, so that `zgrep` works.
final class LogFormat {
  static final int TEXT_CHARACTERS_MAX = 32 << 10;
  private static final int FIELDS = 6;
  private static final String CUT = " … (cut off)";

  private LogFormat() {}

  static byte[] encode(LogLine line) {
    var id = line.instance();
    var text =
        "%s\t%s\t%s\t%d\t%s\t%s\n"
            .formatted(
                line.at(),
                id.deployment(),
                id.role(),
                id.index(),
                line.stream().replace('\t', ' '),
                escape(line.text()));
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Empty for what no line ever was: the torn end of a file.
  static Optional<LogLine> decode(ServiceName service, byte[] bytes, int length) {
    var fields = new String(bytes, 0, length, StandardCharsets.UTF_8).split("\t", FIELDS);
    if (fields.length < FIELDS) {
      return Optional.empty();
    }
    try {
      var instance =
          new InstanceId(new DeploymentId(fields[1]), fields[2], Integer.parseInt(fields[3]));
      return Optional.of(
          new LogLine(Instant.parse(fields[0]), service, instance, fields[4], unescape(fields[5])));
    } catch (DateTimeException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String escape(String text) {
    var kept =
        text.length() > TEXT_CHARACTERS_MAX ? text.substring(0, TEXT_CHARACTERS_MAX) + CUT : text;
    return kept.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }

  private static String unescape(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    var out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      char character = text.charAt(at++);
      if (character != '\\' || at == text.length()) {
        out.append(character);
      } else {
        char escaped = text.charAt(at++);
        out.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
      }
    }
    return out.toString();
  }
}
