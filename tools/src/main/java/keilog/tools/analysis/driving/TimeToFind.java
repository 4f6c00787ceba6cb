package keilog.tools.analysis.driving;

import keilog.protocol.track.Quality;

/**
 * A place where the driver can find time.
 *
 * @param corner its number; 0 for the start straight
 * @param label what it is called
 * @param loss how much lies there
 * @param quality of the seconds
 * @param worst part of the stretch where most is lost
 * @param cause what the evidence says
 * @param evidence the numbers behind it
 * @param english what to do, in one sentence
 * @param japanese the same
 */
public record TimeToFind(
    int corner,
    String label,
    TimeLoss loss,
    Quality quality,
    Phase worst,
    Cause cause,
    Evidence evidence,
    String english,
    String japanese) {}
