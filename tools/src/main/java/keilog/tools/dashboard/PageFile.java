package keilog.tools.dashboard;

/**
 * One file of the page as it is sent.
 *
 * @param type the Content-Type
 * @param plain the bytes
 * @param packed the same by gzip; null where packing would not help
 * @param unchanging its name changes with its content, so that a browser may keep it for ever
 */
@SuppressWarnings("ArrayRecordComponent")
record PageFile(String type, byte[] plain, byte[] packed, boolean unchanging) {}
