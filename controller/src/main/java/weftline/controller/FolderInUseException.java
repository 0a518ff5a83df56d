package weftline.controller;

import java.io.IOException;
import java.nio.file.Path;

/// Two programs were started on one data folder.
public final class FolderInUseException extends IOException {
  private static final long serialVersionUID = 1;

  FolderInUseException(Path folder, String pid) {
    super(
        "The folder %s is in use by pid %s. Stop that program, or give this one another folder."
            .formatted(folder, pid.isEmpty() ? "unknown" : pid));
  }
}
