package weftline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.app.cli.Session;
import weftline.net.CertificateAuthority;
import weftline.net.Credentials;
import weftline.net.HttpAnswer;
import weftline.net.HttpCall;
import weftline.net.HttpClient;
import weftline.net.Identity;

/// Controller, storage, agents and balancer as programs of their own, which know each other by
/// their certificates alone.
@Order(1)
class ProgramsApartTest {
  private static final int ROUNDS_MAX = 600;
  private static final int ROUND_MILLISECONDS = 200;

  @TempDir Path folder;

  private final List<Thread> programs = new ArrayList<>();
  private int offset;

  @BeforeEach
  void prepare() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      offset = 10_000 + probe.getLocalPort() % 9_000;
    }
    wfl("ca", "init", file("ca"));
    for (String holder :
        List.of(
            "STORAGE s1", "CONTROLLER c1", "NODE n1", "NODE n2", "BALANCER b1", "OPERATOR me")) {
      String kind = holder.substring(0, holder.indexOf(' '));
      String name = holder.substring(holder.indexOf(' ') + 1);
      wfl("ca", "issue", file("ca"), kind, name, "--host", "127.0.0.1", "--out", file(name));
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    for (Thread program : programs.reversed()) {
      program.interrupt();
      program.join();
    }
  }

  @Test
  void runAServiceTogether() throws Exception {
    age("c1", Identity.Kind.CONTROLLER);
    age("b1", Identity.Kind.BALANCER);
    startAll();
    awaitNodes();
    start("balancer", "b1", "--controller", controller());
    awaitTrue(() -> isFresh("c1") && isFresh("b1"));

    assertThat(
            wfl(
                "deploy",
                TestService.in(folder.resolve("service")).toString(),
                "--endpoint",
                controller(),
                "--credentials",
                file("me")))
        .isZero();
    bringToAnotherSystem();
  }

  /// What runs on the node stops meanwhile, and is there again afterwards.
  private void bringToAnotherSystem() throws IOException {
    Path runs = folder.resolve("runs");
    assertThat(
            wfl(
                "os",
                "upgrade",
                "2.0",
                "--nodes",
                "n1",
                "--endpoint",
                controller(),
                "--credentials",
                file("me")))
        .isZero();

    awaitAnswer("/v1/os", "{\"1.0\":1,\"2.0\":1}");
    awaitAnswer("/v1/services/small", "\"ready\":2");
    assertThat(Files.readAllLines(runs)).containsExactly("n1 2.0");
  }

  /// Says in a file which version it was asked for, and that the machine has it.
  private String program(String node) throws IOException {
    Path program = folder.resolve("program-" + node);
    Files.writeString(
        program,
        "#!/bin/sh\necho %s $1 >> %s\necho VERSION_ID=$1 > %s\n"
            .formatted(node, file("runs"), file("release-" + node)));
    Files.writeString(folder.resolve("release-" + node), "VERSION_ID=1.0\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return program.toString();
  }

  @Test
  void listenNowhereElseWithoutCertificates() {
    assertThat(wfl("controller", "--data", file("c"), "--listen", "0.0.0.0:" + management()))
        .isEqualTo(1);
    assertThat(wfl("storage", "--data", file("s"), "--address", "0.0.0.0")).isEqualTo(1);
  }

  @Test
  void doNotTakePartUnderAnotherNameThanTheirCertificateHas() {
    assertThat(
            wfl(
                "controller",
                "--data",
                file("c"),
                "--listen",
                "127.0.0.1:" + management(),
                "--name",
                "c2",
                "--peers",
                "c1=127.0.0.1:1,c2=127.0.0.1:" + management(),
                "--credentials",
                file("c1")))
        .isEqualTo(1);
  }

  private void startAll() throws IOException {
    DevPorts ports = new DevPorts(offset);
    start("storage", "s1", "--port-offset", String.valueOf(offset));
    awaitPort(ports.table());
    start(
        "controller",
        "c1",
        "--listen",
        "127.0.0.1:" + management(),
        "--authority",
        file("ca"),
        "--blobs",
        "https://127.0.0.1:%d/devstoreaccount1".formatted(ports.blob()),
        "--first-port",
        String.valueOf(ports.firstPublic()));
    for (int number = 1; number <= 2; number++) {
      start(
          "agent",
          "n" + number,
          "--name",
          "n" + number,
          "--controller",
          controller(),
          "--fault-domain",
          String.valueOf(number),
          "--first-port",
          String.valueOf(ports.ofNode(number).min()),
          "--ports",
          "100",
          "--os-release",
          file("release-n" + number),
          "--os-upgrade-command",
          program("n" + number));
    }
  }

  /// A certificate that ends in two months.
  private void age(String name, Identity.Kind kind) throws IOException {
    Instant past = Instant.now().minus(Duration.ofDays(300));
    CertificateAuthority.open(folder.resolve("ca"), InstantSource.fixed(past))
        .issue(new Identity(kind, name), List.of("127.0.0.1"))
        .save(folder.resolve(name));
  }

  private boolean isFresh(String name) throws IOException {
    Instant until = Credentials.load(folder.resolve(name)).until();
    return until.isAfter(Instant.now().plus(Duration.ofDays(360)));
  }

  private void start(String program, String name, String... options) {
    List<String> arguments = new ArrayList<>();
    arguments.add(program);
    arguments.addAll(List.of("--data", file("data-" + name), "--credentials", file(name)));
    arguments.addAll(List.of(options));
    programs.add(Thread.ofPlatform().name(name).start(() -> wfl(arguments.toArray(String[]::new))));
  }

  private static int wfl(String... arguments) {
    return Main.run(Session.ofSystem(), arguments);
  }

  private void awaitPort(int port) {
    awaitTrue(() -> {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return true;
      }
    });
  }

  private void awaitNodes() throws IOException {
    try (HttpClient client = HttpClient.open(Credentials.load(Path.of(file("me"))))) {
      HttpCall nodes = HttpCall.get(URI.create(controller() + "/v1/nodes"));
      awaitTrue(() -> {
        HttpAnswer answer = client.send(nodes);
        return answer.ok() && answer.text().contains("n1") && answer.text().contains("n2");
      });
    }
  }

  private void awaitAnswer(String path, String part) throws IOException {
    try (HttpClient client = HttpClient.open(Credentials.load(Path.of(file("me"))))) {
      HttpCall call = HttpCall.get(URI.create(controller() + path));
      awaitTrue(() -> client.send(call).text().contains(part));
    }
  }

  private static void awaitTrue(Question question) {
    for (int round = 0; round < ROUNDS_MAX; round++) {
      if (answer(question)) {
        return;
      }
      pause();
    }
    throw new AssertionError("not true in time");
  }

  private static boolean answer(Question question) {
    try {
      return question.isTrue();
    } catch (IOException e) {
      return false; // not up yet
    }
  }

  private static void pause() {
    try {
      new CountDownLatch(1).await(ROUND_MILLISECONDS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private int management() {
    return new DevPorts(offset).management();
  }

  private String controller() {
    return "https://127.0.0.1:" + management();
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  /// Asks the programs something that becomes true when they are up.
  @FunctionalInterface
  private interface Question {
    boolean isTrue() throws IOException;
  }
}
