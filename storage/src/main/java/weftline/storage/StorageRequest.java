package weftline.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import weftline.net.BodyTooLargeException;
import weftline.net.Headers;
import weftline.net.Request;
import weftline.net.Response;

/// One request to a storage service, after authentication.
public final class StorageRequest {
  /// The sum of names and values; the limit that clients know.
  public static final int METADATA_MAX = 8 * 1024;

  private static final String METADATA_PREFIX = "x-ms-meta-";

  /// An identifier; a list has it as the name of an element.
  private static final Pattern METADATA_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Request http;
  private final Target target;
  private final Parameters query;
  private final Access access;
  private final Instant now;
  private final Front front;

  StorageRequest(
      Request http, Target target, Parameters query, Access access, Instant now, Front front) {
    this.http = http;
    this.target = target;
    this.query = query;
    this.access = access;
    this.now = now;
    this.front = front;
  }

  /// The same request, read in another way.
  public StorageRequest over(UnaryOperator<Request> change) {
    return new StorageRequest(change.apply(http), target, query, access, now, front);
  }

  /// The same request about something else in the account.
  StorageRequest about(String path) {
    Target other = new Target(target.account(), path, target.base(), target.secondary());
    return new StorageRequest(http, other, query, access, now, front);
  }

  public String method() {
    return http.method();
  }

  public String account() {
    return target.account();
  }

  /// What follows the account in the path, decoded, without the slash at the start: empty for the
  /// account itself, `photos/2024/a.jpg` for a blob.
  public String path() {
    return target.path();
  }

  /// Where the account is, as the client has named it, such as `http://127.0.0.1:10002/me` or
  /// `https://me.table.example.org`.
  public String endpoint() {
    String scheme = http.secure() ? "https" : "http";
    return scheme + "://" + header("Host").orElse("localhost") + target.base();
  }

  public Parameters query() {
    return query;
  }

  public Headers headers() {
    return http.headers();
  }

  public Optional<String> header(String name) {
    return http.headers().first(name).filter(value -> !value.isEmpty());
  }

  /// The version that the client speaks, or that it has signed; the newest that this server knows
  /// if it names none.
  public String version() {
    return named().orElse(Answer.NEWEST_VERSION);
  }

  private Optional<String> named() {
    return header(Answer.VERSION).or(() -> query.first("api-version")).or(() -> query.first("sv"));
  }

  /// As one that names this version, if it names none.
  ///
  /// @param version looked for only then
  StorageRequest inVersion(Supplier<Optional<String>> version) {
    if (named().isPresent()) {
      return this;
    }
    return version
        .get()
        .map(chosen -> over(request -> new VersionedRequest(request, chosen)))
        .orElse(this);
  }

  /// The user's own `x-ms-meta-` headers, without the prefix.
  public SortedMap<String, String> metadata() {
    return metadata(http.headers());
  }

  /// The `x-ms-meta-` headers among others, if they are as they may be.
  public static SortedMap<String, String> metadata(Headers headers) {
    SortedMap<String, String> metadata = new TreeMap<>();
    int size = 0;
    for (Headers.Field field : headers.fields()) {
      if (field.name().toLowerCase(Locale.ROOT).startsWith(METADATA_PREFIX)) {
        String name = field.name().substring(METADATA_PREFIX.length());
        size += name.length() + field.value().length();
        metadata.merge(checked(name), field.value(), (first, second) -> first + "," + second);
      }
    }
    if (size > METADATA_MAX) {
      throw new StorageException(StorageError.METADATA_TOO_LARGE);
    }
    return metadata;
  }

  private static String checked(String name) {
    if (name.isEmpty()) {
      throw new StorageException(StorageError.EMPTY_METADATA_KEY);
    }
    if (!METADATA_NAME.matcher(name).matches()) {
      throw new StorageException(
          StorageError.INVALID_METADATA, "The metadata name '" + name + "' is not an identifier.");
    }
    return name;
  }

  public Access access() {
    return access;
  }

  /// When the request arrived.
  public Instant now() {
    return now;
  }

  public Optional<Long> contentLength() {
    return http.contentLength();
  }

  /// The whole body; more than the limit is refused.
  public byte[] body(int limit) {
    try {
      return http.body(limit).toCompletableFuture().join();
    } catch (CompletionException e) {
      throw switch (e.getCause()) {
        case StorageException refusal -> refusal;
        case IOException cause -> refusal(cause);
        case null, default -> e;
      };
    }
  }

  /// The body as it arrives; see [Request#bodyStream].
  public InputStream bodyStream() {
    return http.bodyStream();
  }

  /// Carries out a request that came inside this one. It shows by itself who it is from.
  ///
  /// @param check sees it before it is carried out, and may refuse it
  public CompletionStage<Response> carryOut(BatchPart part, Consumer<StorageRequest> check) {
    return front.handle(new InnerCall(http, target.inner(part.resource()), part), check);
  }

  /// The request that reads what a URL names, if that is on this server. Its right is that of the
  /// signature in the URL or of an authorization among the headers; without either, what is in the
  /// same account is read with the key or the token that this request came with.
  public Optional<StorageRequest> reading(URI url, Headers headers) {
    String authority = Optional.ofNullable(url.getRawAuthority()).orElse("");
    if (!authority.equalsIgnoreCase(header("Host").orElse(""))) {
      return Optional.empty();
    }
    String rawQuery = Optional.ofNullable(url.getRawQuery()).orElse("");
    String resource = url.getRawPath() + (rawQuery.isEmpty() ? "" : "?" + rawQuery);
    InnerCall call =
        new InnerCall(
            http,
            target.beside(url.getRawPath()),
            new BatchPart("GET", resource, headers, new byte[0]));
    Parameters innerQuery = Parameters.parse(rawQuery);
    boolean unsigned = !innerQuery.has("sig") && headers.first("Authorization").isEmpty();
    boolean mine = call.target().account().equals(account());
    return Optional.of(
        unsigned && mine && belongsToTheAccount()
            ? new StorageRequest(call, call.target(), innerQuery, access, now, front)
            : front.admit(call));
  }

  private boolean belongsToTheAccount() {
    return access instanceof Access.Owner || access instanceof Access.Bearer;
  }

  private static RuntimeException refusal(IOException cause) {
    return cause instanceof BodyTooLargeException
        ? new StorageException(StorageError.REQUEST_BODY_TOO_LARGE)
        : new UncheckedIOException(cause);
  }

  /// Answers with the metadata as headers.
  public static Headers withMetadata(Headers headers, Map<String, String> metadata) {
    Headers all = headers;
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      all = all.with(METADATA_PREFIX + entry.getKey(), entry.getValue());
    }
    return all;
  }

  @Override
  public String toString() {
    return method() + " " + target;
  }
}
