package io.mitschnitt.webui.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Promise;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SipDoorwayTest {

  private FrontDoor door;
  private WebSocketClient phone;

  @BeforeEach
  void open_the_door() throws Exception {
    door = new FrontDoor();
    phone = door.vertx.createWebSocketClient();
  }

  @AfterEach
  void close_the_door() throws Exception {
    door.close();
  }

  @Test
  void a_page_of_ours_comes_in_as_its_agent() throws Exception {
    WebSocket socket =
        get(phone.connect(from(door.base()).putHeader("cookie", door.person("anna").cookie)));
    assertThat(socket.subProtocol()).isEqualTo("sip");
    assertThat(socket.headers().get("sec-websocket-extensions")).isNull();
    assertThat(echo(socket)).isEqualTo("anna says hello");
  }

  @Test
  void any_other_program_comes_in_as_nobody_even_with_a_cookie() throws Exception {
    assertThat(echo(get(phone.connect(options())))).isEqualTo("nobody says hello");
    assertThat(echo(get(phone.connect(options().putHeader("cookie", door.person("anna").cookie)))))
        .isEqualTo("nobody says hello");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "http://127.0.0.1:1", "file://"})
  void another_site_s_page_stays_outside(String origin) throws Exception {
    String cookie = door.person("anna").cookie;
    assertThat(refusal(from(origin).putHeader("cookie", cookie))).isEqualTo(403);
  }

  @Test
  void who_does_not_speak_sip_stays_outside() throws Exception {
    assertThat(refusal(options().setSubProtocols(List.of("mqtt")))).isEqualTo(400);
    assertThat(refusal(options().setSubProtocols(List.of()))).isEqualTo(400);
    assertThat(door.get("/sip").statusCode()).isEqualTo(426);
  }

  @Test
  void logging_out_closes_the_socket() throws Exception {
    FrontDoor.Person anna = door.person("anna");
    WebSocket socket = get(phone.connect(from(door.base()).putHeader("cookie", anna.cookie)));
    Promise<Void> closed = Promise.promise();
    socket.closeHandler(closed::complete);
    anna.post("/api/v1/logout");
    get(closed.future());
    assertThat(socket.closeStatusCode()).isEqualTo((short) 4401);
  }

  private WebSocketConnectOptions options() {
    return new WebSocketConnectOptions()
        .setHost("127.0.0.1")
        .setPort(door.page.port())
        .setURI("/sip")
        .setSubProtocols(List.of("sip"))
        .setAllowOriginHeader(false);
  }

  private WebSocketConnectOptions from(String origin) {
    return options().setAllowOriginHeader(true).putHeader("origin", origin);
  }

  private int refusal(WebSocketConnectOptions options) {
    CompletableFuture<WebSocket> attempt =
        phone.connect(options).toCompletionStage().toCompletableFuture();
    assertThatThrownBy(() -> attempt.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class);
    return ((UpgradeRejectedException) attempt.handle((socket, cause) -> cause).join()).getStatus();
  }

  private static String echo(WebSocket socket) throws Exception {
    Promise<String> answer = Promise.promise();
    socket.textMessageHandler(answer::complete);
    socket.writeTextMessage("hello");
    return get(answer.future());
  }

  private static <T> T get(io.vertx.core.Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
