package keilog.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class EmbeddedBrokerTest {
  /** CONNECT of MQTT 5, clean start, keep alive 10 s, client id "t". */
  private static final byte[] CONNECT = {
    0x10, 0x0E, 0, 4, 'M', 'Q', 'T', 'T', 5, 2, 0, 10, 0, 0, 1, 't'
  };

  @Test
  void acceptsAVersionFiveClientOnAFreePortAndLeavesNothingBehind() throws IOException {
    int port;
    try (EmbeddedBroker broker = EmbeddedBroker.start(0, 0)) {
      port = broker.port();
      assertNotEquals(broker.mqtt().getPort(), broker.webSocket().getPort());
      try (Socket socket = new Socket("127.0.0.1", port)) {
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(CONNECT);
        DataInputStream answer = new DataInputStream(socket.getInputStream());
        assertEquals(0x20, answer.readUnsignedByte(), "CONNACK");
        answer.readUnsignedByte();
        answer.readUnsignedByte();
        assertEquals(0, answer.readUnsignedByte(), "reason code");
      }
      int taken = port;
      assertThrows(IOException.class, () -> EmbeddedBroker.start(taken, 0));
    }
    assertThrows(IOException.class, () -> new Socket("127.0.0.1", port).close());
  }
}
