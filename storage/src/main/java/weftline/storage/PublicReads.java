package weftline.storage;

import weftline.net.Request;

/// Judges requests without credentials: what is public may be read.
///
/// @param challenge tells libraries what credentials they could bring
record PublicReads(ServiceKind service, StoredPolicies policies, String challenge) {
  /// From this version on, libraries ask without a token first to learn where to get one.
  private static final String CHALLENGED_SINCE = "2019-12-12";

  private static final String ROOT = "$root";

  Access judge(Request request, Target target, Parameters query) {
    boolean read = request.method().equals("GET") || request.method().equals("HEAD");
    String version = request.headers().first("x-ms-version").orElse("");
    boolean hidden = service == ServiceKind.BLOB && read && version.compareTo(CHALLENGED_SINCE) < 0;
    StorageError refusal =
        hidden ? StorageError.RESOURCE_NOT_FOUND : StorageError.NO_AUTHENTICATION_INFORMATION;
    PublicAccess everybody =
        service == ServiceKind.BLOB && read && !target.path().isEmpty()
            ? policies.publicAccess(target.account(), container(target, query))
            : PublicAccess.NONE;
    Access.Anonymous access = new Access.Anonymous(everybody, refusal, challenge);
    if (everybody == PublicAccess.NONE) {
      throw access.refused();
    }
    return access;
  }

  private static String container(Target target, Parameters query) {
    boolean inRoot = target.path().indexOf('/') < 0 && !query.text("restype").equals("container");
    return inRoot ? ROOT : target.container();
  }
}
