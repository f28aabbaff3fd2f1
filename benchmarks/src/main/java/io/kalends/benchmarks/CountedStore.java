package io.kalends.benchmarks;

import io.kalends.sync.store.SyncStateStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** A store whose calls are counted, whichever they are. */
record CountedStore(SyncStateStore store, AtomicInteger calls) {

    static CountedStore of(SyncStateStore counted) {
        AtomicInteger calls = new AtomicInteger();
        Object proxy = Proxy.newProxyInstance(
                CountedStore.class.getClassLoader(), new Class<?>[] {SyncStateStore.class}, (self, method, args) -> {
                    calls.incrementAndGet();
                    try {
                        return method.invoke(counted, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return new CountedStore((SyncStateStore) proxy, calls);
    }
}
