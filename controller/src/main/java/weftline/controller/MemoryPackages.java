package weftline.controller;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import weftline.model.PackageReference;

/// Keeps packages in memory, for the simulator and for tests.
public final class MemoryPackages implements Packages {
  private static final int PAGE = 2;

  private final InstantSource clock;
  private final ConcurrentMap<String, Kept> packages = new ConcurrentHashMap<>();

  /// One in which nothing gets old.
  public MemoryPackages() {
    this(() -> Instant.MAX);
  }

  MemoryPackages(InstantSource clock) {
    this.clock = clock;
  }

  /// A package.
  private record Kept(byte[] bytes, Instant since, int claims) {
    Kept claimed(Instant now) {
      return new Kept(bytes, now, claims + 1);
    }

    Stored stored(String sha256) {
      return new Stored(sha256, since, String.valueOf(claims));
    }
  }

  @Override
  public PackageReference put(String sha256, InputStream content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PackageReference reference = HashingSink.copy(sha256, content, bytes);
    Kept fresh = new Kept(bytes.toByteArray(), clock.instant(), 0);
    packages.merge(sha256, fresh, (before, _) -> before.claimed(fresh.since()));
    return reference;
  }

  @Override
  public Optional<PackageReference> find(String sha256) {
    return Optional.ofNullable(packages.get(sha256)).map(kept -> reference(sha256, kept));
  }

  private static PackageReference reference(String sha256, Kept kept) {
    return new PackageReference(sha256, kept.bytes().length);
  }

  @Override
  public Optional<PackageReference> claim(String sha256) {
    return Optional.ofNullable(
            packages.computeIfPresent(sha256, (_, kept) -> kept.claimed(clock.instant())))
        .map(kept -> reference(sha256, kept));
  }

  @Override
  public Page list(Optional<String> from) {
    List<Stored> some =
        packages.entrySet().stream()
            .map(entry -> entry.getValue().stored(entry.getKey()))
            .filter(stored -> stored.sha256().compareTo(from.orElse("")) >= 0)
            .sorted((one, other) -> one.sha256().compareTo(other.sha256()))
            .limit(PAGE + 1)
            .toList();
    return some.size() > PAGE
        ? new Page(some.subList(0, PAGE), Optional.of(some.getLast().sha256()))
        : new Page(some, Optional.empty());
  }

  @Override
  public boolean remove(Stored stored) {
    return packages.computeIfPresent(
            stored.sha256(), (sha256, kept) -> kept.stored(sha256).equals(stored) ? null : kept)
        == null;
  }

  @Override
  public InputStream open(String sha256) throws IOException {
    return new ByteArrayInputStream(
        Optional.ofNullable(packages.get(sha256))
            .orElseThrow(() -> new NoSuchFileException(sha256))
            .bytes());
  }

  @Override
  public Optional<URI> location(String sha256) {
    return Optional.empty();
  }
}
