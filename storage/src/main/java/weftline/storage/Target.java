package weftline.storage;

import weftline.net.Request;

/// Whose storage a request means, and what in it.
///
/// @param path decoded, without the slash at the start
/// @param base where the account starts in the address: empty if the host names it
/// @param secondary whether the second place of the account is meant, where one can only read
record Target(String account, String path, String base, boolean secondary) {
  private static final String SECONDARY = "-secondary";

  static Target of(Request request) {
    return request instanceof Targeted targeted ? targeted.target() : Target.of(request.rawPath());
  }

  /// The account is the first part of the path.
  static Target of(String rawPath) {
    String relative = relative(rawPath);
    int slash = relative.indexOf('/');
    String account = slash < 0 ? relative : relative.substring(0, slash);
    String path = slash < 0 ? "" : relative.substring(slash + 1);
    return of(Parameters.decode(account), path, "/" + account);
  }

  /// The host names the account.
  static Target inHost(String account, String rawPath) {
    return of(account, relative(rawPath), "");
  }

  private static String relative(String rawPath) {
    return rawPath.startsWith("/") ? rawPath.substring(1) : rawPath;
  }

  private static Target of(String named, String rawPath, String base) {
    boolean secondary = named.endsWith(SECONDARY);
    String account = secondary ? named.substring(0, named.length() - SECONDARY.length()) : named;
    return new Target(account, Parameters.decode(rawPath), base, secondary);
  }

  /// What a request within the request is about. Some clients leave the account out of the path
  /// where it belongs, as that of the outer request is meant.
  Target inner(String resource) {
    int question = resource.indexOf('?');
    String rawPath = question < 0 ? resource : resource.substring(0, question);
    boolean named = !base.isEmpty() && rawPath.startsWith(base + "/");
    String inside = relative(named ? rawPath.substring(base.length()) : rawPath);
    return new Target(account, Parameters.decode(inside), base, secondary);
  }

  /// What another path on the same host is about.
  Target beside(String rawPath) {
    return base.isEmpty() ? inner(rawPath) : of(rawPath);
  }

  /// The first part of the path: a container, queue or table.
  String container() {
    int slash = path.indexOf('/');
    return slash < 0 ? path : path.substring(0, slash);
  }

  /// Refuses to change anything in the second place.
  void checkWrites(Request request, ServiceKind service) {
    if (secondary && !reads(request, service)) {
      throw new StorageException(
          StorageError.INSUFFICIENT_ACCOUNT_PERMISSIONS, "Write operations are not allowed.");
    }
  }

  /// Taking messages is asked for with GET and changes the queue nevertheless.
  private boolean reads(Request request, ServiceKind service) {
    return switch (request.method()) {
      case "HEAD", "OPTIONS" -> true;
      case "GET" ->
          service != ServiceKind.QUEUE
              || !path.endsWith("/messages")
              || Parameters.parse(request.rawQuery()).text("peekonly").equals("true");
      default -> false;
    };
  }

  /// The path as a client signs it that counts the second place as the first one.
  String primaryPath(String rawPath) {
    return secondary && !base.isEmpty()
        ? "/" + account + rawPath.substring(base.length())
        : rawPath;
  }

  @Override
  public String toString() {
    return "/" + account + "/" + path;
  }
}
