package weftline.net;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where a program finds its controllers: those that it was started with, and those that it has
/// been told of since, which it finds again after a restart even if they have all been replaced.
public final class AddressBook {
  private static final Logger LOG = LoggerFactory.getLogger(AddressBook.class);
  private static final int FILE_BYTES_MAX = 16 << 10;

  private final List<URI> given;
  private final Optional<Path> file;
  private final AtomicReference<Roster> told;
  private final Turnover turnover;

  private AddressBook(List<URI> given, Optional<Path> file, Roster told) {
    this.given = List.copyOf(given);
    this.file = file;
    this.told = new AtomicReference<>(told);
    this.turnover = new Turnover(order(told, given));
  }

  /// Remembers what it is told for as long as the program runs.
  public static AddressBook of(List<URI> given) {
    return new AddressBook(given, Optional.empty(), Roster.NONE);
  }

  /// Goes on from what the file says, if there is one.
  public static AddressBook open(List<URI> given, Path file) {
    return new AddressBook(given, Optional.of(file), load(file));
  }

  /// A file that cannot be read is as good as none: the controllers that were given tell again.
  private static Roster load(Path file) {
    if (!Files.exists(file)) {
      return Roster.NONE;
    }
    try {
      if (Files.size(file) > FILE_BYTES_MAX) {
        throw new IOException("it is too long");
      }
      return Roster.parse(Files.readString(file, StandardCharsets.US_ASCII).strip())
          .orElseThrow(() -> new IOException("it is no list of addresses"));
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("file", file)
          .addKeyValue("reason", e.toString())
          .log("the addresses of controllers cannot be read, going by those that were given");
      return Roster.NONE;
    }
  }

  /// All that may be called, in the order in which they are.
  public List<URI> servers() {
    return order(told.get(), given);
  }

  /// Those that the program was started with come first, as far as they still belong to the others,
  /// for somebody has chosen their order; and last those that nobody speaks of any more, who may be
  /// the same under other names.
  private static List<URI> order(Roster told, List<URI> given) {
    Set<String> members = Set.copyOf(told.addresses());
    Set<String> chosen = given.stream().map(AddressBook::authority).collect(Collectors.toSet());
    Stream<URI> first = given.stream().filter(uri -> members.contains(authority(uri)));
    Stream<URI> others =
        told.at(given.getFirst().getScheme()).stream()
            .filter(uri -> !chosen.contains(authority(uri)));
    Stream<URI> last = given.stream().filter(uri -> !members.contains(authority(uri)));
    return Stream.of(first, others, last).flatMap(each -> each).toList();
  }

  private static String authority(URI uri) {
    return String.valueOf(uri.getRawAuthority());
  }

  public <T> T call(Turnover.Attempt<T> attempt) throws IOException {
    return turnover.call(attempt);
  }

  public <T> T poll(Turnover.LongAttempt<T> attempt) throws IOException {
    return turnover.poll(attempt);
  }

  /// The same call, which also asks where the controllers are.
  public HttpCall asking(HttpCall call) {
    return call.with(Roster.HEADER, told.get().text());
  }

  /// Takes in what the answer of a controller tells of them, if it does.
  public HttpAnswer heed(HttpAnswer answer) {
    Optional<Roster> news = Roster.told(answer.headers().first(Roster.HEADER));
    if (news.isPresent() && !told.getAndSet(news.get()).equals(news.get())) {
      turnover.turnTo(order(news.get(), given));
      file.ifPresent(each -> keep(each, news.get()));
    }
    return answer;
  }

  /// Without the file a program that starts anew asks those that it was given; that is all.
  private static void keep(Path file, Roster roster) {
    try {
      OwnerOnlyFile.write(file, roster.text().getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("file", file)
          .addKeyValue("reason", e.toString())
          .log("the addresses of the controllers cannot be kept");
    }
  }
}
