package io.kalends.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrenceRuleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RRULE:FREQ=DAILY | FREQ=DAILY",
                "rrule:freq=daily;interval=1 | FREQ=DAILY",
                "INTERVAL=02;FREQ=WEEKLY | FREQ=WEEKLY;INTERVAL=2",
                "FREQ=WEEKLY;WKST=SU;BYDAY=SU,FR,MO; | FREQ=WEEKLY;BYDAY=MO,FR,SU;WKST=SU",
                "FREQ=MONTHLY;BYDAY=+2TU,-1FR | FREQ=MONTHLY;BYDAY=-1FR,2TU",
                "FREQ=MONTHLY;BYSETPOS=-1;BYDAY=FR,MO,MO | FREQ=MONTHLY;BYDAY=MO,FR;BYSETPOS=-1",
                "FREQ=YEARLY;BYMONTHDAY=15,1,-1;BYMONTH=12,02 | FREQ=YEARLY;BYMONTH=2,12;BYMONTHDAY=-1,1,15",
                "FREQ=DAILY;COUNT=010 | FREQ=DAILY;COUNT=10",
                "FREQ=DAILY;UNTIL=20260331t220000z | FREQ=DAILY;UNTIL=20260331T220000Z",
                "RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=FORWARD;BYMONTH=5L | FREQ=YEARLY;BYMONTH=5L;RSCALE=GREGORIAN;SKIP=FORWARD",
                "FREQ=HOURLY;BYHOUR=17,9;BYMINUTE=30,0;BYSECOND=0 | FREQ=HOURLY;BYHOUR=9,17;BYMINUTE=0,30;BYSECOND=0",
            })
    void hasOneSpelling(String given, String kept) {
        assertThat(RecurrenceRule.parse(given).text()).isEqualTo(kept);
        assertThat(RecurrenceRule.parse(kept).text()).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INTERVAL=2 | no FREQ",
                "FREQ=SOMETIMES | unknown FREQ",
                "FREQ=DAILY;BYFOO=secret | does not know",
                "FREQ=DAILY;secret | without '='",
                "FREQ=DAILY;FREQ=WEEKLY | twice",
                "FREQ=DAILY;INTERVAL=0 | INTERVAL part",
                "FREQ=DAILY;INTERVAL=-1 | INTERVAL part",
                "FREQ=DAILY;COUNT=0 | COUNT part",
                "FREQ=DAILY;COUNT=secret | COUNT part",
                "FREQ=DAILY;COUNT=2;UNTIL=20260101 | both COUNT and UNTIL",
                "FREQ=DAILY;UNTIL=20260230 | UNTIL part",
                "FREQ=DAILY;UNTIL=20260228T250000 | UNTIL part",
                "FREQ=DAILY;UNTIL=soon | UNTIL part",
                "FREQ=WEEKLY;BYDAY=XX | BYDAY part",
                "FREQ=WEEKLY;BYDAY= | BYDAY part",
                "FREQ=MONTHLY;BYDAY=54MO | BYDAY part",
                "FREQ=MONTHLY;BYMONTHDAY=0 | BYMONTHDAY part",
                "FREQ=MONTHLY;BYMONTHDAY=32 | BYMONTHDAY part",
                "FREQ=YEARLY;BYMONTH=14 | BYMONTH part",
                "FREQ=YEARLY;BYWEEKNO=54 | BYWEEKNO part",
                "FREQ=YEARLY;BYYEARDAY=-367 | BYYEARDAY part",
                "FREQ=DAILY;BYHOUR=24 | BYHOUR part",
                "FREQ=DAILY;BYMINUTE=60 | BYMINUTE part",
                "FREQ=DAILY;BYSECOND=61 | BYSECOND part",
                "FREQ=MONTHLY;BYSETPOS=0 | BYSETPOS part",
                "FREQ=WEEKLY;WKST=1MO | WKST part",
                "'' | no FREQ",
            })
    void refusesAMalformedRuleWithoutQuotingIt(String given, String part) {
        assertThatThrownBy(() -> RecurrenceRule.parse(given))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part)
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void tellsItsParts() {
        RecurrenceRule rule = RecurrenceRule.parse("FREQ=WEEKLY;INTERVAL=2;COUNT=5;BYDAY=MO");

        assertThat(rule.frequency()).isEqualTo(RecurrenceRule.Frequency.WEEKLY);
        assertThat(rule.interval()).isEqualTo(2);
        assertThat(rule.count()).contains(5);
        assertThat(rule.part("BYDAY")).contains("MO");
        assertThat(rule.until()).isEmpty();
        assertThat(RecurrenceRule.parse("FREQ=DAILY").interval()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-31", "2026-03-31T22:00:00", "2026-03-31T22:00:00Z"})
    void keepsTheKindOfItsEnd(String end) {
        RecurrenceRule rule = RecurrenceRule.parse("FREQ=DAILY").withUntil(EventTime.parse(end));

        assertThat(rule.until()).contains(EventTime.parse(end));
    }

    @Test
    void endsInUtcAndDropsItsCountWhenItGetsAnEnd() {
        RecurrenceRule rule = RecurrenceRule.parse("FREQ=DAILY;COUNT=3")
                .withUntil(EventTime.parse("2026-03-01T10:00:00+01:00[Europe/Berlin]"));

        assertThat(rule.text()).isEqualTo("FREQ=DAILY;UNTIL=20260301T090000Z");
    }

    @Test
    void showsNoContent() {
        assertThat(RecurrenceRule.parse("FREQ=WEEKLY;BYDAY=MO")).hasToString("RecurrenceRule[WEEKLY]");
    }
}
