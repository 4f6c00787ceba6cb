package keilog.tools.analysis.straight;

/**
 * Power at the wheels at one engine speed.
 *
 * @param rpm of the engine
 * @param kilowatts median over the pulls
 * @param ps the same in metric horsepower
 * @param lowestKilowatts of any pull
 * @param highestKilowatts of any pull
 * @param band ± of the median as a share
 * @param pulls that passed it
 */
public record PowerPoint(
    double rpm,
    double kilowatts,
    double ps,
    double lowestKilowatts,
    double highestKilowatts,
    double band,
    int pulls) {}
