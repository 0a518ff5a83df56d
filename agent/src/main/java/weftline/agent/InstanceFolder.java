package weftline.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import weftline.model.InstanceId;
import weftline.model.RoleDefinition;
import weftline.model.RoleDefinition.LocalStorage;

/// Where one instance keeps its things on this node.
///
/// `work` is the role's root: a copy of the image that is made anew for every process. `storage`
/// holds its local storage, which outlives processes. `runtime` holds the pipes to the running
/// process, `processes` what must be ended if this program dies, `logs` what the role wrote.
record InstanceFolder(Path root) {
  static InstanceFolder of(Path instances, InstanceId id) {
    return new InstanceFolder(
        instances.resolve(id.deployment().value()).resolve(id.name()).toAbsolutePath());
  }

  Path work() {
    return root.resolve("work");
  }

  /// Where the role's own files are, and where its program starts.
  Path appRoot() {
    return work().resolve("approot");
  }

  Path runtime() {
    return root.resolve("runtime");
  }

  /// Where the role may say numbers of its own, for as long as its process lives.
  Path metrics() {
    return runtime().resolve("metrics");
  }

  Path processes() {
    return root.resolve("processes");
  }

  Path logs() {
    return root.resolve("logs");
  }

  Path storage(LocalStorage storage) {
    return root.resolve("storage").resolve(storage.name());
  }

  Map<String, Path> storagePaths(RoleDefinition role) {
    Map<String, Path> paths = new LinkedHashMap<>();
    role.localStorage().forEach(storage -> paths.put(storage.name(), storage(storage)));
    return paths;
  }

  /// Makes everything as the next process must find it.
  ///
  /// @param owner the user the role runs as, if it is another than ours
  void prepare(Path image, RoleDefinition role, OptionalInt owner) throws IOException {
    FileTrees.delete(work());
    FileTrees.copy(image, work());
    Files.createDirectories(appRoot());
    FileTrees.clear(runtime());
    Files.createDirectories(processes());
    Files.createDirectories(logs());
    for (LocalStorage storage : role.localStorage()) {
      if (storage.cleanOnRoleRecycle()) {
        FileTrees.delete(storage(storage));
      }
      Files.createDirectories(storage(storage));
      if (owner.isPresent()) {
        FileTrees.giveTo(storage(storage), owner.getAsInt());
      }
    }
    if (owner.isPresent()) {
      FileTrees.giveTo(work(), owner.getAsInt());
      FileTrees.giveTo(runtime(), owner.getAsInt());
    }
  }

  void delete() throws IOException {
    FileTrees.delete(root);
  }

  /// Deletes the folders of all instances but these, and of deployments that have none left.
  static void deleteAllBut(Path instances, Set<Path> kept) throws IOException {
    for (Path deployment : foldersIn(instances.toAbsolutePath())) {
      for (Path instance : foldersIn(deployment)) {
        if (!kept.contains(instance)) {
          FileTrees.delete(instance);
        }
      }
      if (kept.stream().noneMatch(instance -> instance.startsWith(deployment))) {
        FileTrees.delete(deployment);
      }
    }
  }

  private static List<Path> foldersIn(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)).toList();
    }
  }
}
