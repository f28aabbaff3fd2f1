package io.kalends.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrenceTest {

    private static final EventTime START = EventTime.parse("2026-03-02T10:00:00+01:00[Europe/Berlin]");

    @Test
    void isEqualWhateverTheOrderOfRulesAndDates() {
        Recurrence one = new Recurrence(
                List.of("FREQ=DAILY;COUNT=2", "FREQ=WEEKLY;BYDAY=MO,TU"),
                List.of(EventTime.parse("2026-04-01"), EventTime.parse("2026-03-01")));
        Recurrence other = new Recurrence(
                List.of("FREQ=WEEKLY;BYDAY=TU,MO;INTERVAL=1", "COUNT=2;FREQ=DAILY", "FREQ=DAILY;COUNT=2"),
                List.of(EventTime.parse("2026-03-01"), EventTime.parse("2026-04-01"), EventTime.parse("2026-03-01")));

        assertThat(one).isEqualTo(other);
    }

    @Test
    void repeatsByDatesAlone() {
        Recurrence recurrence = new Recurrence(List.of(), List.of(EventTime.parse("2026-04-01")));

        assertThat(recurrence.isNone()).isFalse();
        assertThat(Recurrence.NONE.isNone()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"FREQ=SECONDLY, true", "FREQ=MINUTELY, true", "FREQ=HOURLY, false", "FREQ=DAILY, false"})
    void recognisesWhatIsTooOftenToExpand(String rule, boolean often) {
        assertThat(Recurrence.of(rule).repeatsWithinTheHour()).isEqualTo(often);
    }

    @Test
    void looksAtEveryRule() {
        Recurrence recurrence = Recurrence.of("FREQ=DAILY;UNTIL=20260331", "FREQ=MINUTELY;UNTIL=20260401");

        assertThat(recurrence.repeatsWithinTheHour()).isTrue();
        assertThat(recurrence.endingLike(START).rules())
                .containsExactly("FREQ=DAILY;UNTIL=20260331T215959Z", "FREQ=MINUTELY;UNTIL=20260401T215959Z");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02, 20260331, 20260331",
        "2026-03-02, 20260331T220000Z, 20260331",
        "2026-03-02, 20260331T100000, 20260331",
        "2026-03-02T10:00:00, 20260331T100000, 20260331T100000",
        "2026-03-02T10:00:00, 20260331, 20260331T235959",
        "2026-03-02T10:00:00, 20260331T100000Z, 20260331T100000",
        "2026-03-02T10:00:00+01:00[Europe/Berlin], 20260331T080000Z, 20260331T080000Z",
        "2026-03-02T10:00:00+01:00[Europe/Berlin], 20260331T100000, 20260331T080000Z",
        "2026-03-02T10:00:00+01:00[Europe/Berlin], 20260331, 20260331T215959Z",
        "2026-03-02T10:00:00Z, 20260331, 20260331T235959Z",
        "2026-03-02, 99991231, 99991231",
        "2026-03-02T10:00:00, 99991231, 99991231T235959",
        "2026-03-02T10:00:00-05:00[America/New_York], 99991231, 99991231T235959Z",
        "2026-03-02T10:00:00+01:00[Europe/Berlin], 99991231, 99991231T225959Z",
        "2026-03-02T10:00:00+01:00[Europe/Berlin], 00010101, 00010101T230631Z",
        "2026-03-02T10:00:00+01:00[Europe/Berlin], 00000101T000000, 00000101T000000Z",
    })
    void endsInTheFormThatItsStartAsksFor(String start, String given, String kept) {
        Recurrence recurrence = Recurrence.of("FREQ=DAILY;UNTIL=" + given).endingLike(EventTime.parse(start));

        assertThat(recurrence.rules()).containsExactly("FREQ=DAILY;UNTIL=" + kept);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01, 20260303T230000Z, 20260304",
        "2026-03-01T00:00:00, 20260303T230000Z, 20260304T000000",
        "2026-03-01T23:00:00Z, 20260303, 20260303T225959Z",
        "2026-03-01T23:00:00Z, 20260304T000000, 20260303T230000Z",
        "2026-03-01T10:00:00-05:00[America/New_York], 20260303, 20260304T045959Z",
        "2026-03-01, 99991231T230000Z, 99991231",
    })
    void endsOnTheDayThatAnInstantIsInItsCalendarsZone(String start, String given, String kept) {
        Recurrence recurrence = Recurrence.of("FREQ=DAILY;UNTIL=" + given)
                .endingLike(EventTime.parse(start), ZoneId.of("Europe/Berlin"));

        assertThat(recurrence.rules()).containsExactly("FREQ=DAILY;UNTIL=" + kept);
    }

    @Test
    void endsAtUntil() {
        assertThat(Recurrence.of("FREQ=DAILY;UNTIL=20260331T080000Z").lastStart(START))
                .contains(Instant.parse("2026-03-31T08:00:00Z"));
        assertThat(Recurrence.of("FREQ=DAILY;UNTIL=20260331").lastStart(EventTime.parse("2026-03-02")))
                .contains(Instant.parse("2026-03-31T12:00:00Z"));
    }

    @Test
    void endsWithTheLastOfAllRulesAndDates() {
        Recurrence recurrence = new Recurrence(
                List.of("FREQ=DAILY;UNTIL=20260331T080000Z", "FREQ=WEEKLY;UNTIL=20260401T080000Z"),
                List.of(EventTime.parse("2026-05-01T08:00:00Z")));

        assertThat(recurrence.lastStart(START)).contains(Instant.parse("2026-05-01T08:00:00Z"));
        assertThat(Recurrence.NONE.lastStart(START)).contains(START.widestEnd());
    }

    @Test
    void endsNoEarlierThanItStarts() {
        assertThat(Recurrence.of("FREQ=DAILY;UNTIL=20200101T000000Z").lastStart(START))
                .contains(START.widestEnd());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=DAILY",
                "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=5",
                "FREQ=MONTHLY;BYDAY=5FR;COUNT=5",
                "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=5;COUNT=5",
                "FREQ=MONTHLY;BYMONTH=2;COUNT=5",
                "FREQ=YEARLY;BYWEEKNO=53;COUNT=5",
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=5",
                "FREQ=DAILY;BYMONTH=1;COUNT=5",
                "FREQ=DAILY;COUNT=2147483647;INTERVAL=2147483647",
            })
    void hasNoKnownEndWhereArithmeticDoesNotTell(String rule) {
        assertThat(Recurrence.of(rule).lastStart(START)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FREQ=MONTHLY;COUNT=5", "FREQ=YEARLY;COUNT=5", "FREQ=YEARLY;BYMONTH=2;COUNT=5"})
    void hasNoKnownEndWhereTheDayIsMissingInSomeMonths(String rule) {
        assertThat(Recurrence.of(rule).lastStart(EventTime.parse("2024-02-29"))).isEmpty();
    }

    @Test
    void showsNoContent() {
        assertThat(Recurrence.of("FREQ=DAILY")).hasToString("Recurrence[rules=1, extraDates=0]");
    }
}
