package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.EventTime;
import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.Cursor;
import io.kalends.sync.Entry;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncException;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncReport;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.sync.store.Link;
import io.kalends.testkit.Call;
import io.kalends.testkit.CallHook;
import io.kalends.testkit.CallHook.Moment;
import io.kalends.testkit.Crash;
import io.kalends.testkit.CrashPoint;
import io.kalends.testkit.FaultyStore;
import io.kalends.testkit.InMemoryReplica;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** An app's calendar and one at Google, kept in sync over HTTP; the app is on the left unless paired otherwise. */
final class GoogleWorld implements AutoCloseable {

    final EmulatedSide google;
    final InMemoryReplica<CalendarEvent> app;
    private final Pairing pairing;
    private final SplittableRandom random = new SplittableRandom(11);
    private final FaultyStore store = FaultyStore.around(new InMemorySyncStateStore(random));
    private SyncEngine engine;
    private int engines;

    GoogleWorld() {
        this(new EmulatedSide());
    }

    GoogleWorld(EmulatedSide google) {
        this(google, Pairing.BOTH_WAYS);
    }

    GoogleWorld(EmulatedSide google, Pairing pairing) {
        this.google = google;
        this.pairing = pairing;
        this.app = InMemoryReplica.builder("app", CalendarEvents.type())
                .clock(google.clock())
                .build();
        this.engine = engine();
    }

    private SyncEngine engine() {
        engines++;
        return SyncEngine.builder()
                .store(store)
                .clock(google.clock())
                .random(random.split())
                .node("node-" + engines)
                .build();
    }

    SyncPair<CalendarEvent> pair() {
        return pairing.between(app, google.replica()).id("ada-work").build();
    }

    SyncEngine engineNow() {
        return engine;
    }

    SyncReport sync() {
        google.advance(Duration.ofSeconds(10));
        return engine.sync(pair());
    }

    /** Every HTTP call and every call of the store passes this. */
    void hook(CallHook hook) {
        store.hook((call, moment) -> {
            if (moment == Moment.BEFORE) {
                hook.at(call, moment);
            }
        });
        int[] number = {0};
        google.hook(() -> hook.at(new Call("google", "http", ++number[0]), Moment.BEFORE));
    }

    /** Runs until this place, where the process dies; another takes over when its lease is over. */
    boolean killedAt(CrashPoint place) {
        hook(place);
        try {
            engine.sync(pair());
            return false;
        } catch (Crash killed) {
            return true;
        } catch (SyncException stopped) {
            return false;
        } finally {
            hook(CallHook.NONE);
            google.advance(Duration.ofHours(2));
            engine = engine();
        }
    }

    /** Why links are stuck. */
    List<String> problems() {
        return engine.status(pair()).stuck().stream()
                .map(Link::problem)
                .map(problem -> problem == null ? "" : problem.what() + " → " + problem.action())
                .toList();
    }

    List<Link> stored() {
        return store.list(pair().id(), null, null, 500);
    }

    /** The links of the pair, for a failing test to show. */
    List<String> links() {
        return stored().stream()
                .map(link -> link + " " + link.status() + " " + link.left() + " " + link.right() + " due " + link.due()
                        + " " + link.problem())
                .toList();
    }

    /** Runs until nothing moves any more, and nothing is written then. */
    void comesToRest() {
        for (int run = 0; run < 6; run++) {
            google.advance(Duration.ofHours(1));
            sync();
        }
        google.google().calls().clear();
        SyncReport last = sync();
        assertThat(last.writes()).as(last.describe()).isZero();
        assertThat(google.google().calls().httpByKind())
                .as("%s", google.google().calls().all())
                .containsOnlyKeys("events.list");
        assertThat(onGoogle()).isEqualTo(onApp());
    }

    List<String> onApp() {
        return app.contents().stream().map(GoogleWorld::essence).sorted().toList();
    }

    List<String> onGoogle() {
        return list().stream().map(GoogleWorld::essence).sorted().toList();
    }

    /** What a new session lists. */
    List<CalendarEvent> list() {
        Map<String, CalendarEvent> events = new LinkedHashMap<>();
        try (ReplicaSession<CalendarEvent> session = google.replica().open()) {
            Cursor cursor = null;
            ChangePage<CalendarEvent> page;
            do {
                page = session.source().changes(new ChangeRequest(cursor, null, null, 1_000, Instant.MAX));
                for (Entry<CalendarEvent> entry : page.entries()) {
                    events.remove(entry.id());
                    if (entry instanceof Entry.Present<CalendarEvent> present) {
                        events.put(entry.id(), present.record().record());
                    }
                }
                cursor = page.next();
            } while (page.more());
        }
        return List.copyOf(events.values());
    }

    /** What both sides must have alike. */
    static String essence(CalendarEvent event) {
        String status = event.status().toString();
        return event.originalStart().map(start -> "at " + key(start) + " ").orElse("")
                + (status.equals("CANCELLED")
                        ? status
                        : event.title() + " " + key(event.start()) + " " + key(event.end()) + " "
                                + event.recurrence().rules());
    }

    private static String key(EventTime time) {
        return time.occurrenceKey();
    }

    @Override
    public void close() {
        engine.close();
        google.close();
    }
}
