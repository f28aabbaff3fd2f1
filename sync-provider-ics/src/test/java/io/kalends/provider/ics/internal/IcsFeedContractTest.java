package io.kalends.provider.ics.internal;

import io.kalends.calendar.CalendarEvent;
import io.kalends.sync.spi.ProviderSettings;
import io.kalends.testkit.SettableClock;
import io.kalends.testkit.contract.ReplicaContract;
import io.kalends.testkit.contract.ReplicaHarness;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A feed keeps the reading half of the contract, over HTTP. */
class IcsFeedContractTest extends ReplicaContract<CalendarEvent> {

    @TempDir
    static Path folder;

    private static final AtomicInteger FILES = new AtomicInteger();

    private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    private final FeedServer server = new FeedServer();
    private final FeedClient client = new FeedClient(
            ProviderSettings.defaults().allowPrivateAddresses(true).clock(clock));

    @BeforeEach
    void start() throws Exception {
        server.start();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Override
    protected ReplicaHarness<CalendarEvent> open() {
        Path path = folder.resolve("feed-" + FILES.incrementAndGet() + ".ics");
        server.serve(path);
        return new EditedCalendar(
                () -> new IcsFeed(FeedAddress.of(server.address()), client, ZoneOffset.UTC, clock),
                new IcsFile(new AtomicFile(path, AtomicFile.Disk.REAL), ZoneOffset.UTC, clock),
                clock,
                null);
    }
}
