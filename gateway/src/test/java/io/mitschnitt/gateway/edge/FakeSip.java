package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.sip.SipDoor;
import io.mitschnitt.gateway.sip.SipLeg;
import io.mitschnitt.gateway.sip.SipLegEvents;
import io.mitschnitt.recorder.contract.Party;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A wall without wires. Phones that are called are found by name: the agent's, or the number dialled. */
final class FakeSip implements SipDoor {

  final Map<String, FakePhone> called = new ConcurrentHashMap<>();
  final Set<String> registered = ConcurrentHashMap.newKeySet();
  Consumer<Incoming> handler = incoming -> {};

  @Override
  public void onIncoming(Consumer<Incoming> taker) {
    handler = taker;
  }

  @Override
  public SipLeg call(Destination to, Party from, String sdp, SipLegEvents events) {
    String name = to instanceof Destination.ToAgent agent
        ? agent.agent()
        : ((Destination.ToTrunk) to).number();
    FakePhone phone = new FakePhone(name);
    phone.told.add("INVITE " + sdp + " from " + from.shown());
    phone.listen(events);
    called.put(name, phone);
    return phone;
  }

  @Override
  public boolean registered(String agent) {
    return registered.contains(agent);
  }
}
