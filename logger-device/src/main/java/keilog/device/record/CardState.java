package keilog.device.record;

/** What the card is good for. */
enum CardState {
  GOOD,
  /** Down to its reserve, and nothing may be deleted. */
  FULL,
  /** It failed; tried again every 10 s. */
  BROKEN
}
