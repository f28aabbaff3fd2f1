package io.kalends.sync.push;

import io.kalends.sync.SyncException;
import io.kalends.sync.push.DuePair.Named;
import io.kalends.sync.push.Watch.State;
import io.kalends.sync.spi.Notification;
import io.kalends.sync.spi.Notification.Kind;
import io.kalends.sync.spi.NotificationReader;
import io.kalends.sync.web.WebHandler;
import io.kalends.sync.web.WebRequest;
import io.kalends.sync.web.WebResponse;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a provider's notifications: checks them, and marks pairs as due. */
final class NotificationDesk implements WebHandler {

    private static final Logger LOG = LoggerFactory.getLogger("io.kalends.sync.push");

    private final String provider;
    private final NotificationReader reader;
    private final PushSettings settings;
    private final PairMarks marks;
    private final ChannelKeeper keeper;

    NotificationDesk(
            String provider, NotificationReader reader, PushSettings settings, PairMarks marks, ChannelKeeper keeper) {
        this.provider = provider;
        this.reader = reader;
        this.settings = settings;
        this.marks = marks;
        this.keeper = keeper;
    }

    /**
     * Answers what the provider expects, and the same to what is not genuine: nothing is given away, and what is too late
     * is not sent again. 503 if the store failed: then the provider sends it again.
     */
    @Override
    public WebResponse handle(WebRequest request) {
        NotificationReader.Received received = reader.read(request);
        try {
            received.notifications().forEach(this::take);
        } catch (SyncException e) {
            LOG.warn("a notification from {} could not be noted, it is asked for again: {}", provider, e.getMessage());
            return WebResponse.of(503);
        }
        return received.response();
    }

    private void take(Notification notification) {
        notification.ofCollection().ifPresentOrElse(of -> takeOf(of, notification), () -> takeOfChannel(notification));
    }

    /** What the reader has found to be signed rightly; watched or not, nothing is given away. */
    private void takeOf(String collection, Notification notification) {
        settings.store().watchesOn(provider, collection).stream()
                .filter(watch -> watch.state() != State.STOPPING)
                .forEach(watch -> mark(watch, notification));
    }

    private void mark(Watch watch, Notification notification) {
        Optional<String> record = notification.kind() == Kind.CHANGED ? notification.recordId() : Optional.empty();
        watch.pairs()
                .forEach(pair -> marks.mark(
                        pair.pair(),
                        record.map(id -> new Named(pair.side(), id)).orElse(null)));
    }

    private void takeOfChannel(Notification notification) {
        // What cannot be ours is not looked up: who knows what a database makes of it.
        Optional<PushChannel> found = Optional.of(notification.channel())
                .filter(Secrets::mayBeChannelId)
                .flatMap(settings.store()::channel)
                .filter(channel -> isOf(channel, notification));
        if (found.isEmpty()) {
            LOG.debug("a notification from {} is of no channel of ours", provider);
            return;
        }
        PushChannel channel = found.get();
        long number = notification.messageNumber().orElse(-1);
        if (number >= 0 && number <= channel.lastNumber()) {
            LOG.debug("notification {} of {} came before", number, channel);
            return;
        }
        Optional<Watch> watch = settings.store().watch(channel.of());
        if (watch.isPresent() && watch.get().state() != State.STOPPING && notification.kind() != Kind.OPENED) {
            // The marks first: if this process ends here, the provider sends the notification again.
            mark(watch.get(), notification);
        }
        boolean newHandle =
                channel.closable().isEmpty() && notification.channelHandle().isPresent();
        note(channel, notification, number);
        if (notification.kind() == Kind.ENDED) {
            keeper.close(channel.id());
        }
        if (notification.kind() == Kind.ENDED || (newHandle && channel.state() == PushChannel.State.CLOSING)) {
            keeper.checkSoon(channel.of());
        }
    }

    private boolean isOf(PushChannel channel, Notification notification) {
        Optional<String> handle = notification.channelHandle();
        return channel.of().provider().equals(provider)
                && Secrets.matches(channel.secretHash(), notification.secret())
                && (channel.handle() == null || handle.isEmpty() || handle.get().equals(channel.handle()));
    }

    private void note(PushChannel before, Notification notification, long number) {
        Optional<PushChannel> found = Optional.of(before);
        while (found.isPresent()) {
            PushChannel channel = found.get();
            PushChannel after = channel.told(notification.channelHandle().orElse(null), number, settings.version());
            boolean same = after.lastNumber() == channel.lastNumber()
                    && after.closable().equals(channel.closable());
            if (same || settings.store().replaceChannel(channel, after)) {
                return;
            }
            found = settings.store().channel(before.id());
        }
    }
}
