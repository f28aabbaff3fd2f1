package io.kalends.store.jdbc;

import static java.util.Objects.requireNonNull;

import io.kalends.store.jdbc.internal.Database;
import io.kalends.store.jdbc.internal.Micros;
import io.kalends.sync.Place;
import io.kalends.sync.SyncException;
import io.kalends.sync.push.DuePair;
import io.kalends.sync.push.PushChannel;
import io.kalends.sync.push.PushStore;
import io.kalends.sync.push.Watch;
import io.kalends.sync.push.WatchedCollection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps watches, channels and due pairs in a database, beside what {@link JdbcSyncStateStore} keeps. Of a channel's secret
 * there is only a hash, so nothing needs a key. Times are kept to the microsecond.
 *
 * <p>Safe for many threads and nodes. What the database refuses is a {@link SyncException} with its SQLState and without
 * its text, which may quote a row.
 */
public final class JdbcPushStore implements PushStore {

    private final WatchRows watches;
    private final ChannelRows channels;
    private final DueRows pairs;

    private JdbcPushStore(Database database) {
        watches = new WatchRows(database);
        channels = new ChannelRows(database);
        pairs = new DueRows(database);
    }

    /** A store in this database. */
    public static Builder builder(DataSource dataSource) {
        return new Builder(dataSource);
    }

    @Override
    public Optional<Watch> watch(WatchedCollection of) {
        return watches.find(of);
    }

    @Override
    public List<Watch> watchesOf(String provider, String account) {
        return watches.ofAccount(provider, account);
    }

    @Override
    public List<Watch> watchesOn(String provider, String collection) {
        return watches.ofCollection(provider, collection);
    }

    @Override
    public List<Watch> watchesToCheck(Instant now, int limit) {
        return watches.toCheck(Micros.of(now), limit);
    }

    @Override
    public boolean replaceWatch(@Nullable Watch before, @Nullable Watch after) {
        return watches.replace(before, after);
    }

    @Override
    public Optional<PushChannel> channel(String id) {
        return channels.find(id);
    }

    @Override
    public List<PushChannel> channels(WatchedCollection of) {
        return channels.of(of);
    }

    @Override
    public boolean replaceChannel(@Nullable PushChannel before, @Nullable PushChannel after) {
        return channels.replace(before, after);
    }

    @Override
    public Optional<DuePair> pair(String pair) {
        return pairs.find(pair);
    }

    @Override
    public List<DuePair> duePairs(Instant now, int limit) {
        return pairs.due(Micros.of(now), limit);
    }

    @Override
    public boolean replacePair(@Nullable DuePair before, @Nullable DuePair after) {
        return pairs.replace(before, after);
    }

    @Override
    public void close() {
        // The data source is its maker's.
    }

    /** Sets a store up. */
    public static final class Builder {

        private final DataSource dataSource;
        private @Nullable Migrate migrate;

        private Builder(DataSource dataSource) {
            this.dataSource = requireNonNull(dataSource, "dataSource");
        }

        /** Who brings the tables up to date; {@link Migrate#IF_POSSIBLE} unless set. */
        public Builder migrate(Migrate migrate) {
            if (this.migrate != null) {
                throw new IllegalStateException("migrate is set already: " + this.migrate);
            }
            this.migrate = requireNonNull(migrate, "migrate");
            return this;
        }

        /**
         * The store; the tables are checked, and brought up to date if that was asked for.
         *
         * @throws SyncException if the tables are not there, or have another version; the message says what to run
         */
        public JdbcPushStore build() {
            Database database = new Database(dataSource, new Place("jdbc", "push store"));
            Tables.prepare(database, migrate == null ? Migrate.IF_POSSIBLE : migrate);
            return new JdbcPushStore(database);
        }
    }
}
