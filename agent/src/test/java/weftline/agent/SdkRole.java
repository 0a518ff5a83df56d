package weftline.agent;

import java.io.IOException;
import java.util.List;
import weftline.sdk.Metrics;
import weftline.sdk.RoleEnvironment;

/// A role that links against our own sdk: says what it finds and what it hears. A program of its
/// own.
final class SdkRole {
  private SdkRole() {}

  @SuppressWarnings("SystemOut") // what a role writes is its log
  private static void say(String line) {
    System.out.println(line);
  }

  static void main(String[] wishes) throws IOException, InterruptedException {
    var environment = RoleEnvironment.connect();
    say("instance " + environment.instanceName() + " of " + environment.roleName());
    say("price " + environment.setting("Price").orElse("none"));
    say("storage " + environment.localStorage("cache").orElseThrow().path());
    say("instances " + environment.instances(environment.roleName()).size());
    Metrics.open().report("orders-waiting", 17);
    environment.onChanging(changes -> !List.of(wishes).contains("cancel"));
    environment.onChange(changes -> say("price is now " + environment.setting("Price").get()));
    environment.onStopping(() -> say("stopping"));
    if (List.of(wishes).contains("busy")) {
      environment.busy();
    } else {
      environment.ready();
    }
    say("running");
    Thread.currentThread().join();
  }
}
