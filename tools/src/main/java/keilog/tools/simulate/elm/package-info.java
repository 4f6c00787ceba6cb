/**
 * An OBD adapter of the ELM327 family, its bus and the ECUs on it, as a device on a wire: written
 * from the ELM327 data sheet, the STN1100 reference manual and SAE J1979, and from nothing that the
 * logger's drivers use.
 *
 * <p>Assumed, since no source says: 0.3 ms of the adapter's own per request; a wait of 32 and 12 ms
 * after the last frame under ATAT1 and ATAT2; 1 ms between the frames of one answer; that an ECU
 * reads its values evenly between 0.35 and 0.65 of its answering time. So a rate or an error
 * measured here holds for a real adapter as far as these do.
 */
package keilog.tools.simulate.elm;
