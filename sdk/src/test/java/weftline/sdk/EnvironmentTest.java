package weftline.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What differs between two moments, and documents that are not as they must be.
class EnvironmentTest {
  private static final Instance SELF = new Instance("web_IN_0", "web", 0, 0, List.of());
  private static final Instance PEER = new Instance("web_IN_1", "web", 1, 1, List.of());
  private static final Environment BEFORE =
      environment(SELF, Map.of("Price", "25", "Colour", "red"), Map.of("web", List.of(PEER)));

  @TempDir private Path folder;

  @Test
  void nothingDiffersFromItself() {
    assertThat(BEFORE.changesTo(BEFORE)).isEmpty();
  }

  @Test
  void settingsThatAreNewChangedOrGoneAreChanges() {
    var after = environment(SELF, Map.of("Price", "30", "Size", "XL"), BEFORE.roles());
    assertThat(BEFORE.changesTo(after))
        .containsExactly(
            new Change.Setting("Colour"), new Change.Setting("Price"), new Change.Setting("Size"));
  }

  @Test
  void aPeerThatMovedIsAChangeOfItsRole() {
    var moved = new Instance("web_IN_1", "web", 2, 1, List.of());
    var after = environment(SELF, BEFORE.settings(), Map.of("web", List.of(moved)));
    assertThat(BEFORE.changesTo(after)).containsExactly(new Change.Topology("web"));
  }

  @Test
  void aRoleWithoutInstancesIsNoChangeOfOthers() {
    var after =
        environment(SELF, BEFORE.settings(), Map.of("web", List.of(PEER), "worker", List.of()));
    assertThat(BEFORE.changesTo(after)).containsExactly(new Change.Topology("worker"));
  }

  @Test
  void instancesAreInOrderWithThisOneAmongThem() {
    assertThat(BEFORE.instances("web")).containsExactly(SELF, PEER);
  }

  @Test
  void aDocumentWithoutItsPartsSaysWhichIsMissing() throws IOException {
    Path file = Files.writeString(folder.resolve("env"), "<RoleEnvironment/>");
    assertThatThrownBy(() -> Documents.environment(file)).hasMessageContaining("<Deployment>");
  }

  @Test
  void aNumberThatIsNoneSaysWhere() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("env"),
            "<RoleEnvironment><Deployment/><CurrentInstance faultDomain='far'>"
                + "<ConfigurationSettings/><LocalResources/><Endpoints/></CurrentInstance>"
                + "<Roles/></RoleEnvironment>");
    assertThatThrownBy(() -> Documents.environment(file)).hasMessageContaining("@faultDomain");
  }

  private static Environment environment(
      Instance self, Map<String, String> settings, Map<String, List<Instance>> roles) {
    return new Environment("shop-1", true, self, settings, Map.of(), roles);
  }
}
