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
    int slash = rawPath.indexOf('/', 1);
    String account = slash < 0 ? rawPath.substring(1) : rawPath.substring(1, slash);
    String path = slash < 0 ? "" : rawPath.substring(slash + 1);
    return of(Parameters.decode(account), path, "/" + account);
  }

  /// The host names the account.
  static Target inHost(String account, String rawPath) {
    return of(account, rawPath.substring(1), "");
  }

  private static Target of(String named, String rawPath, String base) {
    boolean secondary = named.endsWith(SECONDARY);
    String account = secondary ? named.substring(0, named.length() - SECONDARY.length()) : named;
    return new Target(account, Parameters.decode(rawPath), base, secondary);
  }

  /// Something else in the same account.
  Target inside(String rawPath) {
    return new Target(account, Parameters.decode(rawPath), base, secondary);
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
