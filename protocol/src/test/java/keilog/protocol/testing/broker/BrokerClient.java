package keilog.protocol.testing.broker;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The broker's side of one connection: reads on a thread of its own, strict about the client. */
final class BrokerClient implements Closeable {
  private static final int DISCONNECT_WITH_WILL = 0x04;

  private final FaultyBroker broker;
  private final Socket socket;
  private final Map<Integer, String> aliases = new HashMap<>();
  private final List<String> filters = new ArrayList<>();
  private final ArrayDeque<Passed> queue = new ArrayDeque<>();
  private final ArrayDeque<byte[]> heldAcknowledges = new ArrayDeque<>();
  private String id = "?";
  private Passed will;
  private int receiveMaximum = 65_535;
  private int inFlight;
  private int nextPacketId = 1;
  private int unanswered;
  private boolean ended;

  /** A message on its way to subscribers. */
  record Passed(String topic, byte[] payload, int qos, boolean retained) {}

  BrokerClient(FaultyBroker broker, Socket socket) {
    this.broker = broker;
    this.socket = socket;
  }

  String id() {
    return id;
  }

  void serve() {
    boolean wantsWill = true;
    try {
      Packets.Packet first = Packets.read(socket.getInputStream());
      if (first.type() != Packets.CONNECT) {
        throw new IOException("the first packet is CONNECT: type=" + first.type());
      }
      connect(first.reader());
      while (wantsWill && !ended) {
        Packets.Packet packet = Packets.read(socket.getInputStream());
        broker.awaitSpeech();
        wantsWill = packet.type() != Packets.DISCONNECT || saysWill(packet);
        if (packet.type() == Packets.DISCONNECT) {
          break;
        }
        take(packet);
      }
    } catch (IOException e) {
      // The connection broke, or was broken on purpose.
    } finally {
      close();
      broker.left(this, wantsWill ? will : null);
    }
  }

  private static boolean saysWill(Packets.Packet disconnect) {
    return disconnect.body().length > 0 && disconnect.body()[0] == DISCONNECT_WITH_WILL;
  }

  private void connect(DataInputStream in) throws IOException {
    Packets.readText(in);
    int version = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    in.readUnsignedShort();
    if (version != 5) {
      throw new IOException("MQTT 5 only: version=" + version);
    }
    receiveMaximum =
        Packets.readProperties(in).getOrDefault(Packets.RECEIVE_MAXIMUM, 65_535L).intValue();
    id = Packets.readText(in);
    if ((flags & 4) != 0) {
      Packets.readProperties(in);
      String topic = Packets.readText(in);
      will = new Passed(topic, Packets.readBinary(in), 1, (flags & 0x20) != 0);
    }
    if ((flags & 2) == 0) {
      broker.complain("a client must ask for a clean start: id=" + id);
    }
    broker.joined(this);
    send(
        Packets.packet(
            Packets.CONNACK,
            0,
            out -> {
              byte[] properties =
                  Packets.bytes(
                      p -> {
                        p.writeByte(Packets.RECEIVE_MAXIMUM);
                        p.writeShort(broker.receiveMaximum());
                        p.writeByte(Packets.TOPIC_ALIAS_MAXIMUM);
                        p.writeShort(broker.topicAliasMaximum());
                      });
              out.writeByte(0);
              out.writeByte(0);
              out.writeByte(properties.length);
              out.write(properties);
            }));
  }

  private void take(Packets.Packet packet) throws IOException {
    switch (packet.type()) {
      case Packets.PUBLISH -> publish(packet);
      case Packets.PUBACK -> acknowledged();
      case Packets.SUBSCRIBE -> subscribe(packet.reader());
      case Packets.PINGREQ -> send(Packets.packet(Packets.PINGRESP, 0, out -> {}));
      default -> throw new IOException("unknown packet: type=" + packet.type());
    }
  }

  private void publish(Packets.Packet packet) throws IOException {
    DataInputStream in = packet.reader();
    String topic = Packets.readText(in);
    int qos = packet.flags() >> 1 & 3;
    int packetId = qos > 0 ? in.readUnsignedShort() : 0;
    Long alias = Packets.readProperties(in).get(Packets.TOPIC_ALIAS);
    if (alias != null) {
      if (alias < 1 || alias > broker.topicAliasMaximum()) {
        violated("a topic alias lies within the maximum: alias=" + alias, 0x94);
      }
      if (topic.isEmpty()) {
        topic = aliases.get(alias.intValue());
      } else {
        aliases.put(alias.intValue(), topic);
      }
    }
    if (topic == null || topic.isEmpty()) {
      violated("a topic alias must have been named before: alias=" + alias, 0x94);
    }
    Passed message = new Passed(topic, in.readAllBytes(), qos, (packet.flags() & 1) != 0);
    if (qos == 0) {
      broker.pass(message);
      return;
    }
    synchronized (this) {
      unanswered++;
      if (unanswered > broker.receiveMaximum()) {
        violated("at most Receive Maximum messages wait for an answer: " + unanswered, 0x93);
      }
    }
    judge(message, packetId, broker.verdict(id, message.topic(), message.payload()));
  }

  private void judge(Passed message, int packetId, Verdict verdict) throws IOException {
    byte[] taken = acknowledge(packetId, 0);
    switch (verdict) {
      case Verdict.Take _ -> {
        broker.pass(message);
        answer(taken);
      }
      case Verdict.Refuse refuse -> answer(acknowledge(packetId, refuse.reasonCode()));
      case Verdict.Lose _ -> answer(taken);
      case Verdict.KeepSilent _ -> broker.pass(message);
      case Verdict.Twice _ -> {
        broker.pass(message);
        broker.pass(message);
        answer(taken);
        send(taken);
      }
      case Verdict.AfterNext _ -> {
        broker.holdBack(message);
        answer(taken);
      }
      case Verdict.AcknowledgeAfterNext _ -> {
        broker.pass(message);
        heldAcknowledges.add(taken);
      }
      case Verdict.AcknowledgeLate late -> {
        broker.pass(message);
        CompletableFuture.delayedExecutor(late.millis(), TimeUnit.MILLISECONDS)
            .execute(() -> answerQuietly(taken));
      }
      case Verdict.BreakInAcknowledge _ -> {
        broker.pass(message);
        send(new byte[] {taken[0], taken[1]});
        throw new IOException("broken on purpose");
      }
    }
  }

  private static byte[] acknowledge(int packetId, int reasonCode) {
    return Packets.packet(
        Packets.PUBACK,
        0,
        out -> {
          out.writeShort(packetId);
          if (reasonCode != 0) {
            out.writeByte(reasonCode);
            out.writeByte(0);
          }
        });
  }

  private void answer(byte[] acknowledge) throws IOException {
    synchronized (this) {
      unanswered--;
    }
    send(acknowledge);
    byte[] held = heldAcknowledges.poll();
    if (held != null) {
      answer(held);
    }
  }

  private void answerQuietly(byte[] acknowledge) {
    try {
      synchronized (this) {
        unanswered--;
      }
      send(acknowledge);
    } catch (IOException e) {
      // The client has gone meanwhile.
    }
  }

  private void subscribe(DataInputStream in) throws IOException {
    int packetId = in.readUnsignedShort();
    Packets.readProperties(in);
    List<Integer> codes = new ArrayList<>();
    List<String> added = new ArrayList<>();
    while (in.available() > 0) {
      String filter = Packets.readText(in);
      in.readUnsignedByte();
      int refused = broker.refusedFilter(filter);
      codes.add(refused == 0 ? 1 : refused);
      if (refused == 0) {
        added.add(filter);
      }
    }
    synchronized (this) {
      filters.addAll(added);
    }
    send(
        Packets.packet(
            Packets.SUBACK,
            0,
            out -> {
              out.writeShort(packetId);
              out.writeByte(0);
              for (int code : codes) {
                out.writeByte(code);
              }
            }));
    broker.passRetained(this, added);
  }

  synchronized boolean wants(String topic) {
    return filters.stream().anyMatch(filter -> FaultyBroker.matches(filter, topic));
  }

  /** Sends a message, or keeps it until the client has answered earlier ones. */
  void pass(Passed message) {
    List<byte[]> ready = new ArrayList<>();
    synchronized (this) {
      queue.add(message);
      fill(ready);
      sendQuietly(ready);
    }
  }

  private void acknowledged() {
    synchronized (this) {
      inFlight--;
      List<byte[]> ready = new ArrayList<>();
      fill(ready);
      sendQuietly(ready);
    }
  }

  private void fill(List<byte[]> ready) {
    while (!queue.isEmpty() && (queue.peek().qos() == 0 || inFlight < receiveMaximum)) {
      Passed message = queue.poll();
      int packetId = nextPacketId;
      if (message.qos() > 0) {
        inFlight++;
        nextPacketId = nextPacketId % 65_535 + 1;
      }
      ready.add(
          Packets.packet(
              Packets.PUBLISH,
              message.qos() << 1 | (message.retained() ? 1 : 0),
              out -> {
                Packets.writeText(out, message.topic());
                if (message.qos() > 0) {
                  out.writeShort(packetId);
                }
                out.writeByte(0);
                out.write(message.payload());
              }));
    }
  }

  private void sendQuietly(List<byte[]> packets) {
    for (byte[] packet : packets) {
      try {
        send(packet);
      } catch (IOException e) {
        close();
        return;
      }
    }
  }

  private void violated(String rule, int reasonCode) throws IOException {
    broker.complain(rule + ", id=" + id);
    send(
        Packets.packet(
            Packets.DISCONNECT,
            0,
            out -> {
              out.writeByte(reasonCode);
              out.writeByte(0);
            }));
    throw new IOException(rule);
  }

  private void send(byte[] packet) throws IOException {
    broker.awaitSpeech();
    synchronized (socket) {
      socket.getOutputStream().write(packet);
    }
  }

  @Override
  public void close() {
    ended = true;
    try {
      socket.close();
    } catch (IOException e) {
      // Closed is closed.
    }
  }
}
