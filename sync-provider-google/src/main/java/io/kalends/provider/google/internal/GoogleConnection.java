package io.kalends.provider.google.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.RejectedException;
import io.kalends.sync.Replica;
import io.kalends.sync.account.Account;
import io.kalends.sync.record.RecordType;
import io.kalends.sync.spi.CollectionDirectory;
import io.kalends.sync.spi.FreeBusy;
import io.kalends.sync.spi.ProviderConnection;
import io.kalends.sync.spi.ProviderSettings;
import io.kalends.sync.spi.PushSupport;
import io.kalends.sync.spi.RemoteCollection;
import io.kalends.sync.spi.RemoteCollection.Access;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An account's calendars, over one HTTP client. What {@link #collections()} listed decides whether a replica made after it can
 * be written; of a calendar that was not listed, writable is assumed, and Google refuses what it does not allow.
 */
public final class GoogleConnection implements ProviderConnection {

    private final GoogleApi api;
    private final GoogleOptions options;
    private final ProviderSettings settings;
    private final Map<String, Access> known = new ConcurrentHashMap<>();

    public GoogleConnection(Account account, ProviderSettings settings) {
        this.settings = requireNonNull(settings, "settings");
        this.options = GoogleOptions.of(settings);
        this.api = GoogleApi.of(account, settings);
    }

    @Override
    public <R> Replica<R> replica(String collection, RecordType<R> type) {
        return calendar(collection).as(type);
    }

    private GoogleReplica calendar(String id) {
        if (id.isBlank() || id.equals("primary")) {
            throw new RejectedException(
                    GoogleRefusals.place(id),
                    "'" + id + "' names another calendar in every account",
                    "give the calendar's own id, as collections() lists it; the main one's is an e-mail address");
        }
        Access access = known.getOrDefault(id, Access.WRITE);
        if (access == Access.BUSY_ONLY) {
            throw new RejectedException(
                    GoogleRefusals.place(id),
                    "the account sees only when this calendar is busy",
                    "ask its owner to share the details, or use its busy times");
        }
        boolean writable = access == Access.WRITE && !options.readOnly();
        return new GoogleReplica(api, id, options, writable, settings.zone());
    }

    @Override
    public Optional<CollectionDirectory> collections() {
        return Optional.of(new GoogleCalendars(api, this::remember));
    }

    private void remember(RemoteCollection collection) {
        known.put(collection.id(), collection.access());
    }

    @Override
    public Optional<PushSupport> push() {
        return Optional.of(new GoogleChannels(api));
    }

    @Override
    public Optional<FreeBusy> freeBusy() {
        return Optional.of(new GoogleFreeBusy(api));
    }

    @Override
    public void close() {
        api.close();
    }
}
