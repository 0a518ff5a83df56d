package weftline.core;

/// Who says when the next update domain is upgraded.
public enum UpgradeMode {
  AUTO,
  MANUAL
}
