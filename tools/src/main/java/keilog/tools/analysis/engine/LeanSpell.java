package keilog.tools.analysis.engine;

import java.util.OptionalDouble;

/**
 * A mixture too lean under load, once.
 *
 * @param when it began
 * @param seconds it lasted
 * @param worstLambda highest
 * @param limit that was passed, lambda
 * @param rpm engine speed at the worst; empty where unknown
 * @param manifoldKpa manifold pressure at the worst, absolute; empty where unknown
 */
public record LeanSpell(
    Moment when,
    double seconds,
    double worstLambda,
    double limit,
    OptionalDouble rpm,
    OptionalDouble manifoldKpa) {}
