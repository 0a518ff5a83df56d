package weftline.agent;

/// `com.microsoft.windowsazure:microsoft-windowsazure-api:0.4.6`.
class FirstJavaClientTest extends ClassicClientContract {
  @Override
  String version() {
    return "0.4.6";
  }
}
