/** How far the lap timer is from the truth of simulated drives. */
package keilog.bench.lap;
