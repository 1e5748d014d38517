package io.mitschnitt.webui.edge;

import io.mitschnitt.gateway.contract.GatewayDoors;
import io.mitschnitt.gateway.contract.TrunkState;
import io.mitschnitt.recorder.contract.RecorderDoors;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * {@code /health/live}, {@code /health/ready} and {@code /metrics}: figures of the node, never of a person.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus' text format</a>
 */
final class HealthPages {

  private final RecorderDoors recorder;
  private final GatewayDoors gateway;

  HealthPages(RecorderDoors recorder, GatewayDoors gateway) {
    this.recorder = recorder;
    this.gateway = gateway;
  }

  void mount(Router router) {
    router
        .get("/health/live")
        .handler(http -> answer(http, 200, new JsonObject().put("status", "up")));
    router.get("/health/ready").handler(this::ready);
    router
        .get("/metrics")
        .handler(http -> http.response()
            .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
            .end(metrics()));
  }

  private void ready(RoutingContext http) {
    RecorderDoors.Health memory = recorder.health();
    GatewayDoors.Health calls = gateway.health();
    boolean ready = memory.storeUp() && memory.journalWritable() && calls.ready();
    answer(
        http,
        ready ? 200 : 503,
        new JsonObject()
            .put("status", ready ? "ready" : "not-ready")
            .put("store", memory.storeUp())
            .put("journal", memory.journalWritable())
            .put("evidence", recorder.evidence().objection().isEmpty())
            .put("calls", calls.ready())
            .put("disk", disk(memory.care().disk()))
            .put("backlog", memory.backlog())
            .put("lagSeconds", memory.care().lag().toSeconds())
            .put("ledgerWaiting", memory.care().ledgerWaiting()));
  }

  private static JsonObject disk(RecorderDoors.Disk disk) {
    return new JsonObject()
        .put("state", disk.full() ? "full" : disk.filling() ? "filling" : "enough")
        .put("freeBytes", disk.free())
        .put("totalBytes", disk.total())
        .put(
            "daysToFull",
            disk.daysToFull().isPresent()
                ? Math.round(disk.daysToFull().getAsDouble() * 10) / 10.0
                : null);
  }

  private static void care(StringBuilder text, RecorderDoors.Care care) {
    gauge(
        text,
        "mitschnitt_backlog_lag_seconds",
        "How long the oldest recording waits",
        care.lag().toSeconds());
    gauge(
        text,
        "mitschnitt_ledger_waiting",
        "Sentences of the ledger that wait for the store",
        care.ledgerWaiting());
    gauge(
        text, "mitschnitt_silent_legs", "Legs that should be heard and are not", care.silentLegs());
    counter(text, "mitschnitt_alarms_total", "Alarms raised", care.alarms());
    counter(text, "mitschnitt_reconciled_total", "Rows and journals put right", care.repaired());
    counter(
        text,
        "mitschnitt_closed_failed_total",
        "Rows closed because nothing could be saved",
        care.closedFailed());
    gauge(
        text,
        "mitschnitt_journal_disk_total_bytes",
        "Size of the journals' disk",
        care.disk().total());
    gauge(
        text,
        "mitschnitt_journal_disk_free_bytes",
        "Room on the journals' disk",
        care.disk().free());
    gauge(
        text,
        "mitschnitt_journal_disk_full",
        "1 when no recording is begun for lack of room",
        care.disk().full() ? 1 : 0);
    care.disk()
        .daysToFull()
        .ifPresent(days -> gauge(
            text, "mitschnitt_journal_disk_days_to_full", "Whole days until it is full", (long)
                days));
  }

  private String metrics() {
    RecorderDoors.Health memory = recorder.health();
    GatewayDoors.Health calls = gateway.health();
    StringBuilder text = new StringBuilder();
    gauge(text, "mitschnitt_ready", "1 when calls are accepted", calls.ready() ? 1 : 0);
    gauge(
        text, "mitschnitt_store_up", "1 when the store answered lately", memory.storeUp() ? 1 : 0);
    gauge(
        text,
        "mitschnitt_journal_writable",
        "1 when the last write went through",
        memory.journalWritable() ? 1 : 0);
    int trusted = recorder.evidence().objection().isEmpty() ? 1 : 0;
    gauge(
        text,
        "mitschnitt_evidence_intact",
        "1 while the log is what was signed; 0 is an alarm",
        trusted);
    gauge(text, "mitschnitt_live_calls", "Calls that have not ended", calls.liveCalls());
    gauge(
        text, "mitschnitt_registered_agents", "Agents that can be rung", calls.registeredAgents());
    gauge(text, "mitschnitt_open_recordings", "Recordings running", memory.openTapes());
    gauge(
        text,
        "mitschnitt_backlog_recordings",
        "Recordings that are not stored yet",
        memory.backlog());
    counter(
        text,
        "mitschnitt_stored_recordings_total",
        "Recordings stored and read back",
        memory.stored());
    counter(
        text,
        "mitschnitt_lost_payloads_total",
        "Payloads lost by ourselves; must be 0",
        memory.lostPayloads());
    counter(
        text, "mitschnitt_relayed_packets_total", "RTP packets relayed", calls.relayedPackets());
    counter(
        text,
        "mitschnitt_dropped_datagrams_total",
        "Datagrams refused unparsed",
        calls.droppedDatagrams());
    trunks(text);
    care(text, memory.care());
    Runtime java = Runtime.getRuntime();
    gauge(text, "mitschnitt_heap_bytes", "Heap in use", java.totalMemory() - java.freeMemory());
    return text.toString();
  }

  /** Names of trunks and addresses come from the configuration; neither can hold a quote. */
  private void trunks(StringBuilder text) {
    List<TrunkState> trunks = gateway.trunks();
    head(
        text,
        "mitschnitt_trunk_peer_up",
        "1 when the peer answers, 0 when it is down or unknown",
        "gauge");
    trunks.forEach(trunk -> trunk
        .peers()
        .forEach(peer -> text.append("mitschnitt_trunk_peer_up{trunk=\"")
            .append(trunk.name())
            .append("\",peer=\"")
            .append(peer.address())
            .append("\"} ")
            .append(peer.state() == TrunkState.Reach.UP ? 1 : 0)
            .append('\n')));
    head(text, "mitschnitt_trunk_registered", "1 when the carrier has us on its books", "gauge");
    trunks.forEach(trunk -> trunk
        .registered()
        .ifPresent(yes -> text.append("mitschnitt_trunk_registered{trunk=\"")
            .append(trunk.name())
            .append("\"} ")
            .append(yes ? 1 : 0)
            .append('\n')));
  }

  private static void head(StringBuilder text, String name, String help, String type) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void gauge(StringBuilder text, String name, String help, long value) {
    line(text, name, help, "gauge", value);
  }

  private static void counter(StringBuilder text, String name, String help, long value) {
    line(text, name, help, "counter", value);
  }

  private static void line(StringBuilder text, String name, String help, String type, long value) {
    head(text, name, help, type);
    text.append(name).append(' ').append(value).append('\n');
  }

  private static void answer(RoutingContext http, int status, JsonObject json) {
    http.response()
        .setStatusCode(status)
        .putHeader("content-type", "application/json")
        .end(json.toBuffer());
  }
}
