package weftline.balancer;

/// Which of the backends that may be chosen gets the next connection.
public enum Preference {
  LEAST_CONNECTIONS,
  ROUND_ROBIN
}
