package io.mitschnitt.webui.selftest;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One dialog of a {@link Phone}, from INVITE to BYE. The transport is reliable: nothing is sent twice but the ACK to a
 * repeated 200.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3261#section-12">RFC 3261, dialogs</a>
 */
final class PhoneCall {

  /** What a call reports. After {@code refused} or {@code ended} nothing comes any more. */
  interface Events {
    void ringing();

    void answered(String sdp);

    void refused(int status, String phrase);

    /** The other side ended it, or the flow is lost. */
    void ended();

    /** The answer to the other side's new offer. */
    Future<String> reoffered(String sdp);

    void info(String type, String body);
  }

  private final Phone phone;
  private final String id;
  private final String localTag = Phone.shortId();
  private final String from;
  private String to;
  private String target;
  private List<String> route = List.of();
  private @Nullable Events events;
  private @Nullable SipText invite;
  private @Nullable SipText ack;
  private int cseq;
  private boolean tried;
  private boolean up;
  private boolean over;

  private PhoneCall(Phone phone, String id, String from, String to, String target) {
    this.phone = phone;
    this.id = id;
    this.from = from;
    this.to = to;
    this.target = target;
  }

  static PhoneCall outgoing(Phone phone, String uri, Events events) {
    String id = Phone.shortId() + Phone.shortId();
    PhoneCall call = new PhoneCall(phone, id, phone.address(), "<" + uri + ">", uri);
    call.events = events;
    return call;
  }

  static PhoneCall incoming(Phone phone, SipText invite) {
    String remote = SipText.uri(invite.get("Contact"));
    PhoneCall call =
        new PhoneCall(phone, invite.get("Call-ID"), invite.get("To"), invite.get("From"), remote);
    call.route = invite.all("Record-Route");
    call.invite = invite;
    return call;
  }

  String id() {
    return id;
  }

  /** The offer of a call that came in; empty where it had none. */
  String offer() {
    return invite == null ? "" : invite.body();
  }

  /** The user part of the address of whoever calls us. */
  String caller() {
    String uri = SipText.uri(to);
    return uri.substring(uri.indexOf(':') + 1).split("[@;]")[0];
  }

  void listen(Events reader) {
    events = reader;
  }

  void invite(String offer) {
    SipText request = request("INVITE", target).with("Contact", phone.contact());
    invite = request
        .with("Allow", "INVITE, ACK, CANCEL, BYE, INFO, UPDATE, OPTIONS")
        .withBody("application/sdp", offer);
    phone.send(invite);
  }

  void trying() {
    reply(100, "Trying");
  }

  void ring() {
    reply(180, "Ringing");
  }

  void answer(String sdp) {
    if (invite != null && !over) {
      up = true;
      phone.send(invite
          .reply(200, "OK", localTag)
          .with("Contact", phone.contact())
          .withBody("application/sdp", sdp));
    }
  }

  void refuse(int status, String phrase) {
    reply(status, phrase);
    finish();
  }

  /** BYE, or CANCEL where nobody answered yet; {@code ended} or {@code refused} follows when the other side says so. */
  void hangup() {
    if (over) {
      return;
    }
    if (up) {
      phone.send(inDialog("BYE"));
    } else if (invite != null) {
      phone.send(SipText.of(invite.start().replaceFirst("INVITE", "CANCEL"))
          .with("Via", invite.get("Via"))
          .with("Max-Forwards", "70")
          .with("From", invite.get("From"))
          .with("To", invite.get("To"))
          .with("Call-ID", id)
          .with("CSeq", invite.get("CSeq").replace("INVITE", "CANCEL")));
    }
  }

  void response(SipText response) {
    if (response.get("CSeq").endsWith("BYE")) {
      end();
    }
    if (!response.get("CSeq").endsWith("INVITE") || response.status() == 100) {
      return;
    }
    if (response.status() >= 300) {
      refused(response);
    } else if (response.status() >= 200) {
      answered(response);
    } else if (events != null) {
      events.ringing();
    }
  }

  void request(SipText request) {
    switch (request.method()) {
      case "BYE" -> {
        phone.send(request.reply(200, "OK", localTag));
        end();
      }
      case "CANCEL" -> {
        phone.send(request.reply(200, "OK", localTag));
        if (!up) {
          reply(487, "Request Terminated");
          end();
        }
      }
      case "INFO" -> {
        phone.send(request.reply(200, "OK", localTag));
        if (events != null) {
          events.info(request.get("Content-Type"), request.body());
        }
      }
      case "INVITE", "UPDATE" -> reoffered(request);
      case "ACK" -> {}
      default -> phone.send(request.reply(200, "OK", localTag));
    }
  }

  void lost() {
    end();
  }

  private void reoffered(SipText request) {
    SipText ok = request.reply(200, "OK", localTag).with("Contact", phone.contact());
    if (request.body().isEmpty() || events == null) {
      phone.send(ok);
      return;
    }
    events
        .reoffered(request.body())
        .onSuccess(answer -> phone.send(ok.withBody("application/sdp", answer)))
        .onFailure(e -> phone.send(request.reply(488, "Not Acceptable Here", localTag)));
  }

  private void refused(SipText response) {
    acknowledgeRefusal(response);
    int status = response.status();
    if ((status == 401 || status == 407) && !tried && invite != null) {
      tried = true;
      String header = status == 401 ? "Authorization" : "Proxy-Authorization";
      SipText again = request("INVITE", target)
          .with("Contact", phone.contact())
          .with(header, phone.authorization(response, "INVITE", target))
          .withBody("application/sdp", invite.body());
      invite = again;
      phone.send(again);
    } else if (!over && events != null) {
      finish();
      events.refused(status, response.phrase());
    }
  }

  private void acknowledgeRefusal(SipText response) {
    if (invite != null) {
      phone.send(SipText.of(invite.start().replaceFirst("INVITE", "ACK"))
          .with("Via", response.get("Via"))
          .with("Max-Forwards", "70")
          .with("From", response.get("From"))
          .with("To", response.get("To"))
          .with("Call-ID", id)
          .with("CSeq", response.get("CSeq").replace("INVITE", "ACK")));
    }
  }

  private void answered(SipText response) {
    if (ack == null) {
      to = response.get("To");
      target = SipText.uri(response.get("Contact"));
      List<String> recorded = new ArrayList<>(response.all("Record-Route"));
      Collections.reverse(recorded);
      route = recorded;
      up = true;
      ack = inDialog("ACK");
      phone.send(ack);
      if (events != null) {
        events.answered(response.body());
      }
    } else {
      phone.send(ack);
    }
  }

  private SipText inDialog(String method) {
    return request(method, target).withAll("Route", route);
  }

  private SipText request(String method, String uri) {
    boolean same = method.equals("ACK");
    String local = from.contains(";tag=") ? from : from + ";tag=" + localTag;
    return SipText.of(method + " " + uri + " SIP/2.0")
        .with("Via", phone.via())
        .with("Max-Forwards", "70")
        .with("From", local)
        .with("To", to)
        .with("Call-ID", id)
        .with("CSeq", (same ? cseq : ++cseq) + " " + method);
  }

  private void reply(int status, String phrase) {
    if (invite != null) {
      phone.send(invite.reply(status, phrase, status == 100 ? "" : localTag));
    }
  }

  private void end() {
    if (!over) {
      finish();
      if (events != null) {
        events.ended();
      }
    }
  }

  private void finish() {
    over = true;
    phone.forget(this);
  }
}
