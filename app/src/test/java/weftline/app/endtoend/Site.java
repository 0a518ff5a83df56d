package weftline.app.endtoend;

import java.io.IOException;
import java.util.List;

/// Where the programs of a fabric stand: each at an address of its own.
sealed interface Site extends AutoCloseable permits CabledSite, LoopbackSite {
  /// With cables where that is allowed; says so if it is not.
  ///
  /// @param offset what another site on this machine does not have
  static Site here(int offset) throws InterruptedException {
    try {
      return CabledSite.lay();
    } catch (IOException e) {
      System.out.printf(
          "no network namespaces here (%s): loopback addresses, and who is cut off stands still%n",
          e.getMessage());
      return new LoopbackSite(offset);
    }
  }

  /// The address of a program: `c1` to `c9`, `n1` to `n89`, `b1`, `s1`.
  String host(String program);

  /// What to put before a command line so that it runs at the program's address.
  List<String> entrance(String program) throws IOException, InterruptedException;

  /// From now on it hears nobody, and nobody hears it.
  void cut(String program, long pid) throws IOException, InterruptedException;

  /// Undoes what [#cut] or [#mute] has done.
  void mend(String program, long pid) throws IOException, InterruptedException;

  /// Whether [#mute] does anything.
  boolean mutes();

  /// From now on it hears everybody, but nobody hears it.
  void mute(String program) throws IOException, InterruptedException;

  @Override
  void close() throws IOException;

  /// The last part of a program's address.
  static int number(String program) {
    int number = Integer.parseInt(program.substring(1));
    return switch (program.charAt(0)) {
      case 'n' -> 10 + number;
      case 'c' -> 100 + number;
      case 'b' -> 110 + number;
      case 's' -> 120 + number;
      default -> throw new IllegalArgumentException("nobody knows where %s is".formatted(program));
    };
  }
}
