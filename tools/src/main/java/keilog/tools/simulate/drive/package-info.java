/**
 * The car, its driver and the road, in fixed steps of one millisecond: simulated time goes in, the
 * exact state of the car comes out. Knows no wire and no clock; equal settings and seed give equal
 * states.
 */
package keilog.tools.simulate.drive;
