package weftline.storage;

/// Whose storage a request means, and what in it.
///
/// @param path decoded, without the slash at the start
record Target(String account, String path) {
  static Target of(String rawPath) {
    int slash = rawPath.indexOf('/', 1);
    String account = slash < 0 ? rawPath.substring(1) : rawPath.substring(1, slash);
    String path = slash < 0 ? "" : rawPath.substring(slash + 1);
    return new Target(Parameters.decode(account), Parameters.decode(path));
  }

  /// The first part of the path: a container, queue or table.
  String container() {
    int slash = path.indexOf('/');
    return slash < 0 ? path : path.substring(0, slash);
  }

  @Override
  public String toString() {
    return "/" + account + "/" + path;
  }
}
