package weftline.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import weftline.net.Json;
import weftline.net.JsonException;
import weftline.net.OwnerOnlyFile;

/// The accounts of a storage folder, with two keys each, in a file that its owner alone can read.
/// Each change replaces the file in one step, so that a running server can look at any time.
public record AccountsFile(Path path) {
  /// As the file is called in a storage folder.
  public static final String NAME = "accounts.json";

  /// Beside the file, which is replaced by each change and so cannot be locked itself.
  private static final String LOCK = "accounts.lock";

  /// A lock on a file is for other programs; this one is for threads.
  private static final ReentrantLock CHANGES = new ReentrantLock();

  private static final int KEY_BYTES = 64;
  private static final int FILE_BYTES_MAX = 8 << 20;
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  /// Which of an account's two keys.
  public enum Which {
    KEY1,
    KEY2
  }

  /// One account. Never printed as a whole, as its keys are in it.
  public record Entry(String name, String key1, String key2) {
    String key(Which which) {
      return which == Which.KEY1 ? key1 : key2;
    }

    @Override
    public String toString() {
      return "Entry[" + name + "]";
    }
  }

  /// The file's content.
  record Content(List<Entry> accounts) {}

  /// All of them by name; none if there is no file.
  public Map<String, Entry> read() throws IOException {
    if (!Files.exists(path)) {
      return Map.of();
    }
    refuseStrangers();
    if (Files.size(path) > FILE_BYTES_MAX) {
      throw new IOException("the accounts file " + path + " is too large");
    }
    try {
      Map<String, Entry> entries = new TreeMap<>();
      for (Entry entry : Json.read(Files.readAllBytes(path), Content.class).accounts()) {
        entries.put(entry.name(), entry);
      }
      return entries;
    } catch (JsonException e) {
      throw new IOException(
          "the accounts file %s cannot be read: %s".formatted(path, e.getMessage()), e);
    }
  }

  /// As the server needs them.
  public Accounts accounts() throws IOException {
    Map<String, List<AccountKey>> keys = new TreeMap<>();
    for (Entry entry : read().values()) {
      try {
        keys.put(entry.name(), List.of(AccountKey.of(entry.key1()), AccountKey.of(entry.key2())));
      } catch (IllegalArgumentException e) {
        throw new IOException(
            "a key of the account %s in %s is not Base64".formatted(entry.name(), path), e);
      }
    }
    try {
      return new Accounts(keys);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage() + " (in " + path + ")", e);
    }
  }

  /// Why no account can be called so, if that is so.
  public static Optional<String> refusal(String name) {
    if (!Accounts.isName(name)) {
      return Optional.of(
          "'" + name + "' is no name for an account: 3 to 24 small letters and digits");
    }
    return name.equals(Accounts.DEVELOPMENT_NAME)
        ? Optional.of("the account " + name + " is there on loopback, and nowhere else")
        : Optional.empty();
  }

  /// Makes an account with two new keys.
  public Entry create(String name, SecureRandom random) throws IOException {
    return change(entries -> {
      if (entries.containsKey(name)) {
        throw new IOException("there is an account " + name + " already");
      }
      Optional<String> refusal = refusal(name);
      if (refusal.isPresent()) {
        throw new IOException(refusal.get());
      }
      Entry entry = new Entry(name, newKey(random), newKey(random));
      entries.put(name, entry);
      return entry;
    });
  }

  /// Makes one of the keys anew. What was signed with the old one opens nothing any more.
  public Entry regenerate(String name, Which which, SecureRandom random) throws IOException {
    return change(entries -> {
      Entry before = find(entries, name);
      String fresh = newKey(random);
      Entry entry =
          which == Which.KEY1
              ? new Entry(name, fresh, before.key2())
              : new Entry(name, before.key1(), fresh);
      entries.put(name, entry);
      return entry;
    });
  }

  /// Lets nobody in any more; what is stored stays.
  public void delete(String name) throws IOException {
    change(entries -> {
      Entry gone = find(entries, name);
      entries.remove(name);
      return gone;
    });
  }

  /// Reads, changes and writes while nobody else does, in this program or in another.
  private Entry change(Change change) throws IOException {
    Files.createDirectories(folder());
    CHANGES.lock();
    try (FileChannel channel = OwnerOnlyFile.open(folder().resolve(LOCK));
        FileLock _ = channel.lock()) {
      Map<String, Entry> entries = new TreeMap<>(read());
      Entry entry = change.apply(entries);
      write(entries);
      return entry;
    } finally {
      CHANGES.unlock();
    }
  }

  private Path folder() throws IOException {
    return Optional.ofNullable(path.toAbsolutePath().getParent())
        .orElseThrow(() -> new IOException(path + " is no file"));
  }

  public Entry find(String name) throws IOException {
    return find(read(), name);
  }

  private static Entry find(Map<String, Entry> entries, String name) throws IOException {
    return Optional.ofNullable(entries.get(name))
        .orElseThrow(() -> new IOException("there is no account " + name));
  }

  private void write(Map<String, Entry> entries) throws IOException {
    OwnerOnlyFile.write(path, Json.write(new Content(new ArrayList<>(entries.values()))));
  }

  private static String newKey(SecureRandom random) {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private void refuseStrangers() throws IOException {
    if (!Files.getFileStore(path).supportsFileAttributeView("posix")) {
      return;
    }
    Set<PosixFilePermission> granted = EnumSet.noneOf(PosixFilePermission.class);
    granted.addAll(Files.getPosixFilePermissions(path));
    granted.retainAll(OTHERS);
    if (!granted.isEmpty()) {
      throw new IOException(
          "others than its owner can reach the accounts file %s; say: chmod 600 %s"
              .formatted(path, path));
    }
  }

  /// Changes the accounts, and gives the one that is meant.
  @FunctionalInterface
  private interface Change {
    Entry apply(Map<String, Entry> entries) throws IOException;
  }

  /// What changes whenever the file does.
  Optional<Mark> mark() throws IOException {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
    return Optional.of(
        new Mark(found.lastModifiedTime(), found.size(), String.valueOf(found.fileKey())));
  }

  /// By which two states of a file are told apart.
  record Mark(FileTime modified, long size, String key) {}
}
