package io.mitschnitt.webui.admin;

import io.mitschnitt.gateway.contract.GatewayDoors;
import io.mitschnitt.recorder.contract.RecorderDoors;
import io.mitschnitt.recorder.contract.RecorderDoors.Care;
import io.mitschnitt.recorder.contract.RecorderDoors.Disk;
import io.mitschnitt.webui.api.Visit;
import io.mitschnitt.webui.api.Words;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;

/** {@code GET /system}: how this node is, in one object. */
public final class ShowSystem implements Handler<Visit> {

  private final RecorderDoors recorder;
  private final GatewayDoors gateway;
  private final String version;
  private final Clock clock;
  private final Instant since;

  public ShowSystem(RecorderDoors recorder, GatewayDoors gateway, String version, Clock clock) {
    this.recorder = recorder;
    this.gateway = gateway;
    this.version = version;
    this.clock = clock;
    this.since = clock.instant();
  }

  @Override
  public void handle(Visit visit) {
    RecorderDoors.Health memory = recorder.health();
    GatewayDoors.Health calls = gateway.health();
    Care care = memory.care();
    Runtime java = Runtime.getRuntime();
    visit.answer(new JsonObject()
        .put("version", version)
        .put("at", Words.of(clock.instant()))
        .put("since", Words.of(since))
        .put("storeUp", memory.storeUp())
        .put("journalWritable", memory.journalWritable())
        .put("evidenceObjection", recorder.evidence().objection().orElse(null))
        .put("acceptsCalls", calls.ready())
        .put("liveCalls", calls.liveCalls())
        .put("registeredAgents", calls.registeredAgents())
        .put("openRecordings", memory.openTapes())
        .put("backlog", memory.backlog())
        .put("backlogLagMs", care.lag().toMillis())
        .put("stored", memory.stored())
        .put("lostPayloads", memory.lostPayloads())
        .put("ledgerWaiting", care.ledgerWaiting())
        .put("silentLegs", care.silentLegs())
        .put("alarms", care.alarms())
        .put("repaired", care.repaired())
        .put("closedFailed", care.closedFailed())
        .put("relayedPackets", calls.relayedPackets())
        .put("droppedDatagrams", calls.droppedDatagrams())
        .put("heapBytes", java.totalMemory() - java.freeMemory())
        .put("heapMost", java.maxMemory())
        .put("disk", disk(care.disk())));
  }

  private static JsonObject disk(Disk disk) {
    return new JsonObject()
        .put("state", disk.full() ? "full" : disk.filling() ? "filling" : "enough")
        .put("totalBytes", disk.total())
        .put("freeBytes", disk.free())
        .put("daysToFull", disk.daysToFull().isPresent() ? disk.daysToFull().getAsDouble() : null);
  }
}
