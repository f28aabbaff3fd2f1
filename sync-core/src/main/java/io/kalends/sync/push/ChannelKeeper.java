package io.kalends.sync.push;

import io.kalends.sync.AuthorizationException;
import io.kalends.sync.RejectedException;
import io.kalends.sync.SyncException;
import io.kalends.sync.push.Watch.State;
import io.kalends.sync.spi.ChannelRequest;
import io.kalends.sync.spi.OpenChannel;
import io.kalends.sync.spi.PushSupport;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a watch's channels to what is wanted: opens one where none will last, then closes the others. It looks only at
 * what is stored; so it does not matter where the check before was killed.
 */
final class ChannelKeeper {

    private static final Logger LOG = LoggerFactory.getLogger("io.kalends.sync.push");

    /** Longer than the calls of a check may take. */
    private static final Duration CLAIM = Duration.ofMinutes(5);

    /** A check that failed is made again after this. */
    private static final Duration AGAIN = Duration.ofMinutes(5);

    /** A channel that was refused is asked for again after this: what was in the way may have been mended. */
    private static final Duration REFUSED = Duration.ofHours(6);

    /** Channels are renewed with so much left of them; with a third of their life left where that is less. */
    private static final Duration MARGIN = Duration.ofDays(2);

    private final PushSettings settings;
    private final PairMarks marks;

    ChannelKeeper(PushSettings settings, PairMarks marks) {
        this.settings = settings;
        this.marks = marks;
    }

    /**
     * Checks a watch, unless somebody else is at it.
     *
     * @throws SyncException if the provider failed; the check is made again later
     */
    void check(WatchedCollection of, @Nullable PushSupport push) {
        PushStore store = settings.store();
        Instant now = settings.clock().instant();
        Optional<Watch> found = store.watch(of);
        if (found.isEmpty() || found.get().claimedUntil().isAfter(now)) {
            return;
        }
        Watch watch = found.get().claimed(now.plus(CLAIM), settings.version());
        if (!store.replaceWatch(found.get(), watch)) {
            return;
        }
        Result result;
        try {
            result = reconcile(watch, push, now);
        } catch (RuntimeException | Error e) {
            Instant next = now.plus(e instanceof AuthorizationException ? Watch.WITHOUT_ACCOUNT : AGAIN);
            try {
                release(watch, new Result(watch.state(), next, false));
            } catch (RuntimeException later) {
                e.addSuppressed(later);
            }
            throw e;
        }
        release(watch, result);
    }

    /**
     * What a check came to.
     *
     * @param state what the watch is from now on
     * @param next when to check it again
     * @param over whether the watch itself can go
     */
    private record Result(State state, Instant next, boolean over) {}

    private Result reconcile(Watch watch, @Nullable PushSupport push, Instant now) {
        WatchedCollection of = watch.of();
        if (watch.state() == State.STOPPING) {
            Instant left = closeAllBut(null, of, push);
            return new Result(State.STOPPING, left == null ? now : left, left == null);
        }
        PushChannel current = null;
        Instant askAgain = Watch.NEVER;
        URI address = settings.address(of.provider());
        if (push != null && address != null) {
            current = current(of, now).orElse(null);
            try {
                current = current != null ? current : renewedOrOpened(of, push, address, watch.pairs());
            } catch (RejectedException e) {
                askAgain = now.plus(REFUSED);
                LOG.info("no push, it is polled and asked for again at {}: {}", askAgain, e.getMessage());
            }
        }
        if (!holds(watch)) {
            // This check took longer than its claim: another one may be closing what was opened here.
            checkSoon(of);
            return new Result(watch.state(), now, false);
        }
        Instant left = closeAllBut(current, of, push);
        return new Result(
                current == null ? State.POLLED : State.PUSH,
                earlier(current == null ? askAgain : renewAt(current), left),
                false);
    }

    private boolean holds(Watch claimed) {
        return settings.store()
                .watch(claimed.of())
                .filter(found -> found.claimedUntil().equals(claimed.claimedUntil()))
                .filter(found -> found.claimedUntil().isAfter(settings.clock().instant()))
                .isPresent();
    }

    /** Has the watch checked by the next who looks. */
    void checkSoon(WatchedCollection of) {
        checkAt(of, settings.clock().instant());
    }

    /**
     * Has a watch's channels replaced by the next who looks: the provider may have dropped them with the grant that they
     * were opened under.
     */
    void renewSoon(WatchedCollection of) {
        // Before and after: whoever dies in between leaves a check that finds what is missing.
        checkSoon(of);
        for (PushChannel channel : settings.store().channels(of)) {
            close(channel.id());
        }
        checkSoon(of);
    }

    /** Notes that a channel is to be closed. */
    void close(String id) {
        Optional<PushChannel> found = settings.store().channel(id);
        while (found.isPresent()
                && !settings.store().replaceChannel(found.get(), found.get().closing(settings.version()))) {
            found = settings.store().channel(id);
        }
    }

    void checkAt(WatchedCollection of, Instant time) {
        Optional<Watch> found = settings.store().watch(of);
        while (found.isPresent()
                && !settings.store().replaceWatch(found.get(), found.get().checkedAt(time, settings.version()))) {
            found = settings.store().watch(of);
        }
    }

    /** The channel that will last longest, if one lasts long enough. */
    private Optional<PushChannel> current(WatchedCollection of, Instant now) {
        return settings.store().channels(of).stream()
                .filter(channel -> channel.state() == PushChannel.State.OPEN
                        && renewAt(channel).isAfter(now))
                .max(Comparator.comparing(PushChannel::expiresAt).thenComparing(PushChannel::id));
    }

    private static Instant renewAt(PushChannel channel) {
        Duration third =
                Duration.between(channel.openedAt(), channel.expiresAt()).dividedBy(3);
        return channel.expiresAt().minus(third.compareTo(MARGIN) < 0 ? third : MARGIN);
    }

    /** The provider renews the channel that there is, or opens another. */
    private PushChannel renewedOrOpened(WatchedCollection of, PushSupport push, URI address, List<WatchedPair> pairs) {
        Instant now = settings.clock().instant();
        Optional<PushChannel> ending = settings.store().channels(of).stream()
                .filter(channel -> channel.state() == PushChannel.State.OPEN
                        && channel.expiresAt().isAfter(now))
                .max(Comparator.comparing(PushChannel::expiresAt).thenComparing(PushChannel::id));
        Optional<PushChannel> renewed = ending.flatMap(channel -> renewed(channel, push));
        return renewed.isPresent() ? renewed.get() : open(of, push, address, pairs);
    }

    private Optional<PushChannel> renewed(PushChannel channel, PushSupport push) {
        Optional<OpenChannel> answer;
        try {
            answer = channel.closable().flatMap(known -> push.renew(known, settings.lifetime()));
        } catch (RejectedException notThisOne) {
            LOG.debug("{} is not renewed, another is opened: {}", channel, notThisOne.getMessage());
            answer = Optional.empty();
        }
        return answer.filter(renewed -> renewed.expiresAt().isAfter(channel.expiresAt()))
                .map(renewed -> answered(channel, renewed))
                .filter(now -> now.state() == PushChannel.State.OPEN);
    }

    private PushChannel open(WatchedCollection of, PushSupport push, URI address, List<WatchedPair> pairs) {
        PushStore store = settings.store();
        Instant now = settings.clock().instant();
        String secret = Secrets.secret(settings.random());
        PushChannel opening = new PushChannel(
                Secrets.channelId(settings.random()),
                of,
                Secrets.hash(secret),
                null,
                PushChannel.State.OPENING,
                now,
                now.plus(settings.lifetime()),
                -1,
                settings.version());
        store.replaceChannel(null, opening);
        OpenChannel answer;
        try {
            answer = push.open(new ChannelRequest(opening.id(), of.collection(), secret, address, settings.lifetime()));
        } catch (RejectedException e) {
            remove(opening.id());
            throw e;
        }
        PushChannel open = answered(opening, answer);
        // What changed before the channel worked is looked for now; after a gap nobody else would.
        pairs.forEach(pair -> marks.mark(pair.pair(), null));
        return open;
    }

    /** Notes the answer on the row as it is now: a notification may have come before. */
    private PushChannel answered(PushChannel opening, OpenChannel answer) {
        while (true) {
            Optional<PushChannel> found = settings.store().channel(opening.id());
            PushChannel after = found.orElse(opening).answered(answer, settings.version());
            if (settings.store().replaceChannel(found.orElse(null), after)) {
                return after;
            }
        }
    }

    /**
     * Closes the others.
     *
     * @return when to look again; {@code null} if none is left
     */
    private @Nullable Instant closeAllBut(
            @Nullable PushChannel current, WatchedCollection of, @Nullable PushSupport push) {
        PushStore store = settings.store();
        Instant now = settings.clock().instant();
        Instant again = null;
        for (PushChannel channel : store.channels(of)) {
            if (current != null && channel.id().equals(current.id())) {
                continue;
            }
            if (channel.state() != PushChannel.State.CLOSING
                    && !store.replaceChannel(channel, channel.closing(settings.version()))) {
                again = now;
            } else if (!channel.expiresAt().isAfter(now)) {
                remove(channel.id());
            } else if (channel.closable().isEmpty() || push == null) {
                // A notification that tells the handle has the watch checked at once.
                again = earlier(channel.expiresAt(), again);
            } else if (closed(push, channel.closable().get())) {
                remove(channel.id());
            } else {
                again = earlier(now.plus(AGAIN), again);
            }
        }
        return again;
    }

    private static boolean closed(PushSupport push, OpenChannel channel) {
        try {
            push.close(channel);
            return true;
        } catch (SyncException e) {
            LOG.info("a channel could not be closed, it is tried again: {}", e.getMessage());
            return false;
        }
    }

    private void remove(String channel) {
        PushStore store = settings.store();
        Optional<PushChannel> found = store.channel(channel);
        while (found.isPresent() && !store.replaceChannel(found.get(), null)) {
            found = store.channel(channel);
        }
    }

    /** Gives up the claim; what was changed meanwhile is checked at its own time. */
    private void release(Watch claimed, Result result) {
        PushStore store = settings.store();
        Optional<Watch> found = Optional.of(claimed);
        while (found.isPresent() && found.get().claimedUntil().equals(claimed.claimedUntil())) {
            Watch before = found.get();
            boolean same = before.version() == claimed.version();
            Watch after = before.claimed(Watch.NOBODY, settings.version());
            if (same) {
                after = after.wanting(result.state(), after.pairs(), result.next(), after.version());
            }
            if (store.replaceWatch(before, same && result.over() ? null : after)) {
                return;
            }
            found = store.watch(claimed.of());
        }
    }

    private static Instant earlier(Instant one, @Nullable Instant other) {
        return other == null || one.isBefore(other) ? one : other;
    }
}
