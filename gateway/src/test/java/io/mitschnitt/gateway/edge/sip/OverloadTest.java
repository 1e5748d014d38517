package io.mitschnitt.gateway.edge.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.contract.GatewayConf.Transport;
import io.mitschnitt.gateway.edge.sip.House.Heard;
import io.mitschnitt.gateway.sip.SipDoor.Incoming;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Ending.Whose;
import io.vertx.core.Vertx;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A house with room for two calls. */
class OverloadTest {

  private static TextPhone caller(TextWire wire, House house) {
    return new TextPhone(wire, "+49170", "sip:+49301111@127.0.0.1:" + house.edge.udpPort());
  }

  @Test
  void one_call_too_many_is_told_to_come_back_later() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (TextWire.Udp wire = new TextWire.Udp();
        House house = House.open(
            vertx,
            House.conf(
                new GatewayConf.Sip("127.0.0.1", 0, 0, House.DOMAIN, Optional.empty(), 2),
                House.trunk(wire.port(), Transport.UDP)),
            House.quick())) {
      wire.to(house.edge.udpPort());
      TextPhone first = caller(wire, house);
      first.request("INVITE", TextPhone.OFFER);
      Incoming call = house.arrival();
      Heard heard = Heard.of(call.leg());
      house.on(() -> call.leg().answer(TextPhone.OFFER));
      assertThat(TextPhone.status(first.finalAnswer())).isEqualTo(200);
      first.request("ACK", "");
      assertThat(heard.next()).isEqualTo("confirmed");
      TextPhone second = caller(wire, house);
      second.request("INVITE", TextPhone.OFFER);
      Incoming ringing = house.arrival();
      Heard.of(ringing.leg());
      second.await("SIP/2.0 100");

      TextPhone third = caller(wire, house);
      third.request("INVITE", TextPhone.OFFER);
      String refusal = third.next(); // before anything else, even a 100
      assertThat(refusal).startsWith("SIP/2.0 503");
      assertThat(TextPhone.header(refusal, "Retry-After")).isEqualTo("5");
      third.request("NAK", "");
      assertThat(house.incoming).isEmpty();

      // a softphone is told the same, but not when it calls for help
      house.session = Optional.of("anna");
      try (TextWire.Web web = new TextWire.Web(vertx, house.httpPort)) {
        TextPhone anna = new TextPhone(web, "anna", "sip:" + House.DOMAIN);
        anna.to = "<sip:anna@" + House.DOMAIN + ">";
        anna.request("REGISTER", "");
        assertThat(TextPhone.status(anna.finalAnswer())).isEqualTo(200);
        anna.target = "sip:+4930222@" + House.DOMAIN;
        anna.to = "<" + anna.target + ">";
        anna.request("INVITE", TextPhone.OFFER);
        assertThat(anna.next()).startsWith("SIP/2.0 503");
        TextPhone help = new TextPhone(web, "anna", "sip:112@" + House.DOMAIN);
        help.request("INVITE", TextPhone.OFFER);
        Incoming emergency = house.arrival();
        assertThat(emergency.dialled()).isEqualTo("112");
        Heard.of(emergency.leg());
        house.on(() -> emergency.leg().refuse(404, "Not Found"));
        assertThat(TextPhone.status(help.finalAnswer())).isEqualTo(404);
        help.request("NAK", "");
      }

      house.on(() -> call.leg().hangup(new Ending(Whose.US, "done", 0)));
      first.answer(first.await("BYE"), 200, "OK", "");
      TextPhone fourth = caller(wire, house); // there is room again
      fourth.request("INVITE", TextPhone.OFFER);
      Incoming taken = house.arrival();
      Heard.of(taken.leg());
      house.on(() -> taken.leg().refuse(486, "Busy Here"));
      fourth.await("SIP/2.0 486");
      fourth.request("NAK", "");
    } finally {
      House.get(vertx.close());
    }
  }
}
