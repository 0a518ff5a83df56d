package weftline.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A file's path inside a role's image, as a package writes it: `\approot\lib\a.jar`. Whatever
/// would lead out of the image is refused.
final class ImagePath {
  private ImagePath() {}

  static void check(String path) throws PackageException {
    List<String> steps = steps(path);
    boolean tooLong = path.length() > PackageLimits.PATH_LENGTH_MAX;
    if (tooLong || steps.isEmpty() || steps.stream().anyMatch(ImagePath::isBad)) {
      throw new PackageException(
          "the path '%s' cannot be in a role".formatted(printable(path)),
          "paths have at most %d characters, no '..', no ':' and no control characters"
              .formatted(PackageLimits.PATH_LENGTH_MAX));
    }
  }

  /// Where the file is to be under a folder.
  static Path under(Path folder, String path) throws PackageException {
    check(path);
    Path target = folder;
    for (String step : steps(path)) {
      target = target.resolve(step);
    }
    return target;
  }

  private static List<String> steps(String path) {
    String relative = path.replace('\\', '/');
    String stripped = relative.startsWith("/") ? relative.substring(1) : relative;
    return new ArrayList<>(Arrays.asList(stripped.split("/", -1)));
  }

  private static boolean isBad(String step) {
    return step.isBlank()
        || step.equals(".")
        || step.equals("..")
        || step.chars().anyMatch(each -> each == ':' || Character.isISOControl(each));
  }

  private static String printable(String path) {
    String shown = path.length() > 80 ? path.substring(0, 80) + "..." : path;
    return shown.replaceAll("\\p{Cntrl}", "?");
  }
}
