package weftline.model;

/// One of the two places a deployment of a service can stand in; a swap exchanges them.
public enum Slot {
  PRODUCTION,
  STAGING;

  public Slot other() {
    return this == PRODUCTION ? STAGING : PRODUCTION;
  }

  @Override
  public String toString() {
    return this == PRODUCTION ? "production" : "staging";
  }
}
