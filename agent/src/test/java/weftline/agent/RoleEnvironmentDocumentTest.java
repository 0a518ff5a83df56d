package weftline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import weftline.model.InstanceGoal.EndpointAddress;
import weftline.model.InstanceGoal.Peer;
import weftline.model.RoleDefinition.LocalStorage;

/// The document that a role reads of itself, word by word.
class RoleEnvironmentDocumentTest {
  @Test
  void saysAllThereIs() {
    var goals =
        Goals.running("true")
            .settings(Map.of("Motto", "<a & \"b\">"))
            .storage(new LocalStorage("cache", 10, true))
            .endpoint("http", 20_000)
            .peers(
                new Peer(
                    "worker",
                    4,
                    1,
                    0,
                    List.of(new EndpointAddress("queue", "tcp", "127.0.0.2", 20_001))));
    assertThat(text(goals, Map.of("cache", Path.of("/data/cache"))))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="utf-8"?>\
            <RoleEnvironment xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
            xmlns:xsd="http://www.w3.org/2001/XMLSchema">
            <Deployment id="shop-1" emulated="true"/>
            <CurrentInstance id="web_IN_0" roleName="web" faultDomain="2" updateDomain="3">
            <ConfigurationSettings>
            <ConfigurationSetting name="Motto" value="&lt;a &amp; &quot;b&quot;&gt;"/>
            </ConfigurationSettings>
            <LocalResources>
            <LocalResource name="cache" path="/data/cache" sizeInMB="10"/>
            </LocalResources>
            <Endpoints>
            <Endpoint name="http" address="127.0.0.1" port="20000" protocol="tcp"/>
            </Endpoints>
            </CurrentInstance>
            <Roles>
            <Role name="web"><Instances></Instances></Role>
            <Role name="worker"><Instances>
            <Instance id="worker_IN_4" faultDomain="1" updateDomain="0"><Endpoints>
            <Endpoint name="queue" address="127.0.0.2" port="20001" protocol="tcp"/>
            </Endpoints></Instance>
            </Instances></Role>
            </Roles>
            </RoleEnvironment>\
            """
                .replace("\n", ""));
  }

  @Test
  void everyContainerIsThereEvenIfEmpty() {
    assertThat(text(Goals.running("true").settings(Map.of()), Map.of()))
        .contains(
            "<ConfigurationSettings></ConfigurationSettings>",
            "<LocalResources></LocalResources>",
            "<Endpoints></Endpoints>",
            "<Instances></Instances>");
  }

  private static String text(Goals goals, Map<String, Path> storage) {
    return new RoleEnvironmentDocument(goals.goal(), storage, true).text();
  }
}
