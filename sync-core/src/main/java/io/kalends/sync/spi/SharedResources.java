package io.kalends.sync.spi;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the connections of a process share: a provider's HTTP client, an account's limits. A host that opens several
 * connections hands them the same, by {@link ProviderSettings#resources(SharedResources)}, and closes it after them. Safe
 * for many threads.
 */
public final class SharedResources implements AutoCloseable {

    private final Map<Name, Object> made = new HashMap<>();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private boolean closed;

    private record Name(Class<?> kind, String name) {}

    /**
     * The resource of that kind and name, made when it is first asked for.
     *
     * @throws IllegalStateException if this is closed
     */
    public synchronized <T> T get(Class<T> kind, String name, Supplier<? extends T> maker) {
        if (closed) {
            throw new IllegalStateException("the shared resources are closed");
        }
        Name key = new Name(requireNonNull(kind, "kind"), requireNonNull(name, "name"));
        @Nullable Object known = made.get(key);
        if (known == null) {
            known = requireNonNull(maker.get(), "what is made");
            made.put(key, known);
            if (known instanceof AutoCloseable closeable) {
                open.push(closeable);
            }
        }
        return kind.cast(known);
    }

    /**
     * Closes what was made, the last first.
     *
     * @throws IllegalStateException if something did not close; the rest is closed all the same
     */
    @Override
    public synchronized void close() {
        closed = true;
        IllegalStateException failure = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                failure = failure == null ? new IllegalStateException("a shared resource did not close", e) : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
