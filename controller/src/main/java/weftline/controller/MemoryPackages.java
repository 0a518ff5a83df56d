package weftline.controller;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import weftline.model.PackageReference;

/// Keeps packages in memory, for the simulator and for tests.
public final class MemoryPackages implements Packages {
  private final Map<String, byte[]> packages = new ConcurrentHashMap<>();

  @Override
  public PackageReference put(String sha256, InputStream content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PackageReference reference = HashingSink.copy(sha256, content, bytes);
    packages.put(sha256, bytes.toByteArray());
    return reference;
  }

  @Override
  public Optional<PackageReference> find(String sha256) {
    return Optional.ofNullable(packages.get(sha256))
        .map(bytes -> new PackageReference(sha256, bytes.length));
  }

  @Override
  public InputStream open(String sha256) throws IOException {
    byte[] bytes = packages.get(sha256);
    if (bytes == null) {
      throw new NoSuchFileException(sha256);
    }
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public Optional<URI> location(String sha256) {
    return Optional.empty();
  }
}
