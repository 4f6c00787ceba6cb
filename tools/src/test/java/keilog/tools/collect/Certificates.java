package keilog.tools.collect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A private authority and a server's certificate for localhost, made by the JDK's own keytool. */
final class Certificates {
  private static final String PASSWORD = "changeit";

  private Certificates() {}

  /** Leaves {@code ca.pem}, {@code server.pem} and {@code server.key} in a new folder. */
  static void make(Path folder) throws Exception {
    Files.createDirectories(folder);
    keytool(folder, "-genkeypair", "-alias", "ca", "-dname", "CN=test", "-ext", "bc:c");
    keytool(
        folder,
        "-genkeypair",
        "-alias",
        "server",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=dns:localhost",
        "-signer",
        "ca");
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("store.p12"))) {
      store.load(in, PASSWORD.toCharArray());
    }
    Certificate ca = store.getCertificate("ca");
    Certificate server = store.getCertificate("server");
    Key key = store.getKey("server", PASSWORD.toCharArray());
    pem(folder.resolve("ca.pem"), "CERTIFICATE", ca.getEncoded());
    pem(folder.resolve("server.pem"), "CERTIFICATE", server.getEncoded());
    pem(folder.resolve("server.key"), "PRIVATE KEY", key.getEncoded());
  }

  private static void keytool(Path folder, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(
        List.of("-keyalg", "EC", "-validity", "2", "-storetype", "PKCS12", "-storepass", PASSWORD));
    command.addAll(List.of("-keystore", folder.resolve("store.p12").toString()));
    Path log = folder.resolve("keytool.log");
    int code =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    if (code != 0) {
      throw new IOException(Files.readString(log));
    }
  }

  private static void pem(Path file, String kind, byte[] der) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {10}).encodeToString(der);
    Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, text, kind));
  }
}
