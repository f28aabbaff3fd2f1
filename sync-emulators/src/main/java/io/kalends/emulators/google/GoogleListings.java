package io.kalends.emulators.google;

import io.kalends.emulators.google.internal.World;

/** How lists are cut into pages. Pages may be shorter than asked for, empty, and tell a row twice. */
public final class GoogleListings {

    private final World world;

    GoogleListings(World world) {
        this.world = world;
    }

    /** No page has more rows than this, whatever is asked for. */
    public void pageLimit(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("a page has at least 1 row, not " + rows);
        }
        world.locked(() -> world.behaviour().pageLimit(rows));
    }

    /** Each listing begins with a page without rows. */
    public void emptyFirstPages(boolean on) {
        world.locked(() -> world.behaviour().emptyFirstPages(on));
    }

    /** Each further page begins with the last row of the one before. */
    public void repeatedRows(boolean on) {
        world.locked(() -> world.behaviour().repeatedRows(on));
    }
}
