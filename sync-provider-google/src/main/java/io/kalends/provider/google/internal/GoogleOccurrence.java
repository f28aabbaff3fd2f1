package io.kalends.provider.google.internal;

import com.google.api.client.googleapis.services.AbstractGoogleClientRequest;
import com.google.api.services.calendar.model.Event;
import com.google.api.services.calendar.model.EventDateTime;
import com.google.api.services.calendar.model.Events;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventStatus;
import io.kalends.calendar.EventTime;
import io.kalends.http.ApiAnswer;
import io.kalends.http.Meaning;
import io.kalends.sync.Write;
import io.kalends.sync.WriteResult;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sets an occurrence apart from its series: Google has each occurrence already, under an id of its own, which is looked up by
 * its original start and patched. A date that is called off is left out by a line of its series where nobody can have
 * touched it: in a series that was just made, or if its series has no such date.
 */
final class GoogleOccurrence extends GoogleTask {

    /** What to do about an occurrence for which its series has no place. */
    static final String GIVE_A_DATE = "give it a date of the series, or make it an event of its own";

    /** Why a date that is called off is not written. */
    static final String TAKES_OUT_NOTHING = "it is cancelled, and its series has no such date at Google";

    /** How often an occurrence that changed between the look and the write is looked at again. */
    private static final int TRIES = 3;

    private final Write.Create<CalendarEvent> create;
    private final String series;
    /** As Google holds it: never floating. */
    private final EventTime originalStart;

    private @Nullable Event occurrence;
    private @Nullable String page;
    private int tries;
    private final LeftOutTogether leftOut;

    GoogleOccurrence(
            GoogleSession session, Write.Create<CalendarEvent> create, String series, LeftOutTogether leftOut) {
        super(
                session,
                series + " "
                        + create.record()
                                .originalStart()
                                .map(EventTime::occurrenceKey)
                                .orElse(""));
        this.create = create;
        this.series = series;
        this.originalStart = new GoogleTimes(session.zone())
                .held(create.record().originalStart().orElse(create.record().start()));
        this.leftOut = leftOut;
        if (isCalledOff()) {
            session.series()
                    .own(series)
                    .filter(rule -> session.events().mayLeaveOut(rule, originalStart))
                    .ifPresent(rule -> leftOut.add(this));
        }
    }

    private boolean isCalledOff() {
        return create.record().status() == EventStatus.CANCELLED;
    }

    /** As Google holds it. */
    EventTime originalStart() {
        return originalStart;
    }

    /** As its record is named. */
    EventTime name() {
        return create.record().originalStart().orElse(originalStart);
    }

    /** The lines of a series are written by one at a time. */
    @Override
    protected String target() {
        return leftOut.has(this) ? series : super.target();
    }

    @Override
    protected Step<AbstractGoogleClientRequest<?>> step() {
        if (leftOut.has(this)) {
            return leftOut.step();
        }
        Event there = occurrence;
        return there == null
                ? Step.look(
                        session()
                                .requests()
                                .occurrence(series, text(originalStart))
                                .setPageToken(page),
                        session().requests().get(series))
                : Step.write(session()
                        .requests()
                        .patch(
                                there.getId(),
                                OccurrenceReset.undone(session().events().occurrence(create), there),
                                there.getEtag()));
    }

    @Override
    protected void answer(List<ApiAnswer> answers) {
        if (leftOut.has(this)) {
            leftOut.answer(answers.get(0));
        } else if (occurrence == null) {
            looked(answers.get(0), answers.get(1));
        } else {
            answer(answers.get(0));
        }
    }

    @Override
    protected void answer(ApiAnswer answer) {
        if (answer.isOk()) {
            done(stored(read(answer), false));
        } else if (GoogleRefusals.meaning(answer) == Meaning.CHANGED && ++tries < TRIES) {
            occurrence = null;
        } else {
            done(withoutSeries(answer));
        }
    }

    private void looked(ApiAnswer occurrences, ApiAnswer above) {
        if (!occurrences.isOk() || !above.isOk()) {
            done(withoutSeries(above.isOk() ? occurrences : above));
            return;
        }
        Event rule = read(above);
        session().series().learn(rule);
        Events answered = GoogleApi.read(occurrences, Events.class, session().place());
        List<Event> found = answered.getItems();
        Event there = found == null
                ? null
                : found.stream()
                        .filter(event -> isAt(event.getOriginalStartTime()))
                        .findFirst()
                        .orElse(null);
        // A page may be empty and another follow.
        page = there == null ? answered.getNextPageToken() : null;
        if (page != null) {
            return;
        }
        if (GoogleRows.isGone(rule)) {
            done(WriteResult.deferred("its series is deleted", null));
        } else if (there == null && leftOut(rule)) {
            return;
        } else if (there == null && isCalledOff() && session().events().mayLeaveOut(rule, originalStart)) {
            leftOut.add(this);
        } else if (there == null) {
            done(
                    isCalledOff()
                            ? WriteResult.needless(TAKES_OUT_NOTHING)
                            : WriteResult.rejected(
                                    "the series has no occurrence at that start, or none any more → " + GIVE_A_DATE));
        } else if (OccurrenceReset.isAsRule(there) || OccurrenceReset.isLike(rule, there)) {
            occurrence = there;
        } else {
            // Made by an earlier try, or by somebody else.
            done(stored(there, true));
        }
    }

    /** A date that the series leaves out is a cancelled occurrence already. */
    private boolean leftOut(Event rule) {
        String id = EventIds.occurrence(series, originalStart);
        EventTime date = session().events().excludedDates(rule).get(id);
        if (date != null) {
            done(WriteResult.found(session().events().excludedDate(rule, date)));
        }
        return date != null;
    }

    /** The series may be gone, which the next run finds out, or not be there yet. */
    static WriteResult<CalendarEvent> withoutSeries(ApiAnswer refused) {
        return switch (GoogleRefusals.meaning(refused)) {
            case MISSING, DELETED, CHANGED ->
                WriteResult.deferred("its series cannot be found (" + GoogleRefusals.words(refused) + ")", null);
            default -> GoogleRefusals.TABLE.result(refused);
        };
    }

    private boolean isAt(@Nullable EventDateTime start) {
        return start != null
                && new GoogleTimes(session().zone()).read(start).occurrenceKey().equals(originalStart.occurrenceKey());
    }

    /** As Google writes it: a day, or a time with an offset. */
    private static String text(EventTime start) {
        return start.fold(
                EventTime.AllDay::text,
                zoned -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(zoned.time()),
                EventTime.Floating::text);
    }
}
