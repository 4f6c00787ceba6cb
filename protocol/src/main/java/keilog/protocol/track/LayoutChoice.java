package keilog.protocol.track;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds which layout of a venue is driven: every candidate near is timed, and the one whose laps
 * have its length is it. Layouts that share a start line share their laps until then. One thread.
 */
final class LayoutChoice implements Timing {
  /** A venue's start lines lie within this. */
  private static final double VENUE_METRES = 3_000;

  /** A car that passed by on the road has left it here. */
  private static final double LEFT_METRES = 5_000;

  private final List<Track> tracks;
  private final List<Plane> planes;
  private final LapListener listener;
  private final List<Candidate> venue = new ArrayList<>();
  private Plane venuePlane;
  private Candidate chosen;

  LayoutChoice(List<Track> candidates, LapListener listener) {
    this.tracks =
        candidates.stream()
            .filter(t -> t.start().isPresent() && t.alternativeOf().isEmpty())
            .toList();
    this.planes = tracks.stream().map(t -> Plane.at(t.location())).toList();
    this.listener = listener;
  }

  @Override
  public Optional<Track> track() {
    return chosen == null ? Optional.empty() : chosen.timer().track();
  }

  @Override
  public void fix(Fix fix) {
    if (fix.quality == 0 || !Double.isFinite(fix.latitude + fix.longitude)) {
      return;
    }
    if (chosen == null && !venue.isEmpty() && metres(venuePlane, fix) > LEFT_METRES) {
      venue.clear();
    }
    if (venue.isEmpty() && !arrive(fix)) {
      return;
    }
    for (int i = 0; i < venue.size(); i++) {
      venue.get(i).timer().fix(fix);
    }
    choose();
  }

  private boolean arrive(Fix fix) {
    for (int i = 0; i < tracks.size(); i++) {
      if (metres(planes.get(i), fix) <= VENUE_METRES) {
        venuePlane = planes.get(i);
        Track near = tracks.get(i);
        tracks.stream()
            .filter(
                t ->
                    t.venue().equals(near.venue())
                        || t.distanceMetres(near.location()) <= VENUE_METRES)
            .forEach(t -> venue.add(new Candidate(t)));
        return true;
      }
    }
    return false;
  }

  private static double metres(Plane plane, Fix fix) {
    return FixTrail.length(plane.east(fix.longitude), plane.north(fix.latitude));
  }

  private void choose() {
    Candidate best = chosen;
    for (int i = 0; i < venue.size(); i++) {
      Candidate candidate = venue.get(i);
      candidate.judge();
      if (candidate.fits(venue.size() == 1) && candidate.betterThan(best, chosen != null)) {
        best = candidate;
      }
    }
    if (best != chosen) {
      tell(best);
    }
  }

  private void tell(Candidate best) {
    if (chosen != null) {
      chosen.ledger().tell(null);
    }
    chosen = best;
    chosen.ledger().tell(listener);
  }

  @Override
  public void powerCut() {
    venue.forEach(c -> c.timer().powerCut());
  }

  @Override
  public void end() {
    venue.forEach(c -> c.timer().end());
    if (chosen == null) {
      venue.stream()
          .filter(c -> c.ledger().crossings() > 0)
          .min((x, y) -> Double.compare(x.misfit(), y.misfit()))
          .ifPresent(this::tell);
    }
  }
}
