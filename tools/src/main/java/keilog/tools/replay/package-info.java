/**
 * A recorded session out to a broker with its original spacing, or faster: meta, status and live as
 * the car would send them, laps when they were driven, marked as replay. One thread, which reads,
 * waits and sends in turn, so that a slow broker slows the reading and nothing piles up. Sends no
 * blocks: collectors are not to keep a session twice.
 */
package keilog.tools.replay;
