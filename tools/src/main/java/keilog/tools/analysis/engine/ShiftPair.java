package keilog.tools.analysis.engine;

import java.util.OptionalDouble;

/**
 * All changes from one gear to another.
 *
 * @param from gear
 * @param to gear
 * @param count of them
 * @param medianRpm engine speed at which they began
 * @param spreadRpm half of them began within ± this
 * @param medianSeconds they took; empty where engine speed comes too rarely
 * @param medianRevMatch of changes down, see {@link Shift#revMatch()}
 */
public record ShiftPair(
    int from,
    int to,
    int count,
    double medianRpm,
    double spreadRpm,
    OptionalDouble medianSeconds,
    OptionalDouble medianRevMatch) {}
