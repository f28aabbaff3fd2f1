package io.kalends.emulators.google.internal;

import io.kalends.emulators.google.GoogleQuota;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Counts calls over the last minute. Guarded by the world's lock. */
final class Quotas {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final World world;
    private final GoogleQuota quota;
    private final Deque<Instant> ofProject = new ArrayDeque<>();
    private final Map<String, Deque<Instant>> ofUsers = new HashMap<>();

    Quotas(World world, GoogleQuota quota) {
        this.world = world;
        this.quota = quota;
    }

    void spend(String email, int cost) {
        if (quota.equals(GoogleQuota.none())) {
            return;
        }
        Deque<Instant> ofUser = ofUsers.computeIfAbsent(email, any -> new ArrayDeque<>());
        if (size(ofUser) + cost > quota.perUser()) {
            throw GoogleError.userRateLimit();
        }
        if (size(ofProject) + cost > quota.perProject()) {
            throw GoogleError.rateLimit(403);
        }
        for (int i = 0; i < cost; i++) {
            ofUser.addLast(world.now());
            ofProject.addLast(world.now());
        }
    }

    private int size(Deque<Instant> calls) {
        Instant begin = world.now().minus(WINDOW);
        while (!calls.isEmpty() && !calls.getFirst().isAfter(begin)) {
            calls.removeFirst();
        }
        return calls.size();
    }
}
