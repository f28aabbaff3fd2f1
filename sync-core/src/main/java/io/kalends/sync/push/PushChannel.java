package io.kalends.sync.push;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.spi.OpenChannel;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A channel that was asked for. It is stored before the provider is called, since a provider may notify before it answers,
 * and cannot be asked later which channels it has.
 *
 * @param id our name of it, a UUID
 * @param of what it watches
 * @param secretHash the SHA-256 of its secret, in hex; the secret itself is kept nowhere
 * @param handle what the provider wants to be told to close it; {@code null} until it said so
 * @param state how far it is
 * @param openedAt when it was asked for
 * @param expiresAt when it ends by itself; while opening, when it would at the latest
 * @param lastNumber the highest number of a notification that was taken; −1 before the first
 * @param version another one after each change, drawn at random
 */
public record PushChannel(
        String id,
        WatchedCollection of,
        String secretHash,
        @Nullable String handle,
        State state,
        Instant openedAt,
        Instant expiresAt,
        long lastNumber,
        long version) {

    /** How far a channel is. */
    public enum State {
        /** The provider is being asked for it, or was and did not answer. */
        OPENING,
        /** It works. */
        OPEN,
        /** It is to be closed, or is left to end by itself where the provider never told its handle. */
        CLOSING
    }

    public PushChannel {
        requireNonNull(id, "id");
        requireNonNull(of, "of");
        requireNonNull(secretHash, "secretHash");
        requireNonNull(state, "state");
        requireNonNull(openedAt, "openedAt");
        requireNonNull(expiresAt, "expiresAt");
    }

    /** What the provider is told to close it; empty while its handle is unknown. */
    Optional<OpenChannel> closable() {
        return handle == null ? Optional.empty() : Optional.of(new OpenChannel(id, handle, expiresAt));
    }

    /** The provider answered: open, unless it was given up meanwhile. */
    PushChannel answered(OpenChannel answer, long version) {
        State now = state == State.CLOSING ? State.CLOSING : State.OPEN;
        return new PushChannel(
                id, of, secretHash, answer.handle(), now, openedAt, answer.expiresAt(), lastNumber, version);
    }

    PushChannel closing(long version) {
        return new PushChannel(id, of, secretHash, handle, State.CLOSING, openedAt, expiresAt, lastNumber, version);
    }

    /** After a notification. */
    PushChannel told(@Nullable String handle, long number, long version) {
        return new PushChannel(
                id,
                of,
                secretHash,
                this.handle == null ? handle : this.handle,
                state,
                openedAt,
                expiresAt,
                Math.max(lastNumber, number),
                version);
    }

    /** Id and state, never the secret's hash. */
    @Override
    public String toString() {
        return "PushChannel[" + id + " " + state + " on " + of + "]";
    }
}
