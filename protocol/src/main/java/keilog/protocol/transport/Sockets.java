package keilog.protocol.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * Sockets with a small send buffer. The system's own grows to megabytes: a message would "leave"
 * into a minute of queue on a slow link, and live values would be a minute old.
 */
final class Sockets {
  /** The kernel doubles it; half a second of a 128 kbit/s link. */
  private static final int SEND_BUFFER_BYTES = 8 * 1024;

  private Sockets() {}

  static SocketFactory factory(BrokerAddress broker) throws IOException {
    return broker.tls()
        ? new Encrypted(context(broker).getSocketFactory())
        : new Plain(SocketFactory.getDefault());
  }

  private static SSLContext context(BrokerAddress broker) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          null, broker.ca().isPresent() ? trust(broker.ca().get()).getTrustManagers() : null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "the ca file must hold PEM certificates: ca=%s, problem=%s"
              .formatted(broker.ca().map(Path::toString).orElse("-"), e.getMessage()),
          e);
    }
  }

  private static TrustManagerFactory trust(Path ca) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream pem = Files.newInputStream(ca)) {
      int number = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("ca" + number++, certificate);
      }
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
  }

  private static Socket small(Socket socket) throws IOException {
    socket.setSendBufferSize(SEND_BUFFER_BYTES);
    socket.setTcpNoDelay(true);
    return socket;
  }

  private static final class Plain extends SocketFactory {
    private final SocketFactory origin;

    Plain(SocketFactory origin) {
      this.origin = origin;
    }

    @Override
    public Socket createSocket() throws IOException {
      return small(origin.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return small(origin.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
        throws IOException {
      return small(origin.createSocket(host, port, local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return small(origin.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
        throws IOException {
      return small(origin.createSocket(host, port, local, localPort));
    }
  }

  private static final class Encrypted extends SSLSocketFactory {
    private final SSLSocketFactory origin;

    Encrypted(SSLSocketFactory origin) {
      this.origin = origin;
    }

    @Override
    public String[] getDefaultCipherSuites() {
      return origin.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return origin.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket() throws IOException {
      return small(origin.createSocket());
    }

    @Override
    public Socket createSocket(Socket under, String host, int port, boolean autoClose)
        throws IOException {
      return small(origin.createSocket(under, host, port, autoClose));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return small(origin.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
        throws IOException {
      return small(origin.createSocket(host, port, local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return small(origin.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
        throws IOException {
      return small(origin.createSocket(host, port, local, localPort));
    }
  }
}
