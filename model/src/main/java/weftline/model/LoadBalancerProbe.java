package weftline.model;

import java.time.Duration;
import java.util.Optional;

/// How a balancer asks an instance whether it is well (csdef `LoadBalancerProbe`).
///
/// @param port the port to ask; empty means the endpoint's own
/// @param path for `http` only
public record LoadBalancerProbe(
    String name,
    String protocol,
    Optional<String> path,
    Optional<Integer> port,
    Duration interval,
    Duration timeout) {}
