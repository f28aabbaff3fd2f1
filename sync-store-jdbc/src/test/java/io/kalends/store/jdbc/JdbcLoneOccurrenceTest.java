package io.kalends.store.jdbc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.Cursor;
import io.kalends.sync.Entry;
import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
import io.kalends.sync.WriteRequest;
import io.kalends.sync.WriteResult;
import io.kalends.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Occurrences that are there without their series, as when somebody is invited to one date only. */
class JdbcLoneOccurrenceTest {

    private static final Instant FIRST = Instant.parse("2026-03-02T08:00:00Z");

    private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    private final JdbcCalendar calendar = JdbcCalendar.builder(TestDatabases.inMemory(), "alice")
            .migrate(Migrate.SCRIPTS)
            .clock(clock)
            .random(new SplittableRandom(1))
            .build();
    private int creates;

    /** Who makes an event. */
    enum Maker {
        HOST {
            @Override
            Versioned<CalendarEvent> make(JdbcLoneOccurrenceTest test, CalendarEvent event) {
                return test.calendar.save(event);
            }
        },
        RUN {
            @Override
            Versioned<CalendarEvent> make(JdbcLoneOccurrenceTest test, CalendarEvent event) {
                return test.created(event, null);
            }
        };

        abstract Versioned<CalendarEvent> make(JdbcLoneOccurrenceTest test, CalendarEvent event);
    }

    @ParameterizedTest
    @EnumSource
    void belongsToNothingBeforeItsSeriesIsThere(Maker maker) {
        Versioned<CalendarEvent> lone = maker.make(this, occurrence(1));

        assertThat(lone.parent()).isNull();
        assertThat(calendar.find(lone.id())).contains(lone);
    }

    @ParameterizedTest
    @EnumSource
    void belongsToItsSeriesOnceThatComesAndIsToldAnew(Maker maker) {
        Versioned<CalendarEvent> first = calendar.save(occurrence(1));
        Versioned<CalendarEvent> second = created(occurrence(2), null);
        Versioned<CalendarEvent> other = calendar.save(
                CalendarEvent.builder("other").recurrenceId(at(1)).start(at(1)).build());
        Cursor cursor = next(null);

        Versioned<CalendarEvent> series = maker.make(this, series());

        assertThat(series.parent()).isNull();
        for (Versioned<CalendarEvent> lone : List.of(first, second)) {
            Versioned<CalendarEvent> now = calendar.find(lone.id()).orElseThrow();
            assertThat(now.parent()).isEqualTo(series.id());
            assertThat(now.revision()).isNotEqualTo(lone.revision());
            assertThat(now.record()).isEqualTo(lone.record());
        }
        assertThat(calendar.find(other.id())).contains(other);
        assertThat(changedSince(cursor)).containsExactlyInAnyOrder(first.id(), second.id(), series.id());
    }

    @Test
    void goesByTheUidOfTheSeriesThatItIsPutBelow() {
        Versioned<CalendarEvent> series = calendar.save(series());
        CalendarEvent foreign = CalendarEvent.builder("elsewhere")
                .recurrenceId(at(1))
                .start(at(1))
                .build();

        Versioned<CalendarEvent> occurrence = created(foreign, series.id());

        assertThat(occurrence.record().uid()).isEqualTo(series.record().uid());
        assertThat(occurrence.parent()).isEqualTo(series.id());
    }

    @Test
    void isNotEditedByItsSeriesComing() {
        Versioned<CalendarEvent> lone = calendar.save(occurrence(1));
        clock.advance(Duration.ofHours(1));

        calendar.save(series());

        assertThat(calendar.find(lone.id()).orElseThrow().modifiedAt()).isEqualTo(lone.modifiedAt());
    }

    @Test
    void belongsToItsSeriesWhenBothComeInOneBatch() {
        List<WriteResult<CalendarEvent>> results = calendar.replica()
                .open()
                .sink()
                .orElseThrow()
                .write(WriteRequest.of(List.of(create(occurrence(1), null), create(series(), null))))
                .results();

        assertThat(stored(results.get(0)).parent())
                .isEqualTo(stored(results.get(1)).id());
    }

    @ParameterizedTest
    @EnumSource
    void belongsToItsSeriesWhenThatIsThereAlready(Maker maker) {
        Versioned<CalendarEvent> series = calendar.save(series());

        assertThat(maker.make(this, occurrence(1)).parent()).isEqualTo(series.id());
    }

    @Test
    void staysUnderItsSeriesWhenItIsSavedAgain() {
        Versioned<CalendarEvent> lone = calendar.save(occurrence(1));
        Versioned<CalendarEvent> series = calendar.save(series());

        Versioned<CalendarEvent> again =
                calendar.save(occurrence(1).toBuilder().title("moved").build());

        assertThat(again.id()).isEqualTo(lone.id());
        assertThat(again.parent()).isEqualTo(series.id());
    }

    @Test
    void goesWithTheSeriesThatItCameBefore() {
        Versioned<CalendarEvent> lone = calendar.save(occurrence(1));
        Versioned<CalendarEvent> series = calendar.save(series());
        Cursor cursor = next(null);

        assertThat(write(new Write.Delete<>(series.id(), series.revision()))).isEqualTo(WriteResult.deleted());

        assertThat(calendar.findByUid("series")).isEmpty();
        assertThat(changedSince(cursor)).containsExactlyInAnyOrder(lone.id(), series.id());
    }

    @ParameterizedTest
    @EnumSource
    void isMadeAgainWithoutItsSeriesAfterBothWereDeleted(Maker maker) {
        Versioned<CalendarEvent> before = created(occurrence(1), null);
        calendar.delete(calendar.save(series()).id());

        Versioned<CalendarEvent> again = maker.make(this, occurrence(1));

        assertThat(again.parent()).isNull();
        assertThat(again.id()).isNotEqualTo(before.id());
        assertThat(calendar.findByUid("series")).containsExactly(again);
    }

    @Test
    void belongsToTheSeriesThatWasMadeAnew() {
        calendar.save(occurrence(1));
        calendar.delete(calendar.save(series()).id());
        Versioned<CalendarEvent> lone = calendar.save(occurrence(1));

        Versioned<CalendarEvent> series = calendar.save(series());

        assertThat(calendar.findByUid("series"))
                .extracting(Versioned::id)
                .containsExactlyInAnyOrder(lone.id(), series.id());
        assertThat(calendar.find(lone.id()).orElseThrow().parent()).isEqualTo(series.id());
    }

    @Test
    void isNotMadeUnderASeriesThatWasDeletedMeanwhileAndHoldsUpNoOther() {
        Versioned<CalendarEvent> series = calendar.save(series());
        calendar.delete(series.id());
        Cursor cursor = next(null);

        List<WriteResult<CalendarEvent>> results = calendar.replica()
                .open()
                .sink()
                .orElseThrow()
                .write(WriteRequest.of(List.of(create(occurrence(1), series.id()), create(occurrence(2), null))))
                .results();

        assertThat(results.get(0))
                .isInstanceOfSatisfying(
                        WriteResult.Deferred.class,
                        deferred -> assertThat(deferred.reason()).contains("deleted"));
        assertThat(changedSince(cursor)).containsExactly(stored(results.get(1)).id());
    }

    private Versioned<CalendarEvent> created(CalendarEvent event, @Nullable String parent) {
        return stored(write(create(event, parent)));
    }

    private Write.Create<CalendarEvent> create(CalendarEvent event, @Nullable String parent) {
        String key = "k" + creates++;
        return new Write.Create<>(key, event, parent, "origin/" + key, null);
    }

    private WriteResult<CalendarEvent> write(Write<CalendarEvent> write) {
        return calendar.replica()
                .open()
                .sink()
                .orElseThrow()
                .write(WriteRequest.of(List.of(write)))
                .results()
                .get(0);
    }

    private static Versioned<CalendarEvent> stored(WriteResult<CalendarEvent> result) {
        assertThat(result).isInstanceOf(WriteResult.Applied.class);
        return requireNonNull(((WriteResult.Applied<CalendarEvent>) result).stored());
    }

    private Cursor next(@Nullable Cursor cursor) {
        return requireNonNull(
                calendar.replica().open().source().changes(request(cursor)).next());
    }

    private List<String> changedSince(Cursor cursor) {
        return calendar.replica().open().source().changes(request(cursor)).entries().stream()
                .map(Entry::id)
                .toList();
    }

    private ChangeRequest request(@Nullable Cursor cursor) {
        return new ChangeRequest(cursor, null, null, 1_000, clock.instant().plusSeconds(10));
    }

    private static CalendarEvent series() {
        return CalendarEvent.builder("series")
                .title("daily")
                .start(at(0))
                .lasting(Duration.ofHours(1))
                .recurrence(Recurrence.of("FREQ=DAILY"))
                .build();
    }

    private static CalendarEvent occurrence(int day) {
        return CalendarEvent.builder("series")
                .recurrenceId(at(day))
                .start(EventTime.utc(FIRST.plus(Duration.ofDays(day)).plusSeconds(600)))
                .lasting(Duration.ofHours(1))
                .build();
    }

    private static EventTime at(int day) {
        return EventTime.utc(FIRST.plus(Duration.ofDays(day)));
    }
}
