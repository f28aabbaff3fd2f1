package io.kalends.store.jdbc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.ChangeRequest;
import io.kalends.sync.Cursor;
import io.kalends.sync.CursorExpiredException;
import io.kalends.testkit.EventSamples;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Which cursors the change log still goes on from, after a purge and after a restored backup. */
class JdbcChangeLogCursorTest extends HostWithOrders {

    @Test
    void refusesACursorOlderThanThePurgeAndGoesOnFromAYoungerOne() throws SQLException {
        inTransaction(connection -> put(connection, "a", "soup"));
        Cursor old = next(list());
        inTransaction(connection -> put(connection, "b", "soup"));
        clock.advance(Duration.ofDays(31));
        inTransaction(connection -> put(connection, "c", "soup"));
        Cursor young = next(list());
        inTransaction(connection -> put(connection, "d", "soup"));

        log.purge(CALENDAR);

        assertThatThrownBy(() -> changes(old))
                .isInstanceOf(CursorExpiredException.class)
                .hasMessageContaining("purged");
        assertThat(entries(changes(young))).containsExactly("d soup");
    }

    @Test
    void keepsTheCursorOfACalendarInWhichNothingHappensForMonths() throws SQLException {
        inTransaction(connection -> put(connection, "a", "soup"));
        Cursor idle = next(list());
        clock.advance(Duration.ofDays(200));

        log.purge(CALENDAR);

        assertThat(entries(changes(idle))).isEmpty();
    }

    @Test
    void takesAnotherIncarnationWhenARestoredBackupIsOlderThanTheCursor() throws SQLException {
        inTransaction(connection -> put(connection, "a", "soup"));
        Cursor backup = next(list());
        inTransaction(connection -> put(connection, "b", "soup"));
        Cursor ahead = next(changes(backup));

        undoTheLastChange();

        assertThatThrownBy(() -> changes(ahead))
                .isInstanceOf(CursorExpiredException.class)
                .hasMessageContaining("restored");
        assertThat(next(list()).incarnation()).isNotEqualTo(ahead.incarnation());
        assertThatThrownBy(() -> changes(backup)).isInstanceOf(CursorExpiredException.class);
    }

    @Test
    void noticesARestoredBackupAlsoWhenNewChangesHaveCaughtUpWithTheCursor() throws SQLException {
        inTransaction(connection -> put(connection, "a", "soup"));
        inTransaction(connection -> put(connection, "b", "soup"));
        Cursor ahead = next(list());

        undoTheLastChange();
        inTransaction(connection -> put(connection, "c", "soup"));
        inTransaction(connection -> put(connection, "d", "soup"));

        assertThatThrownBy(() -> changes(ahead))
                .isInstanceOf(CursorExpiredException.class)
                .hasMessageContaining("restored");
        assertThat(next(list()).incarnation()).isNotEqualTo(ahead.incarnation());
    }

    @Test
    void goesOnAfterARestoredBackupThatIsYoungerThanTheCursor() throws SQLException {
        inTransaction(connection -> put(connection, "a", "soup"));
        Cursor behind = next(list());
        inTransaction(connection -> put(connection, "b", "soup"));
        inTransaction(connection -> put(connection, "c", "soup"));

        undoTheLastChange();

        assertThat(entries(changes(behind))).containsExactly("b soup");
    }

    @Test
    void refusesGarbageAsExpired() {
        String incarnation = next(list()).incarnation();

        for (String token : List.of("", "garbage", "1", "-1.0", "99999999999999999999.1", "5.zz", "0.1")) {
            assertThatThrownBy(() -> changes(new Cursor(token, incarnation)))
                    .as(token)
                    .isInstanceOf(CursorExpiredException.class);
        }
    }

    @Test
    void refusesTheCursorOfACalendarOfTheSameNameInAnotherDatabase() throws SQLException {
        Cursor cursor = cursorOf(TestDatabases.inMemory(), CALENDAR);
        inTransaction(connection -> put(connection, "a", "soup"));

        assertThatThrownBy(() -> changes(cursor)).isInstanceOf(CursorExpiredException.class);
    }

    @Test
    void refusesTheCursorOfAnotherCalendarOfTheDatabase() throws SQLException {
        Cursor cursor = cursorOf(database, "other");
        inTransaction(connection -> put(connection, "a", "soup"));

        assertThatThrownBy(() -> changes(cursor)).isInstanceOf(CursorExpiredException.class);
    }

    /** One that stands after as many changes as the host's own will. */
    private Cursor cursorOf(DataSource source, String name) {
        JdbcCalendar calendar = JdbcCalendar.builder(source, name)
                .migrate(Migrate.SCRIPTS)
                .clock(clock)
                .build();
        calendar.save(EventSamples.meeting(1));
        ChangeRequest listing =
                new ChangeRequest(null, null, null, 10, clock.instant().plusSeconds(10));
        return requireNonNull(
                calendar.replica().open().source().changes(listing).next());
    }

    /** As a restored backup does, for the host's rows and the log alike. */
    private void undoTheLastChange() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection
                    .createStatement()
                    .execute("DELETE FROM orders WHERE id = (SELECT record_id FROM kalends_change ORDER BY nr DESC"
                            + " LIMIT 1);DELETE FROM kalends_change WHERE nr = (SELECT last_nr FROM"
                            + " kalends_calendar);UPDATE kalends_calendar SET last_nr = last_nr - 1");
        }
    }
}
