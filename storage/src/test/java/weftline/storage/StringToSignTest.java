package weftline.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The examples of the public documentation, word for word.
class StringToSignTest {
  @Test
  void metadataOfAContainer() {
    PlainRequest request =
        PlainRequest.of("GET", "/mycontainer?restype=container&comp=metadata&timeout=20")
            .with("x-ms-version", "2015-02-21")
            .with("x-ms-date", "Fri, 26 Jun 2015 23:39:12 GMT")
            .with("Content-Length", "0");

    assertThat(of(request, "myaccount").full(HeaderOrder.BY_CODE))
        .isEqualTo(
            "GET\n\n\n\n\n\n\n\n\n\n\n"
                + "\nx-ms-date:Fri, 26 Jun 2015 23:39:12 GMT\nx-ms-version:2015-02-21"
                + "\n/myaccount/mycontainer\ncomp:metadata\nrestype:container\ntimeout:20");
  }

  @Test
  void valuesOfARepeatedParameterAreSorted() {
    PlainRequest request =
        PlainRequest.of(
            "GET",
            "/container?restype=container&comp=list&include=snapshots&include=metadata"
                + "&include=uncommittedblobs");

    assertThat(of(request, "myaccount").full(HeaderOrder.BY_CODE))
        .endsWith(
            "/myaccount/container\ncomp:list\ninclude:metadata,snapshots,uncommittedblobs"
                + "\nrestype:container");
  }

  @Test
  void everySignedHeaderHasItsLine() {
    PlainRequest request =
        PlainRequest.of("PUT", "/c/b")
            .with("content-encoding", "gzip")
            .with("Content-Language", "de")
            .with("Content-Length", "11")
            .with("Content-MD5", "md5")
            .with("Content-Type", "text/plain")
            .with("Date", "Fri, 26 Jun 2015 23:39:12 GMT")
            .with("If-Modified-Since", "a")
            .with("If-Match", "b")
            .with("If-None-Match", "c")
            .with("If-Unmodified-Since", "d")
            .with("Range", "bytes=0-1");

    assertThat(of(request, "me").full(HeaderOrder.BY_CODE))
        .isEqualTo(
            "PUT\ngzip\nde\n11\nmd5\ntext/plain\nFri, 26 Jun 2015 23:39:12 GMT"
                + "\na\nb\nc\nd\nbytes=0-1\n/me/c/b");
  }

  @Test
  void sharedKeyLite() {
    PlainRequest request =
        PlainRequest.of("PUT", "/mycontainer/hello.txt?comp=metadata&timeout=3")
            .with("Content-Type", "text/plain; charset=UTF-8")
            .with("x-ms-meta-m2", "v2")
            .with("x-ms-meta-m1", "v1")
            .with("x-ms-date", "Sun, 20 Sep 2009 20:36:40 GMT");

    assertThat(of(request, "testaccount1").lite(HeaderOrder.BY_CODE))
        .isEqualTo(
            "PUT\n\ntext/plain; charset=UTF-8\n\nx-ms-date:Sun, 20 Sep 2009 20:36:40 GMT"
                + "\nx-ms-meta-m1:v1\nx-ms-meta-m2:v2"
                + "\n/testaccount1/mycontainer/hello.txt?comp=metadata");
  }

  @Test
  void tables() {
    PlainRequest request =
        PlainRequest.of("POST", "/Tables")
            .with("Content-Type", "application/json")
            .with("x-ms-date", "Sun, 11 Oct 2009 19:52:39 GMT");

    assertThat(of(request, "me").table())
        .isEqualTo("POST\n\napplication/json\nSun, 11 Oct 2009 19:52:39 GMT\n/me/Tables");
    assertThat(of(request, "me").tableLite())
        .isEqualTo("Sun, 11 Oct 2009 19:52:39 GMT\n/me/Tables");
  }

  @Test
  void theAccountStandsTwiceWhereThePathHasIt() {
    PlainRequest request = PlainRequest.of("GET", "/devstoreaccount1/a%20b?comp=list");

    assertThat(of(request, "devstoreaccount1").full(HeaderOrder.BY_CODE))
        .endsWith("/devstoreaccount1/devstoreaccount1/a%20b\ncomp:list");
  }

  @Test
  void headersCanStandInEitherOrder() {
    PlainRequest request =
        PlainRequest.of("PUT", "/c/b").with("x-ms-meta-a1", "1").with("x-ms-meta-a_b", "2");

    assertThat(of(request, "me").lite(HeaderOrder.BY_CODE))
        .contains("x-ms-meta-a1:1\nx-ms-meta-a_b:2\n");
    assertThat(of(request, "me").lite(HeaderOrder.BY_LETTER))
        .contains("x-ms-meta-a_b:2\nx-ms-meta-a1:1\n");
  }

  private static StringToSign of(PlainRequest request, String account) {
    return new StringToSign(request, account, Parameters.parse(request.rawQuery()));
  }
}
