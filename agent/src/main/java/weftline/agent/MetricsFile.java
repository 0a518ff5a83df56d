package weftline.agent;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weftline.model.RoleNumbers;

/// The file in which a role says numbers of its own: lines of a name and a number. It belongs to
/// the role, which may put anything there; what is wrong with it is told once.
final class MetricsFile {
  static final int BYTES_MAX = 4 * 1024;
  private static final int DIGITS_MAX = 9;
  private static final Pattern LINE =
      Pattern.compile("(?<name>\\S+)\\s+(?<number>[0-9]{1," + DIGITS_MAX + "})\\s*");

  /// Numbers are rounded up to fewer than this before their zeros, so that small changes are no
  /// news.
  private static final int COARSE = 100;

  private final Path file;
  private volatile Optional<RoleNumbers> numbers = Optional.empty();
  private boolean told;

  MetricsFile(Path file) {
    this.file = file;
  }

  /// What stood there when it was read last; empty if nothing did.
  Optional<RoleNumbers> numbers() {
    return numbers;
  }

  /// Reads it anew.
  ///
  /// @return what is wrong with it, the first time that something is
  synchronized Optional<String> read() {
    Reading reading = Reading.of(file);
    numbers = Optional.of(reading.found()).filter(all -> !all.isEmpty()).map(RoleNumbers::new);
    Optional<String> news = reading.wrong().filter(_ -> !told);
    told |= news.isPresent();
    return news;
  }

  /// What one look has found.
  private record Reading(Map<String, Integer> found, Optional<String> wrong) {
    private static Reading of(Path file) {
      try {
        byte[] bytes = bytes(file);
        return bytes.length > BYTES_MAX
            ? new Reading(Map.of(), Optional.of("it is longer than %d bytes".formatted(BYTES_MAX)))
            : of(new String(bytes, StandardCharsets.UTF_8).lines().toList());
      } catch (NoSuchFileException e) {
        return new Reading(Map.of(), Optional.empty());
      } catch (IOException e) {
        return new Reading(Map.of(), Optional.of("it cannot be read: " + e.getMessage()));
      }
    }

    private static Reading of(List<String> lines) {
      Map<String, Integer> found = new TreeMap<>();
      Optional<String> wrong = Optional.empty();
      for (int i = 0; i < lines.size(); i++) {
        Optional<String> trouble = take(lines.get(i), found);
        int number = i + 1;
        wrong = wrong.or(() -> trouble.map(text -> "line %d %s".formatted(number, text)));
      }
      return new Reading(found, wrong);
    }

    /// @return what is wrong with the line
    private static Optional<String> take(String line, Map<String, Integer> found) {
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches() || !RoleNumbers.isName(matcher.group("name"))) {
        return Optional.of(
            "is not a name of at most 32 small letters, digits and hyphens and then a number of at"
                + " most %d digits".formatted(DIGITS_MAX));
      }
      if (found.size() == RoleNumbers.NAMES_MAX && !found.containsKey(matcher.group("name"))) {
        return Optional.of("is one name too many; the most is " + RoleNumbers.NAMES_MAX);
      }
      found.put(matcher.group("name"), coarse(Integer.parseInt(matcher.group("number"))));
      return Optional.empty();
    }

    private static int coarse(int number) {
      int step = 1;
      while (number / step >= COARSE) {
        step *= 10;
      }
      return Math.ceilDiv(number, step) * step;
    }

    /// Opened for writing, too, so that a pipe in its place makes nobody wait, and without
    /// following a link.
    private static byte[] bytes(Path file) throws IOException {
      try (var channel =
          FileChannel.open(
              file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
        int size = (int) Math.min(channel.size(), BYTES_MAX + 1L);
        return size == 0 ? new byte[0] : Channels.newInputStream(channel).readNBytes(size);
      }
    }
  }
}
