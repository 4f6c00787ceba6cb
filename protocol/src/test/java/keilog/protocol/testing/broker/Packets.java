package keilog.protocol.testing.broker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Bytes of MQTT 5 packets, after the OASIS standard, version 5.0. */
final class Packets {
  static final int CONNECT = 1;
  static final int CONNACK = 2;
  static final int PUBLISH = 3;
  static final int PUBACK = 4;
  static final int SUBSCRIBE = 8;
  static final int SUBACK = 9;
  static final int PINGREQ = 12;
  static final int PINGRESP = 13;
  static final int DISCONNECT = 14;

  static final int RECEIVE_MAXIMUM = 0x21;
  static final int TOPIC_ALIAS_MAXIMUM = 0x22;
  static final int TOPIC_ALIAS = 0x23;
  static final int MESSAGE_EXPIRY = 0x02;

  private static final int MOST_BYTES = 4 << 20;

  private Packets() {}

  record Packet(int type, int flags, byte[] body) {
    DataInputStream reader() {
      return new DataInputStream(new ByteArrayInputStream(body));
    }
  }

  @FunctionalInterface
  interface Body {
    void write(DataOutputStream out) throws IOException;
  }

  static Packet read(InputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      throw new EOFException();
    }
    int length = readVariable(in);
    if (length > MOST_BYTES) {
      throw new IOException("packet too long: length=" + length);
    }
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException();
    }
    return new Packet(first >> 4, first & 15, body);
  }

  static byte[] packet(int type, int flags, Body body) {
    try {
      byte[] content = bytes(body);
      ByteArrayOutputStream packet = new ByteArrayOutputStream();
      packet.write(type << 4 | flags);
      writeVariable(packet, content.length);
      packet.write(content);
      return packet.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(Body body) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    body.write(new DataOutputStream(content));
    return content.toByteArray();
  }

  static void writeBinary(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeShort(bytes.length);
    out.write(bytes);
  }

  static void writeText(DataOutputStream out, String text) throws IOException {
    writeBinary(out, text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] readBinary(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readUnsignedShort()];
    in.readFully(bytes);
    return bytes;
  }

  static String readText(DataInputStream in) throws IOException {
    return new String(readBinary(in), StandardCharsets.UTF_8);
  }

  /** The whole-number properties of a packet; texts and pairs are read over. */
  static Map<Integer, Long> readProperties(DataInputStream in) throws IOException {
    byte[] bytes = new byte[readVariable(in)];
    in.readFully(bytes);
    DataInputStream properties = new DataInputStream(new ByteArrayInputStream(bytes));
    Map<Integer, Long> numbers = new HashMap<>();
    while (properties.available() > 0) {
      int id = properties.readUnsignedByte();
      switch (id) {
        case 0x01, 0x17, 0x19, 0x24, 0x25, 0x28, 0x29, 0x2A ->
            numbers.put(id, (long) properties.readUnsignedByte());
        case 0x13, RECEIVE_MAXIMUM, TOPIC_ALIAS_MAXIMUM, TOPIC_ALIAS ->
            numbers.put(id, (long) properties.readUnsignedShort());
        case MESSAGE_EXPIRY, 0x11, 0x18, 0x27 ->
            numbers.put(id, properties.readInt() & 0xFFFFFFFFL);
        case 0x0B -> readVariable(properties);
        case 0x03, 0x08, 0x09, 0x12, 0x15, 0x16, 0x1A, 0x1C, 0x1F -> readBinary(properties);
        case 0x26 -> {
          readBinary(properties);
          readBinary(properties);
        }
        default -> throw new IOException("unknown property: id=" + id);
      }
    }
    return numbers;
  }

  private static int readVariable(InputStream in) throws IOException {
    int value = 0;
    for (int shift = 0; shift < 28; shift += 7) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      value |= (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new IOException("a length has at most four bytes");
  }

  static void writeVariable(ByteArrayOutputStream out, int value) {
    int left = value;
    do {
      int next = left & 0x7F;
      left >>>= 7;
      out.write(left > 0 ? next | 0x80 : next);
    } while (left > 0);
  }
}
