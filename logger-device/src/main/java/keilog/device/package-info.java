/**
 * The service in the car: main, configuration, wiring. The only room that sees all others: link →
 * source → ring → record → publish.
 */
package keilog.device;
