package io.kalends.sync.spi;

import java.time.Duration;
import java.util.Optional;

/** Opens and closes the channels through which a provider tells that a collection changed. */
public interface PushSupport {

    /**
     * Opens a channel. The caller has stored the request before, since the provider may notify before it answers.
     *
     * @throws io.kalends.sync.RejectedException if the provider has no push for this collection: it is polled
     * @throws io.kalends.sync.SyncException in every other case in which no channel is known to be open
     */
    OpenChannel open(ChannelRequest request);

    /**
     * Lets a channel live longer, under its id and secret.
     *
     * @return until when it lives now; empty where the provider cannot, or does not know the channel any more: then another
     *     one is opened
     * @throws io.kalends.sync.SyncException if the provider failed; the channel may live longer or not
     */
    default Optional<OpenChannel> renew(OpenChannel channel, Duration lifetime) {
        return Optional.empty();
    }

    /** Closes a channel; one that the provider does not know (any more) counts as closed. */
    void close(OpenChannel channel);
}
