package weftline.agent;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The agent's side of the role runtime protocol for one process: a version file, a pipe with goals
/// for the role, and a pipe with what the role says of itself. Made anew for every process, so that
/// none reads what was meant for another.
///
/// Both pipes are held open for reading and writing: so the role never sees their end, and what is
/// written before the role reads is kept for it.
final class RuntimeEndpoint implements Closeable {
  /// What a pipe takes in one piece (PIPE_BUF on Linux).
  private static final int FRAME_MAX = 4096;

  /// Goals that nobody has read are thrown away before the pipe (64 KiB) is full.
  private static final int UNREAD_MAX = 32 * 1024;

  /// More than the goals that fit between the limits above: each must find its environment.
  private static final int ENVIRONMENTS_KEPT = 256;

  private static final int DOCUMENT_MAX = 64 * 1024;
  private static final String DOCUMENT_END = "</CurrentState>";
  private static final String GOODBYE = "\0";
  private static final Logger LOG = LoggerFactory.getLogger(RuntimeEndpoint.class);

  private final Path folder;
  private final RandomAccessFile goals;
  private final RandomAccessFile states;
  private final OptionalInt owner;
  private long written;
  private long incarnation;
  private String published = "";

  private RuntimeEndpoint(
      Path folder, RandomAccessFile goals, RandomAccessFile states, OptionalInt owner) {
    this.folder = folder;
    this.goals = goals;
    this.states = states;
    this.owner = owner;
  }

  /// @param owner the user who may use the endpoint, if it is another than ours
  static RuntimeEndpoint open(Path folder, OptionalInt owner) throws IOException {
    if (!StandardCharsets.US_ASCII.newEncoder().canEncode(folder.toString())) {
      throw new IOException(
          "The data folder's path holds letters beyond ASCII, which roles cannot be told: "
              + folder
              + ". Use another data folder.");
    }
    Path goal = folder.resolve("goal");
    Path state = folder.resolve("state");
    for (Path pipe : new Path[] {goal, state}) {
      Posix.makePipe(pipe);
      give(pipe, owner);
    }
    Path version = folder.resolve("version");
    Files.writeString(version, discovery(goal));
    give(version, owner);
    return new RuntimeEndpoint(
        folder,
        new RandomAccessFile(goal.toFile(), "rw"),
        new RandomAccessFile(state.toFile(), "rw"),
        owner);
  }

  Path versionFile() {
    return folder.resolve("version");
  }

  /// Tells the role its environment, unless it knows it.
  synchronized void publish(RoleEnvironmentDocument environment) throws IOException {
    String text = environment.text();
    if (text.equals(published)) {
      return;
    }
    published = text;
    incarnation++;
    Files.writeString(environmentFile(), text);
    give(environmentFile(), owner);
    Files.deleteIfExists(folder.resolve("env." + (incarnation - ENVIRONMENTS_KEPT) + ".xml"));
    send("Started", environmentFile());
  }

  /// Tells the role that it should stop.
  synchronized void expectStopped() throws IOException {
    Path lastEnvironment = environmentFile();
    incarnation++;
    send("Stopped", lastEnvironment);
  }

  /// Whether anybody reads the goals.
  synchronized boolean hasReader() throws IOException {
    return unread() < written;
  }

  /// Hands on what the role says, until the endpoint is closed. Blocks a platform thread.
  void listen(Consumer<CurrentState> said) {
    var pending = new StringBuilder();
    byte[] buffer = new byte[FRAME_MAX];
    try (states) {
      while (pending.indexOf(GOODBYE) < 0) {
        int count = states.read(buffer);
        pending.append(new String(buffer, 0, Math.max(count, 0), StandardCharsets.UTF_8));
        handOn(pending, said);
      }
    } catch (IOException e) {
      LOG.warn("Lost the state pipe {}", folder, e);
    }
  }

  private static void handOn(StringBuilder pending, Consumer<CurrentState> said) {
    for (int end = pending.indexOf(DOCUMENT_END); end >= 0; end = pending.indexOf(DOCUMENT_END)) {
      String document = pending.substring(0, end + DOCUMENT_END.length()).strip();
      pending.delete(0, end + DOCUMENT_END.length());
      try {
        said.accept(CurrentState.parse(document));
      } catch (IOException e) {
        LOG.warn("Ignored what a role said of itself: {}", e.getMessage());
      }
    }
    if (pending.length() > DOCUMENT_MAX) {
      pending.setLength(0);
    }
  }

  private void send(String expected, Path environment) throws IOException {
    String goal =
        """
        <?xml version="1.0" encoding="utf-8"?>\
        <GoalState xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
        xmlns:xsd="http://www.w3.org/2001/XMLSchema">\
        <Incarnation>%d</Incarnation><ExpectedState>%s</ExpectedState>\
        <RoleEnvironmentPath>%s</RoleEnvironmentPath>\
        <CurrentStateEndpoint>%s</CurrentStateEndpoint>\
        <Deadline>9999-12-31T23:59:59.9999999Z</Deadline></GoalState>\
        """
            .formatted(incarnation, expected, escape(environment), escape(folder.resolve("state")));
    byte[] frame =
        (Integer.toHexString(goal.length()) + "\r\n" + goal + "\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    if (frame.length > FRAME_MAX) {
      throw new IOException("The data folder's path is too long for the role runtime: " + folder);
    }
    if (!hasReader() && unread() > UNREAD_MAX) {
      discardUnread();
    }
    goals.write(frame);
    written += frame.length;
  }

  private int unread() throws IOException {
    // Not closed: it shares the descriptor of `goals`.
    return new FileInputStream(goals.getFD()).available();
  }

  private void discardUnread() throws IOException {
    byte[] rest = new byte[unread()];
    goals.readFully(rest);
    written -= rest.length;
  }

  private Path environmentFile() {
    return folder.resolve("env." + incarnation + ".xml");
  }

  private static String discovery(Path goal) {
    return """
    <?xml version="1.0" encoding="utf-8"?>
    <RuntimeServerDiscovery xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
    xmlns:xsd="http://www.w3.org/2001/XMLSchema">
      <RuntimeServerEndpoints>
        <RuntimeServerEndpoint version="2011-03-08" path="%s"/>
      </RuntimeServerEndpoints>
    </RuntimeServerDiscovery>
    """
        .formatted(escape(goal));
  }

  private static String escape(Path path) {
    return path.toString().replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  private static void give(Path path, OptionalInt owner) throws IOException {
    if (owner.isPresent()) {
      Files.setAttribute(path, "unix:uid", owner.getAsInt(), LinkOption.NOFOLLOW_LINKS);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    states.write(GOODBYE.getBytes(StandardCharsets.US_ASCII));
    goals.close();
  }
}
