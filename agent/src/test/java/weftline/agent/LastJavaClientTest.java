package weftline.agent;

/// `com.microsoft.azure:azure-serviceruntime:0.9.7`, which cannot say `Ready` (a mistake of its
/// own).
class LastJavaClientTest extends ClassicClientContract {
  @Override
  String version() {
    return "0.9.7";
  }
}
