package io.kalends.sync.record;

import java.util.Optional;
import java.util.Set;

/**
 * How the identities of a record's children hang on the record itself: an exception of a series is named by the start that
 * the series gave it (RFC 5545 section 3.8.4.4), so a series that is moved or split renames its exceptions, and a side may
 * drop or rename them by itself when the series is written.
 */
public interface ChildNames<R> {

    /** Names of the parent's fields that name its children. */
    Set<String> fields();

    /**
     * Name of a field that is empty on every record that has no children, such as a series' rule; empty where any record may
     * have some.
     */
    default Optional<String> fieldOfParents() {
        return Optional.empty();
    }

    /**
     * The child under the name it bears once it belongs to another parent, or to its own after a change.
     *
     * @param child as it is called under {@code before}
     * @param before the parent it belonged to, as it was then
     * @param now the parent it belongs to now
     */
    R rename(R child, R before, R now);

    /**
     * The child as it is called on another side, where its parent bears another name or is held in another form.
     *
     * @param child as it is called below {@code here}
     * @param here its parent on the child's side
     * @param there the same parent on the other side; the two agree
     */
    default R across(R child, R here, R there) {
        return rename(child, here, there);
    }

    /**
     * The child as it is called on another side while an edit of its parent is on its way: below the name of the parent there
     * and in its form, at the same place as here.
     *
     * @param child as it is called below {@code here}
     * @param here its parent on the child's side
     * @param there the same parent on the other side; the two may differ by an edit
     */
    default R likewise(R child, R here, R there) {
        return child;
    }

    /**
     * Whether a child only says that its parent has nothing in its place, as an occurrence that is cancelled and empty. A side may turn its
     * children into such by itself when the parent is written.
     */
    default boolean isHole(R child) {
        return false;
    }

    /**
     * Whether a new record may go on with one that was cut off, so that the children of the one may be the other's now.
     *
     * @param before the parent that changed, as it was
     * @param now the parent that changed, as it is now
     * @param heir the new record
     */
    default boolean mayGoOn(R before, R now, R heir) {
        return true;
    }
}
