package io.kalends.store.jdbc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.ChangeSink;
import io.kalends.sync.Cursor;
import io.kalends.sync.Entry;
import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
import io.kalends.sync.WriteRequest;
import io.kalends.sync.WriteResult;
import io.kalends.testkit.EventSamples;
import io.kalends.testkit.SettableClock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcCalendarTest {

    private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    private final DataSource database = TestDatabases.inMemory();
    private final JdbcCalendar calendar = open(database, "alice");

    private JdbcCalendar open(DataSource source, String name) {
        return JdbcCalendar.builder(source, name)
                .migrate(Migrate.SCRIPTS)
                .clock(clock)
                .random(new SplittableRandom(name.hashCode()))
                .build();
    }

    @Test
    void givesBackEveryEventAsItWasSaved() {
        for (CalendarEvent event : EventSamples.all()) {
            Versioned<CalendarEvent> saved = calendar.save(event);

            assertThat(saved.record()).isEqualTo(event);
            assertThat(calendar.find(saved.id())).contains(saved);
        }
    }

    @Test
    void savesInPlaceOfTheEventWithTheSameUid() {
        Versioned<CalendarEvent> first = calendar.save(EventSamples.meeting(1));
        clock.advance(Duration.ofMinutes(5));

        Versioned<CalendarEvent> second =
                calendar.save(EventSamples.meeting(1).toBuilder().title("other").build());

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.revision()).isNotEqualTo(first.revision());
        assertThat(second.modifiedAt()).isEqualTo(clock.instant());
        assertThat(calendar.findByUid(EventSamples.meeting(1).uid())).hasSize(1);
    }

    @Test
    void savesOnlyAtTheRevisionThatIsNamed() {
        Versioned<CalendarEvent> first = calendar.save(EventSamples.meeting(1));
        CalendarEvent edited = first.record().toBuilder().title("mine").build();

        assertThat(calendar.save(edited, String.valueOf(first.revision()))).isPresent();
        assertThat(calendar.save(edited, String.valueOf(first.revision()))).isEmpty();
        assertThat(calendar.save(EventSamples.meeting(2), "1")).isEmpty();
    }

    @Test
    void findsWhatOverlapsARangeInTheOrderOfStart() {
        calendar.save(meeting("before", "2026-03-02T08:00:00Z"));
        calendar.save(meeting("into", "2026-03-02T09:30:00Z"));
        calendar.save(meeting("inside", "2026-03-02T10:30:00Z"));
        calendar.save(meeting("after", "2026-03-02T12:00:00Z"));
        calendar.save(meeting("weekly", "2026-02-02T11:00:00Z").toBuilder()
                .recurrence(Recurrence.of("FREQ=WEEKLY"))
                .build());

        List<Versioned<CalendarEvent>> found =
                calendar.list(Instant.parse("2026-03-02T10:00:00Z"), Instant.parse("2026-03-02T12:00:00Z"));

        assertThat(found).extracting(row -> row.record().uid()).containsExactly("weekly", "into", "inside");
    }

    @Test
    void findsAnEventWithoutLengthAtTheStartOfTheRange() {
        calendar.save(CalendarEvent.builder("moment")
                .start(EventTime.utc(Instant.parse("2026-03-02T10:00:00Z")))
                .build());

        assertThat(calendar.list(Instant.parse("2026-03-02T10:00:00Z"), Instant.parse("2026-03-02T11:00:00Z")))
                .hasSize(1);
    }

    @Test
    void makesAnOccurrenceTheChildOfItsSeriesWhicheverComesFirst() {
        CalendarEvent series = series();
        CalendarEvent early = occurrence(series, 1);
        CalendarEvent late = occurrence(series, 2);

        Versioned<CalendarEvent> orphan = calendar.save(early);
        assertThat(orphan.parent()).isNull();
        Cursor cursor = changes(null).next();
        Versioned<CalendarEvent> parent = calendar.save(series);
        Versioned<CalendarEvent> child = calendar.save(late);

        assertThat(child.parent()).isEqualTo(parent.id());
        assertThat(calendar.find(orphan.id()).orElseThrow().parent()).isEqualTo(parent.id());
        assertThat(changes(cursor).entries())
                .extracting(Entry::id)
                .containsExactlyInAnyOrder(orphan.id(), parent.id(), child.id());
    }

    @Test
    void deletesASeriesWithItsOccurrencesAndLogsThemAll() {
        Versioned<CalendarEvent> parent = calendar.save(series());
        Versioned<CalendarEvent> child = calendar.save(occurrence(series(), 1));
        Cursor cursor = changes(null).next();

        assertThat(calendar.delete(parent.id())).isTrue();

        assertThat(calendar.find(child.id())).isEmpty();
        assertThat(changes(cursor).entries())
                .containsExactlyInAnyOrder(Entry.removed(parent.id()), Entry.removed(child.id()));
        assertThat(calendar.delete(parent.id())).isFalse();
    }

    @Test
    void answersARepeatedCreateOfADeletedEventWithGone() {
        WriteResult<CalendarEvent> created = write(create("k1", EventSamples.meeting(1)));
        calendar.delete(stored(created).id());

        assertThat(write(create("k1", EventSamples.meeting(1)))).isInstanceOf(WriteResult.Gone.class);
        assertThat(changes(null).entries()).isEmpty();
    }

    @Test
    void answersTheCreateOfWhatTheAppSavedMeanwhileWithThat() {
        Versioned<CalendarEvent> saved = calendar.save(meeting("a", "2026-03-02T09:00:00Z"));
        CalendarEvent theirs =
                saved.record().toBuilder().title("as it is elsewhere").build();

        WriteResult<CalendarEvent> result = write(create("key", theirs));

        assertThat(result).isEqualTo(WriteResult.found(saved));
        assertThat(calendar.findByUid("a")).containsExactly(saved);
    }

    @Test
    void answersTheCreateOfAnOccurrenceThatTheAppSavedMeanwhileWithThat() {
        Versioned<CalendarEvent> series = calendar.save(series());
        Versioned<CalendarEvent> saved = calendar.save(occurrence(series.record(), 1));
        CalendarEvent called = saved.record().ofSeries("elsewhere");

        WriteResult<CalendarEvent> result = write(new Write.Create<>("key", called, series.id(), "origin", null));

        assertThat(result).isEqualTo(WriteResult.found(saved));
    }

    @Test
    void removesForGoodWhatWasDeletedThirtyDaysAgo() throws SQLException {
        Versioned<CalendarEvent> old = calendar.save(EventSamples.meeting(1));
        calendar.delete(old.id());
        clock.advance(Duration.ofDays(20));
        Versioned<CalendarEvent> young = calendar.save(EventSamples.meeting(2));
        calendar.delete(young.id());
        calendar.save(EventSamples.meeting(3));
        clock.advance(Duration.ofDays(11));

        calendar.purge();

        assertThat(rowCount()).isEqualTo(2);
    }

    @Test
    void changesWithTheHostsTransactionOrNotAtAll() throws SQLException {
        Cursor cursor = changes(null).next();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            calendar.save(connection, EventSamples.meeting(1));
            connection.rollback();
            Versioned<CalendarEvent> kept = calendar.save(connection, EventSamples.meeting(2));
            calendar.save(connection, EventSamples.meeting(3));
            calendar.delete(connection, kept.id());
            connection.commit();
        }

        assertThat(changes(cursor).entries()).hasSize(2);
        assertThat(calendar.findByUid(EventSamples.meeting(1).uid())).isEmpty();
        assertThat(calendar.findByUid(EventSamples.meeting(3).uid())).hasSize(1);
    }

    @Test
    void savesANewEventOnceThoughTwoThreadsSaveItAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 10; round++) {
                CalendarEvent event = EventSamples.meeting(round);
                CyclicBarrier start = new CyclicBarrier(2);
                List<Future<String>> saves = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    saves.add(threads.submit(() -> {
                        start.await();
                        return calendar.save(event).id();
                    }));
                }
                assertThat(saves.get(0).get()).isEqualTo(saves.get(1).get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void keepsCalendarsOfOneDatabaseApart() {
        JdbcCalendar other = open(database, "bob");
        calendar.save(EventSamples.meeting(1));

        assertThat(other.findByUid(EventSamples.meeting(1).uid())).isEmpty();
        assertThat(other.replica().id()).isNotEqualTo(calendar.replica().id());
    }

    @Test
    void isThereAgainAfterARestart(@TempDir Path folder) {
        JdbcCalendar before = open(TestDatabases.inFile(folder.resolve("db")), "alice");
        Versioned<CalendarEvent> saved = before.save(EventSamples.meeting(1));
        Cursor cursor = changes(before, null).next();

        JdbcCalendar after = open(TestDatabases.inFile(folder.resolve("db")), "alice");

        assertThat(after.find(saved.id())).contains(saved);
        assertThat(changes(after, cursor).entries()).isEmpty();
    }

    @Test
    void takesABatchOfFiveHundredCreates() {
        List<Write<CalendarEvent>> writes = IntStream.range(0, 500)
                .<Write<CalendarEvent>>mapToObj(i -> create("k" + i, EventSamples.meeting(i)))
                .toList();

        assertThat(calendar.replica()
                        .open()
                        .sink()
                        .orElseThrow()
                        .write(WriteRequest.of(writes))
                        .results())
                .hasSize(500)
                .allSatisfy(result -> assertThat(result).isInstanceOf(WriteResult.Applied.class));
    }

    @Test
    void rejectsAnEventWhoseUidIsTooLong() {
        CalendarEvent event = CalendarEvent.builder("u".repeat(2_000))
                .start(EventTime.utc(clock.instant()))
                .build();

        assertThat(write(create("k1", event)))
                .isInstanceOfSatisfying(
                        WriteResult.Rejected.class,
                        rejected -> assertThat(rejected.reason()).contains("1024 characters"));
    }

    @Test
    void namesADamagedRowWithoutItsContent() throws SQLException {
        Versioned<CalendarEvent> saved = calendar.save(EventSamples.meeting(1));
        try (Connection connection = database.getConnection()) {
            connection.createStatement().execute("UPDATE kalends_event SET json = '{secret'");
        }

        assertThatThrownBy(() -> calendar.find(saved.id()))
                .hasMessageContaining(saved.id())
                .hasMessageNotContaining("secret");
    }

    private WriteResult<CalendarEvent> write(Write<CalendarEvent> write) {
        ChangeSink<CalendarEvent> sink = calendar.replica().open().sink().orElseThrow();
        return sink.write(WriteRequest.of(List.of(write))).results().get(0);
    }

    private static Versioned<CalendarEvent> stored(WriteResult<CalendarEvent> result) {
        assertThat(result).isInstanceOf(WriteResult.Applied.class);
        return requireNonNull(((WriteResult.Applied<CalendarEvent>) result).stored());
    }

    private static Write.Create<CalendarEvent> create(String key, CalendarEvent event) {
        return new Write.Create<>(key, event, null, "origin/" + key, null);
    }

    private ChangePage<CalendarEvent> changes(@Nullable Cursor cursor) {
        return changes(calendar, cursor);
    }

    private ChangePage<CalendarEvent> changes(JdbcCalendar of, @Nullable Cursor cursor) {
        return of.replica()
                .open()
                .source()
                .changes(new ChangeRequest(
                        cursor, null, null, 1_000, clock.instant().plusSeconds(10)));
    }

    private int rowCount() throws SQLException {
        try (Connection connection = database.getConnection();
                var rows = connection.createStatement().executeQuery("SELECT COUNT(*) FROM kalends_event")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static CalendarEvent meeting(String uid, String start) {
        return CalendarEvent.builder(uid)
                .title(uid)
                .start(EventTime.utc(Instant.parse(start)))
                .lasting(Duration.ofHours(1))
                .build();
    }

    private static CalendarEvent series() {
        return meeting("series", "2026-03-02T08:00:00Z").toBuilder()
                .recurrence(Recurrence.of("FREQ=DAILY"))
                .build();
    }

    private static CalendarEvent occurrence(CalendarEvent series, int day) {
        Instant start = Instant.parse("2026-03-02T08:00:00Z").plus(Duration.ofDays(day));
        return CalendarEvent.builder(series.uid())
                .recurrenceId(EventTime.utc(start))
                .start(EventTime.utc(start.plusSeconds(600)))
                .lasting(Duration.ofHours(1))
                .build();
    }
}
