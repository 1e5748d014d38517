package io.mitschnitt.webui.edge;

import io.mitschnitt.gateway.contract.GatewayDoors;
import io.mitschnitt.recorder.contract.RecorderDoors;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

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
    router.get("/health/live").handler(http -> answer(http, 200, new JsonObject().put("status", "up")));
    router.get("/health/ready").handler(this::ready);
    router.get("/metrics").handler(http -> http.response()
        .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
        .end(metrics()));
  }

  private void ready(RoutingContext http) {
    RecorderDoors.Health memory = recorder.health();
    GatewayDoors.Health calls = gateway.health();
    boolean ready = memory.storeUp() && memory.journalWritable() && calls.ready();
    answer(http, ready ? 200 : 503, new JsonObject()
        .put("status", ready ? "ready" : "not-ready")
        .put("store", memory.storeUp())
        .put("journal", memory.journalWritable())
        .put("evidence", recorder.evidence().objection().isEmpty())
        .put("calls", calls.ready()));
  }

  private String metrics() {
    RecorderDoors.Health memory = recorder.health();
    GatewayDoors.Health calls = gateway.health();
    StringBuilder text = new StringBuilder();
    gauge(text, "mitschnitt_ready", "1 when calls are accepted", calls.ready() ? 1 : 0);
    gauge(text, "mitschnitt_store_up", "1 when the store answered lately", memory.storeUp() ? 1 : 0);
    gauge(text, "mitschnitt_journal_writable", "1 when the last write went through", memory.journalWritable() ? 1 : 0);
    int trusted = recorder.evidence().objection().isEmpty() ? 1 : 0;
    gauge(text, "mitschnitt_evidence_intact", "1 while the log is what was signed; 0 is an alarm", trusted);
    gauge(text, "mitschnitt_live_calls", "Calls that have not ended", calls.liveCalls());
    gauge(text, "mitschnitt_registered_agents", "Agents that can be rung", calls.registeredAgents());
    gauge(text, "mitschnitt_open_recordings", "Recordings running", memory.openTapes());
    gauge(text, "mitschnitt_backlog_recordings", "Recordings that are not stored yet", memory.backlog());
    counter(text, "mitschnitt_stored_recordings_total", "Recordings stored and read back", memory.stored());
    counter(text, "mitschnitt_lost_payloads_total", "Payloads lost by ourselves; must be 0", memory.lostPayloads());
    counter(text, "mitschnitt_relayed_packets_total", "RTP packets relayed", calls.relayedPackets());
    counter(text, "mitschnitt_dropped_datagrams_total", "Datagrams refused unparsed", calls.droppedDatagrams());
    Runtime java = Runtime.getRuntime();
    gauge(text, "mitschnitt_heap_bytes", "Heap in use", java.totalMemory() - java.freeMemory());
    return text.toString();
  }

  private static void gauge(StringBuilder text, String name, String help, long value) {
    line(text, name, help, "gauge", value);
  }

  private static void counter(StringBuilder text, String name, String help, long value) {
    line(text, name, help, "counter", value);
  }

  private static void line(StringBuilder text, String name, String help, String type, long value) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    text.append(name).append(' ').append(value).append('\n');
  }

  private static void answer(RoutingContext http, int status, JsonObject json) {
    http.response().setStatusCode(status).putHeader("content-type", "application/json").end(json.toBuffer());
  }
}
