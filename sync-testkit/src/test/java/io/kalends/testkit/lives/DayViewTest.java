package io.kalends.testkit.lives;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.EventTime;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person in Berlin sees of a daily series at nine. */
class DayViewTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final EventTime NINE = at(27);
    private static final Item SERIES = Item.of(
                    new Texts("standup", "", ""),
                    NINE,
                    EventTime.zoned(LocalDateTime.of(2026, 3, 27, 9, 30), BERLIN),
                    "FREQ=DAILY")
            .handle("series");

    private final DayView days = view(true);

    private static DayView view(boolean offSchedule) {
        return new DayView(DayViewTest::daily, BERLIN, LocalDate.of(2026, 3, 31), offSchedule);
    }

    private static EventTime at(int day) {
        return EventTime.zoned(LocalDateTime.of(2026, 3, day, 9, 0), BERLIN);
    }

    private static List<LocalDateTime> daily(String rule, LocalDateTime start, LocalDateTime before) {
        List<LocalDateTime> starts = new ArrayList<>();
        for (LocalDateTime one = start; one.isBefore(before); one = one.plusDays(1)) {
            starts.add(one);
        }
        return starts;
    }

    private static Item apart(int day) {
        return Item.of(new Texts("moved", "", ""), at(day), at(day), "").occurrence("series", at(day));
    }

    private List<String> starts(Item... items) {
        return days.of(List.of(items)).stream()
                .map(entry -> entry.texts().title() + " " + entry.start())
                .toList();
    }

    @Test
    void showsEachDateAtItsWallTimeThoughTheClocksChange() {
        assertThat(starts(SERIES))
                .containsExactly(
                        "standup 2026-03-27 09:00",
                        "standup 2026-03-28 09:00",
                        "standup 2026-03-29 09:00",
                        "standup 2026-03-30 09:00");
    }

    @Test
    void showsAnOccurrenceApartInThePlaceOfItsDate() {
        assertThat(starts(SERIES.repeating("FREQ=DAILY;UNTIL=20260328T070000Z"), apart(27)))
                .containsExactly("moved 2026-03-27 09:00");
    }

    @Test
    void showsNoDateThatIsLeftOutOrCalledOff() {
        Item brief = SERIES.repeating("FREQ=DAILY;UNTIL=20260329T070000Z");

        assertThat(starts(brief.excluding(List.of(at(28))), apart(27).cancelled(true)))
                .containsExactly("standup 2026-03-29 09:00");
    }

    @Test
    void passesOverAnOccurrenceOffScheduleWhereASideCannotHoldIt() {
        Item early = apart(20);

        assertThat(view(true).of(List.of(SERIES, early))).hasSize(5);
        assertThat(view(false).of(List.of(SERIES, early))).hasSize(4);
    }
}
