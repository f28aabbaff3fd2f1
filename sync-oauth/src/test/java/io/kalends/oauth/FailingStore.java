package io.kalends.oauth;

import io.kalends.sync.account.AccountStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** A node's way to its store, on which something happens at one place: before or after a call. */
final class FailingStore {

    final List<String> passed = new ArrayList<>();
    final AccountStore store;
    private final int place;
    private final Function<String, ? extends Throwable> failure;
    private Consumer<String> events = where -> {};
    private boolean dead;

    /**
     * A store that fails at a place.
     *
     * @param place the place's number, from 1; 0 for none
     * @param failure what is thrown there; an {@link Error} is the node's death, after which no call gets through
     */
    FailingStore(AccountStore real, int place, Function<String, ? extends Throwable> failure) {
        this.place = place;
        this.failure = failure;
        store = (AccountStore) Proxy.newProxyInstance(
                AccountStore.class.getClassLoader(), new Class<?>[] {AccountStore.class}, (proxy, method, args) -> {
                    pass("before " + method.getName());
                    Object result;
                    try {
                        result = method.invoke(real, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    pass("after " + method.getName());
                    return result;
                });
    }

    static FailingStore never(AccountStore real) {
        return new FailingStore(real, 0, where -> new AssertionError("it never fails"));
    }

    /** A store that never fails; something else happens at each such place. */
    static FailingStore interrupted(AccountStore real, String place, Runnable event) {
        FailingStore store = never(real);
        store.events = where -> {
            if (where.equals(place)) {
                event.run();
            }
        };
        return store;
    }

    private void pass(String where) throws Throwable {
        passed.add(where);
        events.accept(where);
        if (dead || passed.size() == place) {
            Throwable thrown = failure.apply(where);
            dead = thrown instanceof Error;
            throw thrown;
        }
    }
}
