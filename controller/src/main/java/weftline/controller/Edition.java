package weftline.controller;

import java.util.Optional;
import weftline.core.FabricLevel;

/// Which Weftline a controller runs.
///
/// @param reads the highest level that it can read, see [FabricLevel]
/// @param version what people call it
public record Edition(int reads, String version) {
  /// The one that is running here.
  public static final Edition THIS =
      new Edition(
          FabricLevel.HIGHEST.number(),
          Optional.ofNullable(Edition.class.getPackage().getImplementationVersion())
              .orElse("unreleased"));

  public Edition {
    if (reads < FabricLevel.FIRST.number()) {
      throw new IllegalArgumentException("there is no level " + reads);
    }
  }
}
