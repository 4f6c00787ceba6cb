package keilog.device.link;

import java.io.IOException;

/**
 * Opens a link to one configured device. Asked again after each loss; the device may be absent for
 * hours.
 */
@FunctionalInterface
public interface LinkOpener {
  /**
   * @throws IOException where the device is absent, busy or refused; the message says which device,
   *     what is wrong and what to do
   */
  Link open() throws IOException;
}
