package weftline.controller;

import java.io.IOException;

/// The bytes that were sent are not a package that can be stored.
public final class PackageRefusedException extends IOException {
  private static final long serialVersionUID = 1;

  PackageRefusedException(String message) {
    super(message);
  }
}
