package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.sip.SipLeg;
import io.mitschnitt.gateway.sip.SipLegEvents;
import io.mitschnitt.recorder.contract.Ending;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** One leg whose other side the test plays: it writes down what it is told, and answers an ACK by itself. */
final class FakePhone implements SipLeg {

  final String name;
  final List<String> told = new CopyOnWriteArrayList<>();
  final List<String> lights = new CopyOnWriteArrayList<>();
  volatile @Nullable SipLegEvents events;

  FakePhone(String name) {
    this.name = name;
  }

  SipLegEvents events() {
    SipLegEvents listener = events;
    if (listener == null) {
      throw new AssertionError("nobody listens to " + name);
    }
    return listener;
  }

  @Override
  public String id() {
    return name;
  }

  @Override
  public void listen(SipLegEvents listener) {
    events = listener;
  }

  @Override
  public void ring() {
    told.add("180");
  }

  @Override
  public void progress(String sdp) {
    told.add("183");
  }

  @Override
  public void answer(String sdp) {
    told.add("200 " + sdp);
    events().confirmed(Optional.empty());
  }

  @Override
  public void refuse(int status, String phrase) {
    told.add(status + " " + phrase);
  }

  @Override
  public void hangup(Ending ending) {
    told.add("BYE " + ending.why());
  }

  @Override
  public void info(String contentType, String body) {
    lights.add(new io.vertx.core.json.JsonObject(body).getString("code"));
  }

  @Override
  public void reinvite(String sdp) {
    told.add("reinvite");
  }

  @Override
  public void reanswer(String sdp) {
    told.add("reanswer " + sdp);
  }

  @Override
  public void rerefuse() {
    told.add("488");
  }
}
