package io.mitschnitt.gateway.bench;

import io.mitschnitt.recorder.contract.Codec;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Debian's rtpengine in user space, driven by its control protocol.
 *
 * @see <a href="https://rtpengine.readthedocs.io/en/latest/ng_control_protocol.html">the NG control protocol</a>
 */
final class Rtpengine implements Gateway {

  private static final String HOST = "127.0.0.1";

  private final Server server;
  private final DatagramSocket control = new DatagramSocket();
  private final List<String> calls = new ArrayList<>();
  private final Codec agentCodec;
  private int cookie;

  Rtpengine(int core, Path work, int port, int firstPort, Codec agentCodec) throws Exception {
    this.agentCodec = agentCodec;
    server = new Server(
        core,
        work.resolve("rtpengine-" + agentCodec + ".log"),
        Map.of(),
        List.of(
            "rtpengine",
            "--config-file=none",
            "--interface=" + HOST,
            "--listen-ng=" + HOST + ":" + port,
            "--port-min=" + firstPort,
            "--port-max=" + (firstPort + 4_999),
            "--foreground",
            "--log-stderr",
            "--log-level=3",
            "--num-threads=2",
            "--timeout=60",
            "--table=-1"));
    control.connect(new InetSocketAddress(HOST, port));
    control.setSoTimeout(500);
    ask("ping", Map.of());
  }

  @Override
  public Server server() {
    return server;
  }

  @Override
  public boolean checksItself() {
    return true;
  }

  @Override
  public void connect(Load load, Load.Call call, boolean recorded) throws Exception {
    String id = "bench-" + ProcessHandle.current().pid() + "-" + call.number();
    calls.add(id);
    Map<String, Object> common = new HashMap<>(Map.of(
        "call-id",
        id,
        "from-tag",
        "a" + call.number(),
        "replace",
        List.of("origin"),
        "flags",
        List.of("trust-address")));
    if (agentCodec != Codec.PCMA)
      common.put("codec", Map.of("mask", List.of("opus"), "transcode", List.of("PCMA")));
    Map<String, Object> offer = new HashMap<>(common);
    offer.putAll(Map.of(
        "sdp",
        call.agent().offer(),
        "ICE",
        "remove",
        "DTLS",
        "off",
        "transport-protocol",
        "RTP/AVP",
        "rtcp-mux",
        List.of("demux")));
    String towardsCarrier = ask("offer", offer).get("sdp");
    Map<String, Object> answer = new HashMap<>(common);
    answer.putAll(Map.of(
        "to-tag",
        "b" + call.number(),
        "sdp",
        call.carrier().sdp(),
        "ICE",
        "force",
        "DTLS",
        "passive",
        "transport-protocol",
        "UDP/TLS/RTP/SAVPF",
        "rtcp-mux",
        List.of("accept")));
    String towardsAgent = ask("answer", answer).get("sdp");
    load.await(() -> {
      call.carrier().calls(towardsCarrier);
      call.agent().answered(towardsAgent);
    });
  }

  @Override
  public void hangUp() throws Exception {
    for (String id : calls) ask("delete", Map.of("call-id", id, "delete-delay", "0"));
    calls.clear();
  }

  @Override
  public void close() throws Exception {
    control.close();
    server.close();
  }

  private Map<String, String> ask(String command, Map<String, Object> what) throws IOException {
    Map<String, Object> question = new HashMap<>(what);
    question.put("command", command);
    String start = ++cookie + "_bench ";
    byte[] out = (start + Bencode.write(question)).getBytes(StandardCharsets.UTF_8);
    for (int tries = 0; tries < 10; tries++) {
      try {
        control.send(new DatagramPacket(out, out.length));
        DatagramPacket in = new DatagramPacket(new byte[65_536], 65_536);
        control.receive(in);
        byte[] raw = Arrays.copyOf(in.getData(), in.getLength());
        if (!new String(raw, StandardCharsets.UTF_8).startsWith(start)) continue;
        Map<String, String> answer = Bencode.strings(raw, start.length());
        if (!List.of("ok", "pong").contains(answer.getOrDefault("result", "")))
          throw new IOException("rtpengine said to " + command + ": " + answer);
        return answer;
      } catch (SocketTimeoutException | java.net.PortUnreachableException e) {
        pause();
      }
    }
    throw new IOException("rtpengine does not answer");
  }

  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
