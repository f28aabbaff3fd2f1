package io.kalends.testkit.lives;

import io.kalends.testkit.SettableClock;
import java.time.ZoneId;

/**
 * Where a side lives.
 *
 * @param name the side's name in its life, as {@code google2}
 * @param clock the time of this life
 * @param zone of everybody who looks at a calendar
 * @param seed the side's own number, the same whenever the life is lived
 */
public record Room(String name, SettableClock clock, ZoneId zone, long seed) {}
