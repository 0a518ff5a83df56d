package weftline.model;

/// Names a service: what keeps its address while deployments come and go.
public record ServiceName(String value) implements Comparable<ServiceName> {
  public ServiceName {
    Names.check("service", value);
  }

  @Override
  public int compareTo(ServiceName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
