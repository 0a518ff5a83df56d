package weftline.app.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import weftline.net.OwnerOnlyFile;
import weftline.net.Roster;

/// Where else to ask when the endpoint does not answer: what the fabric has told of its controllers
/// is kept in the user's folder, a file for each endpoint.
final class KnownControllers {
  private static final int FILE_BYTES_MAX = 16 << 10;
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

  private final URI endpoint;
  private final Path file;
  private Roster told;
  private int turn;

  private KnownControllers(URI endpoint, Path file, Roster told) {
    this.endpoint = endpoint;
    this.file = file;
    this.told = told;
  }

  /// @param folder may not be there yet
  static KnownControllers of(URI endpoint, Path folder) {
    Path file = folder.resolve(endpoint.toString().replaceAll("[^0-9A-Za-z.-]+", "_"));
    return new KnownControllers(endpoint, file, load(file));
  }

  /// A file that cannot be read is as good as none.
  private static Roster load(Path file) {
    try {
      return Files.exists(file) && Files.size(file) <= FILE_BYTES_MAX
          ? Roster.parse(Files.readString(file, StandardCharsets.UTF_8).strip()).orElse(Roster.NONE)
          : Roster.NONE;
    } catch (IOException _) {
      return Roster.NONE;
    }
  }

  URI endpoint() {
    return endpoint;
  }

  /// Whom to ask: the endpoint, then the others; from the one on whose turn it is.
  List<URI> servers() {
    List<URI> all = all();
    int first = turn % all.size();
    return Stream.concat(all.stream().skip(first), all.stream().limit(first)).toList();
  }

  private List<URI> all() {
    Stream<URI> others = told.at(endpoint.getScheme()).stream().filter(KnownControllers::isPrivate);
    return Stream.concat(Stream.of(endpoint), others).distinct().toList();
  }

  /// Whether a token can be shown there that others must not read: an endpoint without encryption
  /// is on this machine, or is passed on from there to another one, whose neighbours are not.
  private static boolean isPrivate(URI server) {
    return server.getScheme().equals("https") || LOOPBACK.matcher(server.getHost()).matches();
  }

  /// The one whose turn it is could not help.
  void turn() {
    turn++;
  }

  /// What a request says of what is known, under [Roster#HEADER].
  String text() {
    return told.text();
  }

  /// Takes in what an answer says under [Roster#HEADER]. Where nothing can be kept, the endpoint
  /// has to do the next time.
  void heed(Optional<String> header) {
    Optional<Roster> news = Roster.told(header).filter(each -> !each.equals(told));
    if (news.isPresent()) {
      URI answering = servers().getFirst();
      told = news.get();
      turn = Math.max(0, all().indexOf(answering));
      try {
        OwnerOnlyFile.write(file, told.text().getBytes(StandardCharsets.UTF_8));
      } catch (IOException _) {
        // as if it had not been told
      }
    }
  }
}
