package io.mitschnitt.recorder.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.contract.Outside;
import io.mitschnitt.recorder.evidence.TimeStamp;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A notary that keeps what it is sent, and a time-stamping authority made of {@code openssl ts}. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class OutsidersTest {

  private static final String NOTE = "mitschnitt/0123456789abcdef\n7\nroot\n";

  @TempDir
  Path directory;

  @Test
  void a_head_is_stamped_and_openssl_alone_verifies_the_answer(Vertx vertx) throws Exception {
    shell(AUTHORITY);
    HttpServer server = serve(vertx);
    Outsiders outsiders = new Outsiders(vertx, outside(server.actualPort()));
    assertThat(outsiders.due(Instant.now())).isTrue();
    byte[] answer = get(outsiders.stamp(NOTE, Instant.now())).orElseThrow();
    assertThat(outsiders.due(Instant.now())).isFalse();
    assertThat(TimeStamp.of(utf8(NOTE), answer))
        .isBetween(Instant.now().minusSeconds(120), Instant.now().plusSeconds(120));
    Files.writeString(directory.resolve("checkpoint.txt"), NOTE);
    Files.write(directory.resolve("checkpoint.tsr"), answer);
    assertThat(shell(VERIFY)).contains("Verification: OK");
    Files.writeString(directory.resolve("checkpoint.txt"), NOTE + "more\n");
    assertThat(shell(VERIFY)).contains("Verification: FAILED");
    Assertions.assertThatIllegalArgumentException()
        .isThrownBy(() -> TimeStamp.of(utf8(NOTE + "more\n"), answer));
    byte[] forged = answer.clone();
    forged[forged.length - 20] ^= 1;
    Assertions.assertThatIllegalArgumentException()
        .isThrownBy(() -> TimeStamp.of(utf8(NOTE), forged));
  }

  @Test
  void a_head_is_posted_and_an_outsider_who_is_away_or_answers_rubbish_stops_nothing(Vertx vertx)
      throws Exception {
    List<String> kept = new CopyOnWriteArrayList<>();
    HttpServer server = get(vertx
        .createHttpServer()
        .requestHandler(request -> request.body().onSuccess(body -> {
          kept.add(body.toString());
          request.response().end("this is no answer");
        }))
        .listen(0, "127.0.0.1"));
    Outsiders outsiders = new Outsiders(vertx, outside(server.actualPort()));
    get(outsiders.copy(NOTE));
    assertThat(kept).containsExactly(NOTE);
    assertThat(get(outsiders.stamp(NOTE, Instant.now()))).isEmpty();
    get(server.close());
    assertThat(get(outsiders.copy(NOTE).otherwiseEmpty())).isNull();
    assertThat(get(outsiders.stamp(NOTE, Instant.now()))).isEmpty();
  }

  private HttpServer serve(Vertx vertx) throws Exception {
    return get(vertx
        .createHttpServer()
        .requestHandler(request -> request
            .body()
            .compose(query -> vertx.executeBlocking(() -> {
              Files.write(directory.resolve("query.tsq"), query.getBytes());
              shell(REPLY);
              return Buffer.buffer(Files.readAllBytes(directory.resolve("reply.tsr")));
            }))
            .onSuccess(reply -> request.response().end(reply)))
        .listen(0, "127.0.0.1"));
  }

  private static Outside outside(int port) {
    String url = "http://127.0.0.1:" + port + "/";
    return new Outside(Optional.of(url), Optional.of(url), Duration.ofHours(1));
  }

  private static final String AUTHORITY = """
      cat > tsa.cnf <<EOT
      [req]
      distinguished_name = dn
      [dn]
      [ca]
      basicConstraints = critical,CA:true
      [stamp]
      extendedKeyUsage = critical,timeStamping
      [tsa]
      default_tsa = here
      [here]
      serial = ./serial
      crypto_device = builtin
      signer_digest = sha256
      default_policy = 1.2.3.4.1
      digests = sha256
      accuracy = secs:1
      ess_cert_id_alg = sha256
      EOT
      echo 01 > serial
      openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out authority.pem -days 9 -subj /CN=authority -config tsa.cnf -extensions ca
      openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout tsa.key -out tsa.csr -subj /CN=stamps -config tsa.cnf
      openssl x509 -req -in tsa.csr -CA authority.pem -CAkey ca.key -set_serial 2 -days 9 -out tsa.pem -extfile tsa.cnf -extensions stamp
      """;

  private static final String REPLY =
      "openssl ts -reply -config tsa.cnf -queryfile query.tsq -inkey tsa.key -signer tsa.pem -out reply.tsr";

  /** The command in {@code docs/evidence.md}. */
  private static final String VERIFY =
      "openssl ts -verify -data checkpoint.txt -in checkpoint.tsr -CAfile authority.pem";

  private String shell(String script) throws Exception {
    Process process = new ProcessBuilder("sh", "-c", script)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
