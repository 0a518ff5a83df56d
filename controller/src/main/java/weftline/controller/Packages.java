package weftline.controller;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import weftline.model.PackageReference;

/// Where packages are kept, each under the SHA-256 of its bytes. What is there is never changed.
public interface Packages {
  /// Largest package that is taken.
  long BYTES_MAX = 2L << 30;

  /// Stores the content. Storing the same again is no error.
  ///
  /// @param sha256 what the content must hash to, lower-case hex
  /// @throws PackageRefusedException if it does not, or if it is too long
  PackageReference put(String sha256, InputStream content) throws IOException;

  /// The package of this hash, if it is here.
  Optional<PackageReference> find(String sha256) throws IOException;

  /// The bytes. The caller closes the stream.
  ///
  /// @throws java.nio.file.NoSuchFileException if there is no such package
  InputStream open(String sha256) throws IOException;

  /// Where a node may fetch the package itself for some time; empty if only [#open] gives it.
  Optional<URI> location(String sha256);
}
