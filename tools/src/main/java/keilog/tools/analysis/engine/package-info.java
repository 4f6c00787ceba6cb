/**
 * The engine and the gearbox: gears, shifts, over-revs, boost, temperatures, limits. {@link
 * keilog.tools.analysis.engine.Gears} says which gear was in at each sample of engine speed; all
 * else here stands on it. What a drive or a profile does not hold is left out, and {@code notes}
 * say so.
 */
package keilog.tools.analysis.engine;
