package io.mitschnitt.webui.selftest;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An agent's softphone without a browser: it registers over a WebSocket with a digest, dials and can be rung. Belongs to
 * the context that made it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7118">RFC 7118, SIP over WebSocket</a>
 */
final class Phone {

  private final String host = shortId() + ".invalid";
  private final String instance = UUID.randomUUID().toString();
  private final String user;
  private final Account account;
  private final WebSocketClient client;
  private final WebSocket socket;
  private final Map<String, PhoneCall> calls = new HashMap<>();
  private final Promise<Phone> registered = Promise.promise();
  private final String registration = shortId();
  private Consumer<PhoneCall> onRing = call -> call.refuse(486, "Busy Here");
  private int registerCSeq;
  private boolean challenged;

  /**
   * Who registers.
   *
   * @param user name for the digest
   * @param domain of the address
   */
  record Account(String user, String domain, String password) {
    @Override
    public String toString() {
      return "Account[***]";
    }
  }

  private Phone(String user, Account account, WebSocketClient client, WebSocket socket) {
    this.user = user;
    this.account = account;
    this.client = client;
    this.socket = socket;
  }

  /**
   * Connects to {@code ws://…/sip} and registers; fails where the server refuses either.
   *
   * @param user of our address of record
   */
  static Future<Phone> register(Vertx vertx, URI ws, String user, Account account) {
    WebSocketClient client = vertx.createWebSocketClient();
    WebSocketConnectOptions to = new WebSocketConnectOptions()
        .setHost(ws.getHost())
        .setPort(ws.getPort())
        .setURI(ws.getPath())
        .setSubProtocols(List.of("sip"));
    return client.connect(to).compose(socket -> {
      Phone phone = new Phone(user, account, client, socket);
      socket.textMessageHandler(phone::take);
      socket.binaryMessageHandler(data -> phone.take(data.toString()));
      socket.closeHandler(v -> phone.lost());
      phone.sendRegister(null);
      return phone.registered.future();
    });
  }

  /** Dials a number; {@code events} hears what becomes of it. */
  PhoneCall dial(String number, String offer, PhoneCall.Events events) {
    PhoneCall call = PhoneCall.outgoing(this, "sip:" + number + "@" + account.domain(), events);
    calls.put(call.id(), call);
    call.invite(offer);
    return call;
  }

  /** Who is told when somebody calls; until then all are refused as busy. */
  void onRing(Consumer<PhoneCall> reader) {
    onRing = reader;
  }

  Future<Void> close() {
    return socket.close().eventually(client::close);
  }

  void send(SipText message) {
    if (!socket.isClosed()) {
      socket.writeTextMessage(message.text());
    }
  }

  void forget(PhoneCall call) {
    calls.remove(call.id());
  }

  String address() {
    return "<sip:" + user + "@" + account.domain() + ">";
  }

  String contact() {
    return "<sip:" + user + "@" + host + ";transport=ws>";
  }

  /** A Via with a branch of its own. */
  String via() {
    return "SIP/2.0/WS " + host + ";branch=z9hG4bK" + shortId();
  }

  String authorization(SipText challenge, String method, String uri) {
    return SipDigest.answer(
        challengeOf(challenge), method, uri, account.user(), account.password(), shortId());
  }

  static String shortId() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, 16);
  }

  private static String challengeOf(SipText response) {
    String header = response.status() == 407 ? "Proxy-Authenticate" : "WWW-Authenticate";
    return response.all(header).stream()
        .filter(SipDigest::answerable)
        .findFirst()
        .orElse("");
  }

  private void sendRegister(@Nullable SipText challenge) {
    String uri = "sip:" + account.domain();
    SipText register = SipText.of("REGISTER " + uri + " SIP/2.0")
        .with("Via", via())
        .with("Max-Forwards", "70")
        .with("From", address() + ";tag=" + registration)
        .with("To", address())
        .with("Call-ID", registration + "@" + host)
        .with("CSeq", ++registerCSeq + " REGISTER")
        .with(
            "Contact",
            contact() + ";+sip.instance=\"<urn:uuid:" + instance + ">\";reg-id=1;expires=600")
        .with("Supported", "path, outbound")
        .with("Expires", "600");
    send(
        challenge == null
            ? register
            : register.with("Authorization", authorization(challenge, "REGISTER", uri)));
  }

  private void take(String text) {
    if (text.isBlank()) {
      return;
    }
    SipText message = SipText.read(text);
    PhoneCall call = calls.get(message.get("Call-ID"));
    if (message.isRequest()) {
      request(message, call);
    } else if (message.get("CSeq").endsWith("REGISTER")) {
      registerAnswered(message);
    } else if (call != null) {
      call.response(message);
    }
  }

  private void request(SipText message, @Nullable PhoneCall known) {
    if (known != null) {
      known.request(message);
    } else if (message.method().equals("INVITE")) {
      PhoneCall call = PhoneCall.incoming(this, message);
      calls.put(call.id(), call);
      call.trying();
      onRing.accept(call);
    } else if (message.method().equals("OPTIONS") || message.method().equals("NOTIFY")) {
      send(message.reply(200, "OK", shortId()));
    } else if (!message.method().equals("ACK")) {
      send(message.reply(481, "Call/Transaction Does Not Exist", shortId()));
    }
  }

  private void registerAnswered(SipText message) {
    int status = message.status();
    if ((status == 401 || status == 407) && !challenged) {
      challenged = true;
      sendRegister(message);
    } else if (status == 200) {
      registered.tryComplete(this);
    } else if (status > 200) {
      registered.tryFail("REGISTER was refused: " + status + " " + message.phrase());
    }
  }

  private void lost() {
    registered.tryFail("the WebSocket was closed");
    List.copyOf(calls.values()).forEach(PhoneCall::lost);
  }
}
