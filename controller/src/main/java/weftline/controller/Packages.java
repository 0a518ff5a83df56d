package weftline.controller;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
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

  /// The package of this hash, which is about to be named: it counts as new from now on.
  Optional<PackageReference> claim(String sha256) throws IOException;

  /// Some of what is here, in order.
  ///
  /// @param from where the last page ended; empty for the first one
  Page list(Optional<String> from) throws IOException;

  /// Takes a package out, unless it was claimed since it was listed.
  ///
  /// @return whether it is gone
  boolean remove(Stored stored) throws IOException;

  /// A part of a list.
  ///
  /// @param next where the next one begins; empty after the last one
  record Page(List<Stored> packages, Optional<String> next) {
    public Page {
      packages = List.copyOf(packages);
    }
  }

  /// A package in the store.
  ///
  /// @param since when it came, or was claimed last
  /// @param tag another one after each claim
  record Stored(String sha256, Instant since, String tag) {}

  /// The bytes. The caller closes the stream.
  ///
  /// @throws java.nio.file.NoSuchFileException if there is no such package
  InputStream open(String sha256) throws IOException;

  /// Where a node may fetch the package itself for some time; empty if only [#open] gives it.
  Optional<URI> location(String sha256);
}
