package io.kalends.provider.google.internal;

import com.google.api.client.googleapis.services.AbstractGoogleClientRequest;
import com.google.api.services.calendar.model.Event;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventTime;
import io.kalends.http.ApiAnswer;
import io.kalends.http.WriteTask.Step;
import io.kalends.sync.WriteResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The dates of one series that a request leaves out by lines of that series: none for those that it was made without, one
 * patch for all others. Where Google does not
 * take it, each date is looked at by itself.
 */
final class LeftOutTogether {

    /** How often a series that changed between the look and the write is looked at again. */
    private static final int TRIES = 3;

    private final GoogleSession session;
    private final String series;
    private final Map<String, WriteResult<CalendarEvent>> already = new HashMap<>();
    private final List<GoogleOccurrence> dates = new ArrayList<>();
    private int tries;
    private boolean refused;

    LeftOutTogether(GoogleSession session, String series) {
        this.session = session;
        this.series = series;
        session.series()
                .own(series)
                .ifPresent(made -> session.events()
                        .excludedDates(made)
                        .forEach((id, date) -> already.put(
                                id, WriteResult.applied(session.events().excludedDate(made, date)))));
    }

    void add(GoogleOccurrence date) {
        WriteResult<CalendarEvent> done = already.get(EventIds.occurrence(series, date.originalStart()));
        if (done != null) {
            date.done(done);
        } else if (refused) {
            date.done(WriteResult.needless(GoogleOccurrence.TAKES_OUT_NOTHING));
        } else if (tries >= TRIES) {
            date.done(WriteResult.deferred("its series changes while it is written", null));
        } else {
            dates.add(date);
        }
    }

    boolean has(GoogleOccurrence date) {
        return dates.contains(date);
    }

    /** The patch of the series as it was last seen. */
    Step<AbstractGoogleClientRequest<?>> step() {
        Event rule = session.series().of(series).orElse(null);
        return rule == null
                ? Step.look(session.requests().get(series))
                : Step.write(
                        session.requests().patch(series, session.events().leavingOut(rule, names()), rule.getEtag()));
    }

    private List<EventTime> names() {
        return dates.stream()
                .filter(date -> !date.isDone())
                .map(GoogleOccurrence::name)
                .toList();
    }

    void answer(ApiAnswer answer) {
        if (session.series().of(series).isEmpty()) {
            dates.clear();
        } else if (answer.isOk()) {
            written(GoogleApi.read(answer, Event.class, session.place()));
        } else {
            notWritten(answer);
        }
    }

    private void written(Event now) {
        if (session.series().own(series).isPresent()) {
            session.series().write(now);
        } else {
            session.series().learn(now);
        }
        Map<String, EventTime> leftOut = session.events().excludedDates(now);
        finish(date -> {
            EventTime there = leftOut.get(EventIds.occurrence(series, date.originalStart()));
            return there == null
                    ? WriteResult.needless(GoogleOccurrence.TAKES_OUT_NOTHING)
                    : WriteResult.applied(session.events().excludedDate(now, there));
        });
    }

    private void notWritten(ApiAnswer answer) {
        switch (GoogleRefusals.meaning(answer)) {
            case CHANGED -> {
                tries++;
                dates.clear();
            }
            case REFUSED, FORBIDDEN -> {
                refused = true;
                dates.clear();
            }
            default -> finish(date -> GoogleOccurrence.withoutSeries(answer));
        }
    }

    private void finish(Function<GoogleOccurrence, WriteResult<CalendarEvent>> outcome) {
        dates.stream().filter(date -> !date.isDone()).forEach(date -> date.done(outcome.apply(date)));
        dates.clear();
    }
}
