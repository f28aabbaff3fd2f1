package io.kalends.provider.google.internal;

import com.google.api.services.calendar.model.Event;
import io.kalends.provider.google.internal.GoogleErrors.Meaning;
import io.kalends.sync.Entry;
import io.kalends.sync.calendar.CalendarEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at single events, 50 a call. */
final class GoogleLook {

    private final GoogleSession session;

    GoogleLook(GoogleSession session) {
        this.session = session;
    }

    /** What these ids stand for now. */
    List<Entry<CalendarEvent>> at(Collection<String> ids) {
        Map<String, GoogleAnswer> answers = ask(new LinkedHashSet<>(ids));
        Set<String> again = new LinkedHashSet<>();
        answers.forEach((id, answer) -> {
            // Google advises to ask twice: what was just made may not be found at once.
            if (answer.status() == 404) {
                again.add(id);
            }
        });
        Set<String> series = seriesOfCancelled(answers);
        again.addAll(series);
        Map<String, GoogleAnswer> second = ask(again);
        series.forEach(id -> learn(second.get(id)));
        List<Entry<CalendarEvent>> entries = new ArrayList<>(answers.size());
        answers.forEach((id, answer) -> entries.add(entry(id, second.getOrDefault(id, answer), second)));
        return entries;
    }

    /** The series without which these events cannot be read, by id; one that is gone as a cancelled event. */
    Map<String, Event> seriesOf(Collection<Event> events) {
        Map<String, Event> series = new LinkedHashMap<>();
        ask(session.series().missing(events)).forEach((id, answer) -> {
            if (answer.isOk()) {
                Event event = answer.read(Event.class, session.place());
                session.series().learn(event);
                series.put(id, event);
            } else if (isGone(answer)) {
                series.put(id, new Event().setId(id).setStatus("cancelled"));
            } else {
                throw GoogleErrors.exception(session.place(), "reading series", answer.problem());
            }
        });
        return series;
    }

    /** A cancelled occurrence is a record while its series lives; of a deleted series Google does not say so. */
    private Set<String> seriesOfCancelled(Map<String, GoogleAnswer> answers) {
        Set<String> series = new LinkedHashSet<>();
        answers.values().stream()
                .filter(GoogleAnswer::isOk)
                .map(answer -> answer.read(Event.class, session.place()))
                .filter(event -> GoogleRows.isCancelled(event) && GoogleRows.isOccurrence(event))
                .forEach(event -> series.add(event.getRecurringEventId()));
        return series;
    }

    private void learn(@Nullable GoogleAnswer answer) {
        if (answer != null && answer.isOk()) {
            session.series().learn(answer.read(Event.class, session.place()));
        }
    }

    private Map<String, GoogleAnswer> ask(Set<String> ids) {
        Map<String, GoogleAnswer> answers = new LinkedHashMap<>();
        GoogleBatch batch = new GoogleBatch(session.http(), session.place());
        List<String> all = List.copyOf(ids);
        for (int at = 0; at < all.size(); at += GoogleBatch.SIZE) {
            List<String> some = all.subList(at, Math.min(all.size(), at + GoogleBatch.SIZE));
            List<GoogleAnswer> answered =
                    batch.send(some.stream().map(session.requests()::get).toList());
            for (int i = 0; i < some.size(); i++) {
                answers.put(some.get(i), answered.get(i));
            }
        }
        return answers;
    }

    private Entry<CalendarEvent> entry(String id, GoogleAnswer answer, Map<String, GoogleAnswer> others) {
        if (answer.isOk()) {
            Event event = answer.read(Event.class, session.place());
            GoogleAnswer series = GoogleRows.isOccurrence(event) ? others.get(event.getRecurringEventId()) : null;
            boolean gone = GoogleRows.isGone(event) || (series != null && isGone(series));
            return gone ? Entry.removed(id) : session.read(event);
        }
        GoogleProblem problem = answer.problem();
        Meaning meaning = GoogleErrors.meaning(problem);
        return switch (meaning) {
            case MISSING, DELETED -> Entry.removed(id);
            case REFUSED, FORBIDDEN -> Entry.unreadable(id, "Google does not show it (" + problem.words() + ")");
            default -> throw GoogleErrors.exception(session.place(), "reading events", problem);
        };
    }

    private boolean isGone(GoogleAnswer series) {
        return series.isOk()
                ? GoogleRows.isCancelled(series.read(Event.class, session.place()))
                : series.status() == 404 || series.status() == 410;
    }
}
