package weftline.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.UUID;

/// Finds the folder for a node's instances. The roles of a fabric that root runs are another user's
/// processes, who must be able to go where they live; root's own folders are most often closed to
/// others.
///
/// @param user who runs the fabric
/// @param shared where instances live if the node's own folder cannot be entered
record InstancesPlace(String user, Path shared) {
  private static final int NAME_LENGTH = 12;

  /// @param node the node's own folder
  Path of(Path node) {
    Path absolute = node.toAbsolutePath().normalize();
    if (!user.equals("root") || othersMayEnter(absolute)) {
      return node.resolve("i");
    }
    String name =
        UUID.nameUUIDFromBytes(absolute.toString().getBytes(StandardCharsets.UTF_8))
            .toString()
            .replace("-", "");
    return shared.resolve(name.substring(0, NAME_LENGTH));
  }

  /// Folders that are still to be made will be open.
  private static boolean othersMayEnter(Path folder) {
    for (Path step = folder; step != null; step = step.getParent()) {
      try {
        if (Files.exists(step)
            && !Files.getPosixFilePermissions(step).contains(PosixFilePermission.OTHERS_EXECUTE)) {
          return false;
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot see who may enter " + step, e);
      }
    }
    return true;
  }
}
