package io.kalends.sync.internal;

import io.kalends.sync.spi.SyncProvider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds providers. */
public final class Providers {

    private static final Logger LOG = LoggerFactory.getLogger("io.kalends.sync.run");

    private Providers() {}

    /** The given providers and those found, by id. */
    public static Map<String, SyncProvider> all(List<SyncProvider> given, ClassLoader classLoader) {
        Map<String, SyncProvider> byId = new TreeMap<>();
        List<SyncProvider> all = new ArrayList<>(given);
        Set<Class<?>> byHand = new HashSet<>();
        given.forEach(provider -> byHand.add(provider.getClass()));
        for (SyncProvider found : ServiceLoader.load(SyncProvider.class, classLoader)) {
            if (!byHand.contains(found.getClass())) {
                all.add(found);
            }
        }
        for (SyncProvider provider : all) {
            SyncProvider other = byId.putIfAbsent(provider.id(), provider);
            if (other != null) {
                throw new IllegalStateException("two providers are called '" + provider.id() + "': "
                        + other.getClass().getName() + " and "
                        + provider.getClass().getName());
            }
            LOG.debug("provider {}: {}", provider.id(), provider.getClass().getName());
        }
        return Map.copyOf(byId);
    }
}
