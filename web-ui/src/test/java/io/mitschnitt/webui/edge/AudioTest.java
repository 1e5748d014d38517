package io.mitschnitt.webui.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.contract.RecordingId;
import io.vertx.core.buffer.Buffer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioTest {

  private static final byte[] SOUND = new byte[10_000];

  private static FrontDoor door;
  private static FrontDoor.Person reviewer;
  private static String path;

  @BeforeAll
  static void open_the_door() throws Exception {
    new Random(1).nextBytes(SOUND);
    door = new FrontDoor();
    RecordingId id = door.recorder.recorded("anna", "", Buffer.buffer(SOUND));
    path = "/api/v1/recordings/" + id + "/audio";
    reviewer = door.person("reviewer");
  }

  @AfterAll
  static void close_the_door() throws Exception {
    door.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'',                   200, 0,    9999",
    "bytes=0-,             206, 0,    9999",
    "bytes=0-0,            206, 0,    0",
    "bytes=1000-1999,      206, 1000, 1999",
    "bytes=9999-,          206, 9999, 9999",
    "bytes=9000-99999,     206, 9000, 9999",
    "bytes=-500,           206, 9500, 9999",
    "bytes=-20000,         206, 0,    9999",
    "'bytes=0-1, 5-6',     200, 0,    9999",
    "bytes=5-3,            200, 0,    9999",
    "bytes=-,              200, 0,    9999",
    "bytes=a-b,            200, 0,    9999",
    "items=0-1,            200, 0,    9999",
  })
  void exactly_the_bytes_that_were_asked_for_come(String range, int status, int first, int last)
      throws Exception {
    HttpResponse<byte[]> answer = door.bytes(ask(range));
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(SOUND, first, last + 1));
    assertThat(answer.headers().firstValue("content-type")).contains("audio/mpeg");
    assertThat(answer.headers().firstValue("accept-ranges")).contains("bytes");
    assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
    assertThat(answer.headers().firstValueAsLong("content-length").orElse(-1))
        .isEqualTo(last - first + 1);
    if (status == 206) {
      assertThat(answer.headers().firstValue("content-range"))
          .contains("bytes " + first + "-" + last + "/10000");
    }
  }

  @ParameterizedTest
  @CsvSource({"bytes=10000-", "bytes=10000-20000", "bytes=-0", "bytes=99999999999-"})
  void bytes_beyond_the_end_are_not_there(String range) throws Exception {
    HttpResponse<byte[]> answer = door.bytes(ask(range));
    assertThat(answer.statusCode()).isEqualTo(416);
    assertThat(answer.headers().firstValue("content-range")).contains("bytes */10000");
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
  }

  @Test
  void a_range_meant_for_another_file_gets_the_whole_one() throws Exception {
    assertThat(door.bytes(ask("bytes=0-9").header("if-range", "\"tag-10000\"")).statusCode())
        .isEqualTo(206);
    assertThat(door.bytes(ask("bytes=0-9").header("if-range", "\"other\"")).statusCode())
        .isEqualTo(200);
    assertThat(door.bytes(ask("bytes=0-9").header("if-range", "Wed, 25 Nov 2026 12:00:00 GMT"))
            .statusCode())
        .isEqualTo(200);
    assertThat(door.bytes(ask("").header("if-none-match", "\"tag-10000\"")).statusCode())
        .isEqualTo(304);
  }

  @Test
  void head_tells_the_length_and_sends_nothing() throws Exception {
    HttpResponse<byte[]> answer =
        door.bytes(reviewer.request(path).method("HEAD", BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValueAsLong("content-length").orElse(-1)).isEqualTo(10_000);
    assertThat(answer.headers().firstValue("etag")).contains("\"tag-10000\"");
    assertThat(answer.body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"wav,audio/wav", "flac,audio/flac", "ogg,audio/ogg"})
  void another_format_comes_whole_as_a_file_to_keep_and_is_noted(String format, String type)
      throws Exception {
    int before = door.recorder.listenings.size();
    HttpResponse<byte[]> answer = door.bytes(reviewer.request(path + "?format=" + format));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains(type);
    assertThat(answer.headers().firstValue("accept-ranges")).contains("none");
    assertThat(answer.headers().firstValue("content-disposition").orElseThrow())
        .startsWith("attachment; filename=\"recording-")
        .endsWith("." + format + "\"");
    assertThat(answer.body()).isEqualTo(SOUND);
    assertThat(door.recorder.listenings).hasSize(before + 1);
  }

  @Test
  void an_unknown_format_is_refused_in_words() throws Exception {
    HttpResponse<byte[]> answer = door.bytes(reviewer.request(path + "?format=mp4"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(new String(answer.body())).contains("format is mp3, wav, flac or ogg");
    assertThat(door.bytes(reviewer.request(path + "?format=mp3")).statusCode()).isEqualTo(200);
  }

  private static HttpRequest.Builder ask(String range) {
    HttpRequest.Builder request = reviewer.request(path);
    return range.isEmpty() ? request : request.header("range", range);
  }
}
