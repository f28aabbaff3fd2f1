/**
 * Lives on real sides, made from one number each: people and other programs edit an app's calendar, files and servers by
 * their own means, calls fail, runs are killed, stores are lost, days pass, and in the end a person must see the same on each
 * day everywhere. A provider adds its side by implementing {@link io.kalends.testkit.lives.LifeSide}.
 */
@NullMarked
package io.kalends.testkit.lives;

import org.jspecify.annotations.NullMarked;
