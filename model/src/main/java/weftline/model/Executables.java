package weftline.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/// Knows programs by their first bytes.
final class Executables {
  private static final byte[] ELF = {0x7F, 'E', 'L', 'F'};

  private Executables() {}

  /// Lets everybody who may read a program run it.
  static void mark(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null || !isProgram(file)) {
      return;
    }
    Set<PosixFilePermission> permissions = EnumSet.copyOf(view.readAttributes().permissions());
    permissions.add(PosixFilePermission.OWNER_EXECUTE);
    permissions.add(PosixFilePermission.GROUP_EXECUTE);
    permissions.add(PosixFilePermission.OTHERS_EXECUTE);
    view.setPermissions(permissions);
  }

  private static boolean isProgram(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(ELF.length);
      boolean script = start.length > 1 && start[0] == '#' && start[1] == '!';
      return script || Arrays.equals(start, ELF);
    }
  }
}
