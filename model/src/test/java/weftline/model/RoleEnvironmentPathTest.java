package weftline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoleEnvironmentPathTest {
  private static final InstanceGoal GOAL =
      new InstanceGoal(
          new InstanceId(new DeploymentId("d1"), "worker", 2),
          new ServiceName("shop"),
          1,
          InstanceGoal.Wanted.RUNNING,
          new PackageReference("0".repeat(64), 1),
          Samples.definition().role("worker").orElseThrow(),
          Map.of("Price", "12"),
          1,
          3,
          List.of(new InstanceGoal.EndpointAddress("http", "http", "127.0.0.1", 9001)),
          List.of());

  private static final RoleEnvironmentPath.Surroundings SURROUNDINGS =
      new RoleEnvironmentPath.Surroundings(true, Map.of("scratch", "/data/scratch"));

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "/RoleEnvironment/Deployment/@id, d1",
        "/RoleEnvironment/Deployment/@emulated, true",
        "/RoleEnvironment/CurrentInstance/@id, worker_IN_2",
        "/RoleEnvironment/CurrentInstance/@updateDomain, 3",
        "/RoleEnvironment/CurrentInstance/Endpoints/Endpoint[@name='http']/@port, 9001",
        "/RoleEnvironment/CurrentInstance/Endpoints/Endpoint[@name=\"http\"]/@address, 127.0.0.1",
        "/RoleEnvironment/CurrentInstance/LocalResources/LocalResource[@name='scratch']/@path,"
            + " /data/scratch",
        "/RoleEnvironment/CurrentInstance/LocalResources/LocalResource[@name='scratch']/@sizeInMB,"
            + " 10",
        "/RoleEnvironment/CurrentInstance/ConfigurationSettings/ConfigurationSetting"
            + "[@name='Price']/@value, 12"
      })
  void findsWhatTheInstanceHas(String xpath, String value) {
    RoleEnvironmentPath path = RoleEnvironmentPath.parse(xpath).orElseThrow();

    assertThat(path.valueFor(GOAL, SURROUNDINGS)).contains(value);
  }

  @Test
  void isEmptyForWhatIsNotThere() {
    RoleEnvironmentPath path = new RoleEnvironmentPath.OfSetting("Colour");

    assertThat(path.valueFor(GOAL, SURROUNDINGS)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "//Endpoint/@port", "/RoleEnvironment/Deployment/@colour"})
  void refusesOtherShapes(String xpath) {
    assertThat(RoleEnvironmentPath.parse(xpath)).isEmpty();
  }
}
