package weftline.storage.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static weftline.storage.Refusals.assertRefused;

import java.util.SequencedMap;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weftline.net.Response;
import weftline.storage.PlainRequest;
import weftline.storage.StorageError;

/// Every type of property, as it is sent, kept and shown.
final class TypesTest {
  /// `A` is sent in the first form; the others are what clients get at each level.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "'A':'x'; 'A':'x'; 'A':'x'",
        "'A':''; 'A':''; 'A':''",
        "'A@odata.type':'Edm.String','A':'x'; 'A':'x'; 'A':'x'",
        "'A':7; 'A':7; 'A':7",
        "'A':-2147483648; 'A':-2147483648; 'A':-2147483648",
        "'A@odata.type':'Edm.Int32','A':'7'; 'A':7; 'A':7",
        "'A@odata.type':'Edm.Int64','A':'7'; 'A':'7'; 'A@odata.type':'Edm.Int64','A':'7'",
        "'A@odata.type':'Edm.Int64','A':7; 'A':'7'; 'A@odata.type':'Edm.Int64','A':'7'",
        "'A':1.5; 'A':1.5; 'A':1.5",
        "'A':1.0; 'A':1.0; 'A':1.0",
        "'A@odata.type':'Edm.Double','A':5; 'A':5.0; 'A':5.0",
        "'A@odata.type':'Edm.Double','A':'NaN'; 'A':'NaN'; 'A@odata.type':'Edm.Double','A':'NaN'",
        "'A@odata.type':'Edm.Double','A':'Infinity'; 'A':'Infinity';"
            + " 'A@odata.type':'Edm.Double','A':'Infinity'",
        "'A':true; 'A':true; 'A':true",
        "'A@odata.type':'Edm.Boolean','A':'false'; 'A':false; 'A':false",
        "'A@odata.type':'Edm.DateTime','A':'2026-01-31T10:00:00Z'; 'A':'2026-01-31T10:00:00Z';"
            + " 'A@odata.type':'Edm.DateTime','A':'2026-01-31T10:00:00Z'",
        "'A@odata.type':'Edm.DateTime','A':'2026-01-31T12:00:00.1234500+02:00';"
            + " 'A':'2026-01-31T10:00:00.12345Z';"
            + " 'A@odata.type':'Edm.DateTime','A':'2026-01-31T10:00:00.12345Z'",
        "'A@odata.type':'Edm.Guid','A':'0F0E0D0C-0b0a-0908-0706-050403020100';"
            + " 'A':'0f0e0d0c-0b0a-0908-0706-050403020100';"
            + " 'A@odata.type':'Edm.Guid','A':'0f0e0d0c-0b0a-0908-0706-050403020100'",
        "'A@odata.type':'Edm.Binary','A':'AAEC'; 'A':'AAEC';"
            + " 'A@odata.type':'Edm.Binary','A':'AAEC'"
      })
  void areShownWithAsMuchAsTheClientWants(String sent, String none, String minimal) {
    Entity entity = entity(sent.replace('\'', '"'));

    assertThat(shown(entity, MetadataLevel.NONE)).isEqualTo("{" + none.replace('\'', '"') + "}");
    assertThat(shown(entity, MetadataLevel.MINIMAL)).contains(minimal.replace('\'', '"') + "}");
    assertThat(shown(entity, MetadataLevel.FULL)).contains(minimal.replace('\'', '"') + "}");
    assertThat(EntityRow.read("p", "r", EntityRow.write(entity))).isEqualTo(entity);
  }

  private static Entity entity(String members) {
    SequencedMap<String, Edm> properties = EntityJson.read(("{" + members + "}").getBytes(UTF_8));
    return new Entity("p", "r", PlainRequest.NOW, properties);
  }

  private static String shown(Entity entity, MetadataLevel level) {
    Response response =
        new TableJson("me", "http://localhost/me", level, Set.of("A"))
            .entity(200, "Things", entity);
    return response.body() instanceof Response.Body.Bytes(var bytes)
        ? new String(bytes, UTF_8)
        : "";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'A':2147483648",
        "'A':[1]",
        "'A':{}",
        "'A@odata.type':'Edm.Int32','A':'x'",
        "'A@odata.type':'Edm.Int32','A':2147483648",
        "'A@odata.type':'Edm.Int64','A':'9223372036854775808'",
        "'A@odata.type':'Edm.Guid','A':'x'",
        "'A@odata.type':'Edm.Guid','A':'1-2-3-4-5'",
        "'A@odata.type':'Edm.Binary','A':'?'",
        "'A@odata.type':'Edm.DateTime','A':'yesterday'",
        "'A@odata.type':'Edm.Boolean','A':'perhaps'",
        "'A@odata.type':'Edm.Single','A':1"
      })
  void areCheckedWhenTheyAreSent(String sent) {
    assertRefused(StorageError.INVALID_INPUT, () -> entity(sent.replace('\'', '"')));
  }

  @Test
  void whatIsNullIsNotKept() {
    assertThat(entity("\"A\":null,\"B\":1").properties()).containsOnlyKeys("B");
  }
}
