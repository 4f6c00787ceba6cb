/**
 * An ELM327 or STN11xx adapter: bytes of a link in, rows of OBD channels out, on the source's own
 * thread.
 *
 * <pre>
 *   ElmSource ─ opens the link, again and again
 *     Conversation ─ LineSpeeds → AdapterSetup → Discovery → Poller, back to the right one after each trouble
 *       Adapter ─ one command, its answer up to the prompt, its Stamp
 *         Reply → FrameReader → Frames → Messages ─ every layout there is, into whole messages
 *       Questions, Schedule ─ what is asked next;  Answers ─ messages into rows, by PidTable
 * </pre>
 *
 * <p>Decisions. The number on the wire is what is stored, with a scale that makes it a value:
 * nothing is rounded. A configured line speed is kept; only "auto" raises it. Nothing is decided by
 * the name an adapter gives itself, everything by what it does: each trick (count digit, bare
 * carriage return, several PIDs) is used until it fails, and done without from then on. A car that
 * was there a moment ago is waited for on its own protocol before others are searched. Everything
 * sent is a {@link keilog.device.source.elm.Command}, and what writes to a car is refused there.
 */
package keilog.device.source.elm;
