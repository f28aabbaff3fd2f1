package io.kalends.sync.spi;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Says that something happened in a watched collection. It came through a channel, whose secret is compared with what the
 * sender claims; or through an endpoint of the whole integration, whose signature the reader has checked.
 *
 * @param channel our name of the channel; empty for one that names its collection
 * @param secret what the channel was opened with, as the sender claims it; empty for one that names its collection
 * @param collection the provider's id of the collection; {@code null} for one that came through a channel
 * @param kind what happened
 * @param handle the provider's handle of the channel; {@code null} if it does not say
 * @param number rises with each notification of a channel; {@code null} where the provider does not count
 * @param record the record that changed; {@code null} where the provider does not say
 */
public record Notification(
        String channel,
        String secret,
        @Nullable String collection,
        Kind kind,
        @Nullable String handle,
        @Nullable Long number,
        @Nullable String record) {

    /** What happened. */
    public enum Kind {
        /** The channel works; nothing changed. */
        OPENED,
        /** Something changed. */
        CHANGED,
        /** Notifications were lost, or the provider wants a full look: something may have changed. */
        MISSED,
        /** The channel is about to end or has ended: open another. */
        ENDED
    }

    public Notification {
        requireNonNull(channel, "channel");
        requireNonNull(secret, "secret");
        requireNonNull(kind, "kind");
    }

    /** What came through a channel. */
    public static Notification ofChannel(
            String channel, String secret, Kind kind, @Nullable String handle, @Nullable Long number) {
        return new Notification(channel, secret, null, kind, handle, number, null);
    }

    /**
     * What came through a signed endpoint, of a collection of any account.
     *
     * @param record the record that changed; {@code null} where the provider does not say
     */
    public static Notification ofCollection(String collection, @Nullable String record) {
        return new Notification("", "", requireNonNull(collection, "collection"), Kind.CHANGED, null, null, record);
    }

    /** The same, with the record that changed. */
    public Notification of(String changed) {
        return new Notification(channel, secret, collection, kind, handle, number, changed);
    }

    /** The collection, if it came through no channel. */
    public Optional<String> ofCollection() {
        return Optional.ofNullable(collection);
    }

    /** The provider's handle of the channel, if it says so. */
    public Optional<String> channelHandle() {
        return Optional.ofNullable(handle);
    }

    /** The notification's number in its channel, where the provider counts. */
    public OptionalLong messageNumber() {
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }

    /** The record that changed, if it is named. */
    public Optional<String> recordId() {
        return Optional.ofNullable(record);
    }

    /** Channel and kind, never the secret. */
    @Override
    public String toString() {
        return "Notification[" + kind + " on " + (collection == null ? channel : collection) + "]";
    }
}
