package io.kalends.testkit;

import io.kalends.sync.ChangePage.Listing;

/**
 * What an {@link InMemoryReplica} does beyond its traits.
 *
 * @param history whether it tells changes since a cursor; else each run lists in full
 * @param revisions whether records bear revisions
 * @param times whether records bear modification times
 * @param incarnations whether cursors name the source's life
 * @param listing what a full listing says of itself
 * @param windowed whether it leaves out what lies outside the window, and tells what left it as removed
 * @param familyRevisions whether a parent and its children share one revision
 */
record Behaviour(
        boolean history,
        boolean revisions,
        boolean times,
        boolean incarnations,
        Listing listing,
        boolean windowed,
        boolean familyRevisions) {}
