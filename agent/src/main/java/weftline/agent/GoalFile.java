package weftline.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.model.NodeGoal;
import weftline.net.Json;

/// Keeps the last goal in a file.
final class GoalFile implements KeptGoal {
  private static final Logger LOG = LoggerFactory.getLogger(GoalFile.class);

  private final Path file;

  private GoalFile(Path file) {
    this.file = file;
  }

  static GoalFile open(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new GoalFile(folder.resolve("goal.json"));
  }

  @Override
  public void keep(NodeGoal goal) throws IOException {
    Path incoming = file.resolveSibling("goal.json.new");
    try (var channel =
        FileChannel.open(
            incoming,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      var bytes = ByteBuffer.wrap(Json.write(goal));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(incoming, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /// One that cannot be read is as good as none: the controller has it.
  @Override
  public Optional<NodeGoal> kept() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.read(Files.readAllBytes(file), NodeGoal.class));
    } catch (IOException e) {
      LOG.warn("The kept goal {} cannot be read; waiting for the controller", file, e);
      return Optional.empty();
    }
  }
}
