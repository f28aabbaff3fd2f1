package io.kalends.testkit.lives;

import io.kalends.calendar.CalendarEvent;
import io.kalends.sync.Replica;
import java.util.List;
import java.util.Optional;

/**
 * A calendar in a life: what is synced, and how its people and programs see and edit it by their own means, never through the
 * replica's reader or writer. What it refuses it throws as an {@link IllegalStateException}: then nothing was done.
 */
public interface LifeSide extends AutoCloseable {

    /** The side as the engine knows it. */
    Replica<CalendarEvent> replica();

    /** All that stands there, cancelled occurrences included. */
    List<Item> items();

    /**
     * Makes a new event.
     *
     * @return its handle
     */
    String insert(Item item);

    /**
     * Writes what differs between the two. An occurrence without a handle is set apart from its series, {@link Item#series}.
     *
     * @param before as {@link #items()} shows it, or an occurrence as its series gives it
     */
    void change(Item before, Item after);

    /** Deletes an event, a series with what stands apart from it; an occurrence falls back to its series, or is called off. */
    void remove(Item item);

    /** What else people and programs of this side do, each by a name of its own. */
    default List<Habit> habits() {
        return List.of();
    }

    /**
     * Lets an occurrence that was set apart go by the name that another schedule gives it, as a program does that moves a
     * series with all of it.
     *
     * @param renamed its {@link Item#series} and {@link Item#original} are the new ones
     */
    default void rename(Item occurrence, Item renamed) {
        try {
            remove(occurrence);
        } catch (IllegalStateException gone) {
            // The side dropped it with the old schedule.
        }
        change(renamed.handle("").texts(new Texts("", "", "")).cancelled(false), renamed.handle(""));
    }

    /** Whether times without a zone can be written here. */
    default boolean holdsFloating() {
        return true;
    }

    /** Whether an occurrence may stand apart at a date that its series does not have. */
    default boolean holdsOffSchedule() {
        return true;
    }

    /** Is told that a run comes, for those who remember what was there before it. */
    default void runComes() {}

    /**
     * Lets something go wrong in the runs to come, until {@link #calm()}.
     *
     * @return what, for the trace; empty if nothing goes wrong here
     */
    default Optional<String> disturb(Pen pen) {
        return Optional.empty();
    }

    /** Ends what goes wrong. */
    default void calm() {}

    @Override
    default void close() {}
}
