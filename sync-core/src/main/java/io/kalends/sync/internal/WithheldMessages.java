package io.kalends.sync.internal;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * A failure as a log may have it: the classes and frames of it and of its causes. The messages of others are left out, since
 * they may quote a record.
 */
public final class WithheldMessages extends Throwable {

    private static final long serialVersionUID = 1L;

    private final String name;

    private WithheldMessages(Throwable thrown, Set<Throwable> told) {
        super();
        told.add(thrown);
        name = thrown.getClass().getName();
        setStackTrace(thrown.getStackTrace());
        Throwable cause = thrown.getCause();
        if (cause != null && !told.contains(cause)) {
            initCause(new WithheldMessages(cause, told));
        }
        for (Throwable other : thrown.getSuppressed()) {
            if (!told.contains(other)) {
                addSuppressed(new WithheldMessages(other, told));
            }
        }
    }

    /** What to give to a logger instead of the failure itself. */
    public static Throwable of(Throwable thrown) {
        return new WithheldMessages(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** The class of the failure; some loggers show it as this one's message. */
    @Override
    public String getMessage() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }
}
