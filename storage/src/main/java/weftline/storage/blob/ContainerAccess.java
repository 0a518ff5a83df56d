package weftline.storage.blob;

import weftline.net.Headers;
import weftline.storage.AccessList;
import weftline.storage.PublicAccess;
import weftline.storage.RowReader;
import weftline.storage.RowWriter;
import weftline.storage.StorageRequest;

/// Who may do what with a container beside the owner: everybody, and those whose signature names a
/// policy.
record ContainerAccess(PublicAccess everybody, AccessList policies) {
  static final ContainerAccess OWN = new ContainerAccess(PublicAccess.NONE, AccessList.EMPTY);

  /// What a request asks for that changes both at once.
  static ContainerAccess of(StorageRequest request) {
    return new ContainerAccess(PublicAccess.of(request), AccessList.of(request));
  }

  /// Rows from before there was any lack it.
  static ContainerAccess read(RowReader row) {
    return new ContainerAccess(PublicAccess.read(row), AccessList.read(row));
  }

  /// Says what everybody may, if that is anything.
  Headers added(Headers headers) {
    return everybody == PublicAccess.NONE
        ? headers
        : headers.with(PublicAccess.HEADER, everybody.toString());
  }

  RowWriter write(RowWriter row) {
    return policies.write(row.text(everybody.toString()));
  }
}
