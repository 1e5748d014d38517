package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.contract.GatewayDoors;
import io.mitschnitt.gateway.contract.Policies;
import io.mitschnitt.recorder.contract.RecorderDoors;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;

/** The gateway's floor: started on the recorder's, it answers with its doors. */
public final class GatewayFloor {

  private GatewayFloor() {}

  /** A carrier inside the process, for demos and tests. */
  public interface BuiltInCarrier {
    GatewayDoors.Demo bell();

    Future<Void> close();
  }

  /** Who makes the built-in carrier once the gateway listens. */
  public interface CarrierMaker {
    Future<Optional<BuiltInCarrier>> start(Vertx vertx, GatewayConf conf);
  }

  /** The gateway without a built-in carrier. */
  public static Future<GatewayDoors> start(Vertx vertx, GatewayConf conf, RecorderDoors recorder) {
    return start(vertx, conf, recorder, (v, c) -> Future.succeededFuture(Optional.empty()));
  }

  /**
   * Reads the announcements, opens media and SIP ports and begins to take calls. Fails with a message for people where an
   * announcement is wrong or a port is taken; nothing is left open then.
   */
  public static Future<GatewayDoors> start(
      Vertx vertx, GatewayConf conf, RecorderDoors recorder, CarrierMaker carrier) {
    GatewayVerticle gateway = new GatewayVerticle(conf, recorder, carrier);
    return vertx.deployVerticle(gateway).map(id -> gateway.doors(() -> vertx.undeploy(id)));
  }

  /** The policy of a gateway that is not running. */
  public static Policies policies(GatewayConf conf) {
    return PolicyDesk.of(conf);
  }
}
