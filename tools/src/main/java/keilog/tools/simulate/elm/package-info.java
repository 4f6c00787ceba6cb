/**
 * An OBD adapter of the ELM327 family, its bus and the ECUs on it, as a device on a wire: written
 * from the ELM327 data sheet, the STN1100 reference manual and SAE J1979, and from nothing that the
 * logger's drivers use.
 */
package keilog.tools.simulate.elm;
