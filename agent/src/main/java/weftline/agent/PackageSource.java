package weftline.agent;

import java.io.IOException;
import java.nio.file.Path;
import weftline.model.PackageReference;

/// Where packages come from. What arrives is checked against its hash by the caller.
@FunctionalInterface
public interface PackageSource {
  void fetch(PackageReference wanted, Path target) throws IOException;
}
