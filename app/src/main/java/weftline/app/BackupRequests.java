package weftline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.app.cli.CommandLines;

/// How the command line asks the program that has a folder open for a backup: by a file in that
/// folder. Who may write there may read everything anyway.
record BackupRequests(Path folder) {
  private static final Logger LOG = LoggerFactory.getLogger(BackupRequests.class);
  private static final String REQUEST = ".backup-request";
  private static final String ANSWER = ".backup-answer";
  private static final String DONE = "done";

  /// Asks, and says by which name to look for the answer.
  String ask(Path target) throws IOException {
    String name = UUID.randomUUID().toString();
    write(name + REQUEST, target.toAbsolutePath().toString());
    return name;
  }

  /// Whether the backup is made; fails with what the other program has said.
  boolean isDone(String name) throws IOException {
    Path answer = folder.resolve(name + ANSWER);
    if (!Files.exists(answer)) {
      return false;
    }
    String text = Files.readString(answer);
    Files.delete(answer);
    if (!text.equals(DONE)) {
      throw new IOException(text);
    }
    return true;
  }

  /// Nobody has taken the request, and nobody shall.
  void withdraw(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name + REQUEST));
  }

  /// Makes what was asked for.
  void serve(Maker maker) throws IOException {
    for (Path request : requests()) {
      String name = String.valueOf(request.getFileName()).replace(REQUEST, "");
      String target = Files.readString(request);
      Files.delete(request);
      write(name + ANSWER, attempt(maker, target).orElse(DONE));
    }
  }

  /// Whatever goes wrong is an answer: somebody waits for one.
  private static Optional<String> attempt(Maker maker, String target) {
    try {
      maker.make(Path.of(target));
      LOG.atInfo().addKeyValue("target", target).log("made a backup");
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      LOG.atWarn().addKeyValue("target", target).setCause(e).log("cannot make a backup");
      return Optional.of("There is no backup: " + CommandLines.said(e));
    }
  }

  private List<Path> requests() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(REQUEST)).toList();
    }
  }

  /// By way of another name, so that a reader sees all of it.
  private void write(String name, String text) throws IOException {
    Path draft = folder.resolve(name + ".draft");
    Files.writeString(draft, text);
    Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  /// Makes one backup.
  @FunctionalInterface
  interface Maker {
    void make(Path target) throws IOException;
  }
}
