package weftline.balancer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.model.RoutingTable;
import weftline.net.Json;
import weftline.net.JsonException;

/// Keeps the last routing table in a file.
///
/// @param file may be absent; its folder may not
record TableFile(Path file) implements KeptTable {
  private static final Logger LOG = LoggerFactory.getLogger(TableFile.class);

  /// A file that cannot be read is as good as none: the controller has the truth.
  @Override
  public Optional<RoutingTable> load() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.read(Files.readAllBytes(file), RoutingTable.class));
    } catch (JsonException e) {
      LOG.atWarn()
          .addKeyValue("file", file)
          .addKeyValue("cause", e.getMessage())
          .log("the last routing table cannot be read, waiting for the controller");
      return Optional.empty();
    }
  }

  @Override
  public void save(RoutingTable table) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.write(fresh, Json.write(table));
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
