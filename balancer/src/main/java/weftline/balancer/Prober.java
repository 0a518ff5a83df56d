package weftline.balancer;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weftline.model.InstanceId;
import weftline.model.LoadBalancerProbe;
import weftline.model.RoutingTable.Backend;
import weftline.model.RoutingTable.Route;

/// Asks backends whether they are well, as their probe says. A backend is out until it has answered
/// well once, and out again when it has not done so for the probe's timeout.
final class Prober implements Probes {
  private static final Logger LOG = LoggerFactory.getLogger(Prober.class);

  /// While a backend is out, so that a fresh one is not kept waiting for a whole interval.
  private static final Duration INTERVAL_WHILE_OUT = Duration.ofSeconds(1);

  private final Loop loop;
  private final ThreadFactory threads;
  private final Map<Backend, Target> targets = new ConcurrentHashMap<>();

  Prober(Loop loop, ThreadFactory threads) {
    this.loop = loop;
    this.threads = threads;
  }

  @Override
  public boolean passes(Backend backend) {
    Target target = targets.get(backend);
    return target == null || target.passing;
  }

  @Override
  public List<InstanceId> failing() {
    return targets.values().stream()
        .filter(target -> target.asked && !target.passing)
        .map(target -> target.backend.instance())
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public void watch(Iterable<Route> routes) {
    Map<Backend, LoadBalancerProbe> wanted = new HashMap<>();
    for (Route route : routes) {
      route
          .probe()
          .ifPresent(probe -> route.backends().forEach(backend -> wanted.put(backend, probe)));
    }
    targets.values().removeIf(target -> !target.probe.equals(wanted.get(target.backend)));
    wanted.forEach(this::add);
  }

  private void add(Backend backend, LoadBalancerProbe probe) {
    if (!targets.containsKey(backend)) {
      Target target = new Target(backend, probe);
      targets.put(backend, target);
      target.ask();
    }
  }

  /// One backend that is asked again and again.
  private final class Target {
    private final Backend backend;
    private final LoadBalancerProbe probe;
    private volatile boolean passing;
    private volatile boolean asked;
    private long lastPassed;

    Target(Backend backend, LoadBalancerProbe probe) {
      this.backend = backend;
      this.probe = probe;
    }

    void ask() {
      threads
          .newThread(() -> {
            boolean well = ProbeQuestion.of(backend, probe).ask();
            loop.execute(() -> answered(well));
          })
          .start();
    }

    private void answered(boolean well) {
      if (targets.get(backend) != this) {
        return;
      }
      if (well) {
        lastPassed = loop.now();
      }
      asked = true;
      boolean now = well || (passing && loop.now() - lastPassed < probe.timeout().toNanos());
      if (now != passing) {
        passing = now;
        LOG.atInfo()
            .addKeyValue("instance", backend.instance())
            .addKeyValue("probe", probe.name())
            .log(now ? "probe passes" : "probe fails");
      }
      loop.after(pause(), this::askIfWanted);
    }

    private void askIfWanted() {
      if (targets.get(backend) == this) {
        ask();
      }
    }

    private Duration pause() {
      Duration interval = probe.interval();
      boolean shorten = !passing && interval.compareTo(INTERVAL_WHILE_OUT) > 0;
      return shorten ? INTERVAL_WHILE_OUT : interval;
    }
  }
}
