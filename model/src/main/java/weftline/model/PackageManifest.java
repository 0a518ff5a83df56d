package weftline.model;

import java.util.List;
import java.util.Map;

/// The table of contents of a package (`package.xml`): its parts, and the files of each layout made
/// of them.
record PackageManifest(Map<String, Part> parts, Map<String, List<FileEntry>> layouts) {
  static final String NAMESPACE = "http://schemas.microsoft.com/windowsazure";
  static final String RELATIONSHIP =
      "http://schemas.microsoft.com/windowsazure/PackageDefinition/Version/2012/03/15";
  static final String ENTRY = "package.xml";
  static final String DEFINITION = "ServiceDefinition/ServiceDefinition.csdef";
  static final String POLICY = "ServiceDefinition/" + ServicePolicy.FILE;
  private static final String ROLES = "Roles/";

  PackageManifest {
    parts = Maps.sorted(parts);
    layouts = Maps.sorted(layouts);
  }

  static String layoutOf(String role) {
    return ROLES + role;
  }

  /// A run of bytes in the package.
  ///
  /// @param entry the name of the zip entry that holds it
  record Part(String entry, Sha256 content) {}

  /// A file of a layout.
  ///
  /// @param path in Windows style from the layout's root: `\approot\lib\a.jar`
  /// @param part the name of the part that holds its bytes
  record FileEntry(String path, String part) {}
}
