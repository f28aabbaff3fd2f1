package io.kalends.sync.push;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncException;
import io.kalends.sync.SyncPair;
import io.kalends.sync.internal.WithheldMessages;
import io.kalends.sync.push.DuePair.Named;
import io.kalends.sync.push.Watch.State;
import io.kalends.sync.spi.NotificationReader;
import io.kalends.sync.spi.ProviderConnection;
import io.kalends.sync.spi.ProviderSettings;
import io.kalends.sync.spi.SyncProvider;
import io.kalends.sync.web.WebHandler;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has pairs run soon after their collections changed: keeps channels open at providers, takes notifications, and polls
 * behind them. It does its work on the caller's thread; {@link PushRunner} calls it regularly. Safe for many threads, and
 * for many nodes that share the store.
 *
 * <ol>
 *   <li>{@link #subscribe} notes what is to be watched and opens a channel; {@link #maintain} opens the next one before it
 *       ends, and mends what a crash or an error left.
 *   <li>The host's endpoint hands each request to {@link #notifications}, which moves the pairs' due times in the store.
 *   <li>{@link #runDue} runs them.
 * </ol>
 */
public final class PushService {

    private static final Logger LOG = LoggerFactory.getLogger("io.kalends.sync.push");

    private static final int AT_ONCE = 100;

    private final PushSettings settings;
    private final PairMarks marks;
    private final ChannelKeeper keeper;
    private final DueRuns runs;

    PushService(PushSettings settings) {
        this.settings = settings;
        marks = new PairMarks(settings);
        keeper = new ChannelKeeper(settings, marks);
        runs = new DueRuns(settings, marks);
    }

    public static PushServiceBuilder builder() {
        return new PushServiceBuilder();
    }

    /**
     * Watches a collection for these pairs, and for no others from now on; the pairs are polled behind it. A channel that
     * is open already stays.
     *
     * @return {@link State#PUSH}, or {@link State#POLLED} where the provider has no push for this collection, or the host
     *     no address for its notifications
     * @throws SyncException if the provider failed; the wish is kept, and {@link #maintain} tries again
     */
    public State subscribe(ProviderConnection connection, WatchedCollection of, List<WatchedPair> pairs) {
        pairs.forEach(pair -> poll(of.provider(), pair.pair()));
        want(of, State.PUSH, pairs);
        check(of, connection);
        return settings.store().watch(of).map(Watch::state).orElse(State.PUSH);
    }

    /**
     * Closes a collection's channels; from now on its notifications do nothing. Its pairs are polled until
     * {@link #forget}.
     *
     * @throws SyncException if the provider failed; the wish is kept, and {@link #maintain} tries again
     */
    public void stop(ProviderConnection connection, WatchedCollection of) {
        if (settings.store().watch(of).isPresent()) {
            want(of, State.STOPPING, List.of());
            check(of, connection);
        }
    }

    private void want(WatchedCollection of, State state, List<WatchedPair> pairs) {
        Instant now = settings.clock().instant();
        while (true) {
            Optional<Watch> found = settings.store().watch(of);
            Watch after = found.map(watch -> watch.wanting(state, pairs, now, settings.version()))
                    .orElseGet(() -> new Watch(of, pairs, state, now, Watch.NOBODY, settings.version()));
            if (settings.store().replaceWatch(found.orElse(null), after)) {
                return;
            }
        }
    }

    private void check(WatchedCollection of, ProviderConnection connection) {
        keeper.check(of, connection.push().orElse(null));
    }

    /**
     * Looks after the channels that need it: renews those that end soon, the new one before the old one is closed; mends
     * what was left half done. To be called every few minutes, on any number of nodes.
     *
     * @return how many were looked after
     */
    public int maintain(Connections connections) {
        int checked = 0;
        for (Watch watch : settings.store().watchesToCheck(settings.clock().instant(), AT_ONCE)) {
            try {
                Optional<ProviderConnection> found = connections.connect(watch.of());
                if (found.isEmpty() && watch.state() != State.STOPPING) {
                    keeper.checkAt(watch.of(), settings.clock().instant().plus(Watch.WITHOUT_ACCOUNT));
                    continue;
                }
                if (found.isEmpty()) {
                    keeper.check(watch.of(), null);
                } else {
                    try (ProviderConnection connection = found.get()) {
                        check(watch.of(), connection);
                    }
                }
                checked++;
            } catch (SyncException e) {
                LOG.warn(
                        "a channel of {} could not be looked after, it is tried again: {}", watch.of(), e.getMessage());
            } catch (Throwable e) {
                LOG.warn(
                        "a channel of {} could not be looked after, it is tried again",
                        watch.of(),
                        WithheldMessages.of(e));
            }
        }
        return checked;
    }

    /**
     * The handler of the requests that a provider sends to the address given for it.
     *
     * @throws IllegalArgumentException if the provider sends none
     */
    public WebHandler notifications(SyncProvider provider) {
        return notifications(provider, ProviderSettings.defaults());
    }

    /** As {@link #notifications(SyncProvider)}, for a provider that signs what it sends. */
    public WebHandler notifications(SyncProvider provider, ProviderSettings secrets) {
        NotificationReader reader = provider.notifications(secrets)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the provider '" + provider.id() + "' sends no notifications: its pairs are polled"));
        return new NotificationDesk(provider.id(), reader, settings, marks, keeper);
    }

    /** A collection changed, as the host knows from elsewhere: a socket, a signed notification, its own edit. */
    public void changed(WatchedCollection of) {
        settings.store().watch(of).ifPresent(watch -> watch.pairs().forEach(pair -> marks.mark(pair.pair(), null)));
    }

    /** As {@link #changed(WatchedCollection)}, where it is known which record changed. */
    public void changed(WatchedCollection of, String record) {
        requireNonNull(record, "record");
        settings.store()
                .watch(of)
                .ifPresent(watch ->
                        watch.pairs().forEach(pair -> marks.mark(pair.pair(), new Named(pair.side(), record))));
    }

    /** Polls a pair, as often as is set for the provider; whatever runs the pair, a poll waits from that run on. */
    public void poll(String provider, String pair) {
        marks.poll(pair, settings.poll(provider));
    }

    /** Forgets a pair: it is no longer polled. */
    public void forget(String pair) {
        marks.remove(pair);
    }

    /** Lets a pair run at once that waited for its account, which is connected again now. */
    public void resume(String pair) {
        Instant now = settings.clock().instant();
        marks.change(pair, row -> row.whole(now, Instant.EPOCH, 0, settings.version()));
    }

    /** As {@link #resume(String)}, for all pairs of a collection, and looks after its channels again. */
    public void resume(WatchedCollection of) {
        settings.store().watch(of).ifPresent(watch -> watch.pairs().forEach(pair -> resume(pair.pair())));
        keeper.checkSoon(of);
    }

    /**
     * As {@link #resume(WatchedCollection)}, for all collections of an account that was connected again, with new channels.
     * What an {@link io.kalends.sync.account.AccountListener} calls; where nobody does, the account's pairs are tried within
     * an hour.
     */
    public void resume(String provider, String account) {
        for (Watch watch : settings.store().watchesOf(provider, account)) {
            watch.pairs().forEach(pair -> resume(pair.pair()));
            keeper.renewSoon(watch.of());
        }
    }

    /**
     * Runs the pairs that are due, at most 100, one after the other. Whatever one throws, an {@link Error} too, costs that
     * pair its turn and is logged, without the texts of others; a JVM that is to end when memory runs out is told so by its
     * own flag ({@code -XX:+ExitOnOutOfMemoryError}). What fails is due again later: when the provider
     * said, else after one minute, doubled each time up to an hour; so is what a run had to put off; after an {@link io.kalends.sync.AuthorizationException}
     * at {@link #resume(String, String)}, or after an hour.
     *
     * @param pairs a pair by its id; empty for one that is no more, which is forgotten
     * @return what ran
     */
    public List<Ran> runDue(SyncEngine engine, Function<String, ? extends Optional<? extends SyncPair<?>>> pairs) {
        return runs.run(engine, pairs);
    }
}
