package weftline.model;

import java.io.IOException;

/// A package cannot be made or read: what is wrong with it, and what to do.
public final class PackageException extends IOException {
  private static final long serialVersionUID = 1;

  private final String cure;

  PackageException(String message, String cure) {
    super(message);
    this.cure = cure;
  }

  public String cure() {
    return cure;
  }
}
