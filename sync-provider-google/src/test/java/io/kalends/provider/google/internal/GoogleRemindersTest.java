package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Reminder;
import io.kalends.testkit.EventSamples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reminders that Google cannot hold, and an edit of the others there. */
class GoogleRemindersTest extends AppAndGoogle {

    @Test
    void anEditAtGoogleLosesNoneThatGoogleCannotHold() {
        Reminder atEight = Reminder.display(Duration.ofHours(-8));
        Reminder theDayBefore = Reminder.display(Duration.ofHours(15));
        Reminder sixWeeksBefore = Reminder.email(Duration.ofDays(42));
        world.app.put(CalendarEvent.builder("birthday")
                .title("birthday")
                .start(EventTime.allDay(EventSamples.MONDAY))
                .reminders(List.of(atEight, theDayBefore, sixWeeksBefore))
                .build());
        settle();
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        ObjectNode reminders = change.putObject("reminders").put("useDefault", false);
        reminders.withArray("overrides").addObject().put("method", "popup").put("minutes", 30);
        reminders.withArray("overrides").addObject().put("method", "email").put("minutes", 40_320);
        world.google.calendar().patch(googleId("birthday"), change);

        settle();

        assertThat(onlyOneInTheApp().reminders())
                .containsExactlyInAnyOrder(atEight, sixWeeksBefore, Reminder.display(Duration.ofMinutes(30)));
    }
}
