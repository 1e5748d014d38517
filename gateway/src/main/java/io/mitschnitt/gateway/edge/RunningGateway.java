package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.contract.AgentDoor;
import io.mitschnitt.gateway.contract.CallNews;
import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.contract.GatewayDoors;
import io.mitschnitt.gateway.contract.LiveCalls;
import io.mitschnitt.gateway.contract.Policies;
import io.mitschnitt.gateway.contract.Staff;
import io.mitschnitt.gateway.contract.TrunkState;
import io.mitschnitt.gateway.edge.sip.SipEdge;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The doors of the running gateway. */
record RunningGateway(
    MediaHouse media,
    SipEdge sip,
    CallRunner runner,
    LiveBoard board,
    Policies policies,
    Staff staff,
    Optional<GatewayDoors.Demo> demo,
    Function<GatewayConf, Future<Void>> reloading,
    Supplier<Future<Void>> end)
    implements GatewayDoors {

  @Override
  public AgentDoor agents() {
    return sip.agents();
  }

  @Override
  public LiveCalls calls() {
    return runner;
  }

  @Override
  public void onNews(Handler<CallNews> reader) {
    board.onNews(reader);
  }

  @Override
  public Health health() {
    return new Health(
        runner.accepts(),
        board.size(),
        sip.registeredAgents(),
        media.relayed(),
        sip.dropped() + media.dropped());
  }

  @Override
  public List<TrunkState> trunks() {
    return sip.trunks();
  }

  @Override
  public Future<Void> reload(GatewayConf next) {
    return reloading.apply(next);
  }

  @Override
  public Future<Void> drain() {
    return end.get();
  }
}
