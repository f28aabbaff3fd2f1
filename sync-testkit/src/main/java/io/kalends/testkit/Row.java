package io.kalends.testkit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record in memory, or what is left of it.
 *
 * @param id its id
 * @param born its place in listings
 * @param changed the number of its last change
 * @param revision rises with every change
 * @param record its content
 * @param modifiedAt when it was changed
 * @param parent the id of its parent; {@code null} for none
 * @param origin the origin mark it bears; {@code null} for none
 * @param live whether it is there; else this is its tombstone
 */
record Row<R>(
        String id,
        long born,
        long changed,
        long revision,
        R record,
        Instant modifiedAt,
        @Nullable String parent,
        @Nullable String origin,
        boolean live) {

    Row<R> changed(long change, long revision, Instant at) {
        return new Row<>(id, born, change, revision, record, at, parent, origin, live);
    }

    Row<R> holding(R other) {
        return new Row<>(id, born, changed, revision, other, modifiedAt, parent, origin, live);
    }

    Row<R> marked(@Nullable String mark) {
        return new Row<>(id, born, changed, revision, record, modifiedAt, parent, mark, live);
    }

    Row<R> below(@Nullable String other) {
        return new Row<>(id, born, changed, revision, record, modifiedAt, other, origin, live);
    }

    Row<R> dead() {
        return new Row<>(id, born, changed, revision, record, modifiedAt, parent, origin, false);
    }

    Row<R> modified(Instant at) {
        return new Row<>(id, born, changed, revision, record, at, parent, origin, live);
    }

    Row<R> at(long newRevision) {
        return new Row<>(id, born, changed, newRevision, record, modifiedAt, parent, origin, live);
    }

    Row<R> resurfaced(long change) {
        return new Row<>(id, born, change, revision, record, modifiedAt, parent, origin, live);
    }
}
