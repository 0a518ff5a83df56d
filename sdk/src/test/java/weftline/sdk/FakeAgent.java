package weftline.sdk;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The agent's side of the role runtime protocol, driven step by step by a test.
final class FakeAgent implements Closeable {
  private final Path folder;
  private final RandomAccessFile goal;
  private final RandomAccessFile state;
  private int incarnation;

  private FakeAgent(Path folder) throws IOException {
    this.folder = folder;
    this.goal = new RandomAccessFile(folder.resolve("goal").toFile(), "rw");
    this.state = new RandomAccessFile(folder.resolve("state").toFile(), "rw");
  }

  static FakeAgent open(Path folder) throws IOException, InterruptedException {
    for (String name : new String[] {"goal", "state"}) {
      int exit = new ProcessBuilder("mkfifo", folder.resolve(name).toString()).start().waitFor();
      if (exit != 0) {
        throw new IOException("mkfifo ended with " + exit);
      }
    }
    var agent = new FakeAgent(folder);
    Files.writeString(
        agent.versionFile(),
        """
        <?xml version="1.0" encoding="utf-8"?>
        <RuntimeServerDiscovery><RuntimeServerEndpoints>
          <RuntimeServerEndpoint version="2099-01-01" path="/nowhere"/>
          <RuntimeServerEndpoint version="2011-03-08" path="%s"/>
        </RuntimeServerEndpoints></RuntimeServerDiscovery>
        """
            .formatted(folder.resolve("goal")));
    return agent;
  }

  Path versionFile() {
    return folder.resolve("version");
  }

  /// Publishes an environment with this price, and as many peers.
  void publish(String price, int peers) throws IOException {
    incarnation++;
    var others = new StringBuilder();
    for (int i = 1; i <= peers; i++) {
      others.append(
          """
          <Instance id="web_IN_%d" faultDomain="%d" updateDomain="1"><Endpoints>
            <Endpoint name="http" address="127.0.0.1" port="%d" protocol="http"/>
          </Endpoints></Instance>
          """
              .formatted(i, i, 20_000 + i));
    }
    Files.writeString(environmentFile(), environment(price, others.toString()));
    send("Started");
  }

  void stop() throws IOException {
    incarnation++;
    Files.writeString(environmentFile(), environment("25", ""));
    send("Stopped");
  }

  /// Waits for the next thing that the role says.
  String nextReport() throws IOException {
    var report = new StringBuilder();
    while (report.indexOf("</CurrentState>") < 0) {
      report.append((char) state.read());
    }
    return report.toString();
  }

  private void send(String expected) throws IOException {
    String frame =
        """
        <GoalState><Incarnation>%d</Incarnation><ExpectedState>%s</ExpectedState>\
        <RoleEnvironmentPath>%s</RoleEnvironmentPath>\
        <CurrentStateEndpoint>%s</CurrentStateEndpoint></GoalState>\
        """
            .formatted(incarnation, expected, environmentFile(), folder.resolve("state"));
    goal.write(
        (Integer.toHexString(frame.length()) + "\r\n" + frame + "\r\n")
            .getBytes(StandardCharsets.US_ASCII));
  }

  private Path environmentFile() {
    return folder.resolve("env." + incarnation + ".xml");
  }

  private String environment(String price, String others) {
    return """
    <RoleEnvironment><Deployment id="shop-1" emulated="true"/>
      <CurrentInstance id="web_IN_0" roleName="web" faultDomain="2" updateDomain="3">
        <ConfigurationSettings><ConfigurationSetting name="Price" value="%s"/></ConfigurationSettings>
        <LocalResources><LocalResource name="cache" path="%s" sizeInMB="10"/></LocalResources>
        <Endpoints><Endpoint name="http" address="127.0.0.1" port="20000" protocol="http"/></Endpoints>
      </CurrentInstance>
      <Roles><Role name="web"><Instances>%s</Instances></Role></Roles>
    </RoleEnvironment>
    """
        .formatted(price, folder.resolve("cache"), others);
  }

  @Override
  public void close() throws IOException {
    goal.close();
    state.close();
  }
}
