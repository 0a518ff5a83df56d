package weftline.agent;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/// The two system calls that Java has no words for: making a named pipe, and signalling a process
/// group.
final class Posix {
  static final int TERMINATE = 15;
  static final int KILL = 9;
  private static final int ASK_ONLY = 0;
  private static final int OWNER_ONLY = 0600;

  private static final MethodHandle MKFIFO =
      function(
          "mkfifo",
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
  private static final MethodHandle KILL_FUNCTION =
      function(
          "kill",
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  private Posix() {}

  /// Makes a named pipe that only its owner may use.
  static void makePipe(Path path) throws IOException {
    try (var arena = Arena.ofConfined()) {
      int result = (int) MKFIFO.invokeExact(arena.allocateFrom(path.toString()), OWNER_ONLY);
      if (result != 0) {
        throw new IOException("Cannot make the pipe " + path + "; is its file system writable?");
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("mkfifo cannot be called", e);
    }
  }

  static boolean groupLives(long group) {
    return signalGroup(group, ASK_ONLY);
  }

  /// Signals every process of a group.
  ///
  /// @return whether there was anybody to signal
  static boolean signalGroup(long group, int signal) {
    if (group <= 1) {
      throw new IllegalArgumentException("process group " + group + " is not one of ours");
    }
    return signal(Math.toIntExact(-group), signal);
  }

  static boolean signalProcess(long process, int signal) {
    if (process <= 1) {
      throw new IllegalArgumentException("process " + process + " is not one of ours");
    }
    return signal(Math.toIntExact(process), signal);
  }

  private static boolean signal(int target, int signal) {
    try {
      return (int) KILL_FUNCTION.invokeExact(target, signal) == 0;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("kill cannot be called", e);
    }
  }

  @SuppressWarnings("restricted") // the programs that use the agent enable native access
  private static MethodHandle function(String name, FunctionDescriptor descriptor) {
    var linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), descriptor);
  }
}
