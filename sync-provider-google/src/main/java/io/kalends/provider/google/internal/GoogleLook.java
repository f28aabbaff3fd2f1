package io.kalends.provider.google.internal;

import com.google.api.client.googleapis.services.AbstractGoogleClientRequest;
import com.google.api.services.calendar.Calendar;
import com.google.api.services.calendar.model.Event;
import com.google.api.services.calendar.model.Events;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventTime;
import io.kalends.http.ApiAnswer;
import io.kalends.http.Meaning;
import io.kalends.sync.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at single events, 50 a call. */
final class GoogleLook {

    private final GoogleSession session;

    GoogleLook(GoogleSession session) {
        this.session = session;
    }

    /** What these ids stand for now. */
    List<Entry<CalendarEvent>> at(Collection<String> ids) {
        Set<String> first = new LinkedHashSet<>(ids);
        // What an occurrence is, is known beside its series alone, which as a rule is the one in its id.
        ids.forEach(id -> EventIds.series(id).ifPresent(first::add));
        Map<String, ApiAnswer> answers = ask(first);
        Set<String> again = missing(answers);
        seriesOfCancelled(answers).stream()
                .filter(series -> !answers.containsKey(series))
                .forEach(again::add);
        Map<String, ApiAnswer> all = new LinkedHashMap<>(answers);
        all.putAll(ask(again));
        if (!ids.isEmpty() && all.values().stream().noneMatch(ApiAnswer::isOk)) {
            // Where the calendar is lost, none of its events is found, and none of them is gone.
            session.checkAccess();
        }
        all.forEach(this::learn);
        List<Entry<CalendarEvent>> entries = new ArrayList<>(ids.size());
        new LinkedHashSet<>(ids).forEach(id -> entries.add(entry(id, all)));
        return entries;
    }

    /** Google advises to ask twice: what was just made may not be found at once. */
    private static Set<String> missing(Map<String, ApiAnswer> answers) {
        Set<String> missing = new LinkedHashSet<>();
        answers.forEach((id, answer) -> {
            if (answer.status() == 404) {
                missing.add(id);
            }
        });
        return missing;
    }

    /** The series without which these events cannot be read, by id; one that is gone as a cancelled event. */
    Map<String, Event> seriesOf(Collection<Event> events) {
        Map<String, Event> series = new LinkedHashMap<>();
        Map<String, ApiAnswer> answers =
                new LinkedHashMap<>(ask(session.series().missing(events)));
        answers.putAll(ask(missing(answers)));
        answers.forEach((id, answer) -> {
            learn(id, answer);
            if (answer.isOk()) {
                series.put(id, read(answer));
            } else if (isGone(answer)) {
                series.put(id, new Event().setId(id).setStatus("cancelled"));
            } else {
                throw GoogleRefusals.TABLE.exception(session.place(), "reading series", answer);
            }
        });
        return series;
    }

    /** What Google shows of these series' dates apart from them. */
    List<Event> datesOf(Collection<Event> series) {
        List<Event> dates = new ArrayList<>();
        List<Calendar.Events.List> asked = new ArrayList<>();
        series.forEach(one -> asked.add(session.requests().ofUid(one.getICalUID())));
        while (!asked.isEmpty()) {
            List<ApiAnswer> answers = session.api().batch(session.place()).sendAll(List.copyOf(asked));
            List<Calendar.Events.List> more = new ArrayList<>();
            for (int i = 0; i < answers.size(); i++) {
                ApiAnswer answer = answers.get(i);
                if (!answer.isOk()) {
                    throw GoogleRefusals.TABLE.exception(session.place(), "reading the dates of a series", answer);
                }
                Events page = GoogleApi.read(answer, Events.class, session.place());
                Stream.ofNullable(page.getItems())
                        .flatMap(List::stream)
                        .filter(GoogleRows::isOccurrence)
                        .forEach(dates::add);
                if (page.getNextPageToken() != null) {
                    more.add(asked.get(i).setPageToken(page.getNextPageToken()));
                }
            }
            asked.clear();
            asked.addAll(more);
        }
        return dates;
    }

    /** A cancelled occurrence is a record while its series lives; of a deleted series Google does not say so. */
    private Set<String> seriesOfCancelled(Map<String, ApiAnswer> answers) {
        Set<String> series = new LinkedHashSet<>();
        answers.values().stream()
                .filter(ApiAnswer::isOk)
                .map(this::read)
                .filter(event -> GoogleRows.isCancelled(event) && GoogleRows.isOccurrence(event))
                .forEach(event -> series.add(event.getRecurringEventId()));
        return series;
    }

    private void learn(String id, ApiAnswer answer) {
        if (answer.isOk()) {
            session.series().learn(read(answer));
        } else if (answer.status() == 404) {
            session.series().lack(id);
        }
    }

    private Map<String, ApiAnswer> ask(Set<String> ids) {
        Map<String, ApiAnswer> answers = new LinkedHashMap<>();
        List<String> all = List.copyOf(ids);
        List<ApiAnswer> answered = session.api()
                .batch(session.place())
                .sendAll(all.stream()
                        .<AbstractGoogleClientRequest<?>>map(session.requests()::get)
                        .toList());
        for (int i = 0; i < all.size(); i++) {
            answers.put(all.get(i), answered.get(i));
        }
        return answers;
    }

    private Entry<CalendarEvent> entry(String id, Map<String, ApiAnswer> answers) {
        ApiAnswer answer = answers.getOrDefault(id, ApiAnswer.lost());
        if (answer.isOk()) {
            Event event = read(answer);
            if (GoogleRows.isOccurrence(event)) {
                return occurrence(id, event, answers);
            }
            return GoogleRows.isGone(event) ? Entry.removed(id) : session.read(event);
        }
        return isMissing(answer) ? occurrence(id, null, answers) : unseen(id, "reading events", answer);
    }

    /** What cannot be seen is not gone: it alone where it is refused, else the whole look. */
    private Entry<CalendarEvent> unseen(String id, String doing, ApiAnswer refused) {
        return switch (GoogleRefusals.meaning(refused)) {
            case REFUSED, FORBIDDEN ->
                Entry.unreadable(id, "Google does not show it (" + GoogleRefusals.words(refused) + ")");
            default -> throw GoogleRefusals.TABLE.exception(session.place(), doing, refused);
        };
    }

    private static boolean isMissing(ApiAnswer answer) {
        Meaning meaning = GoogleRefusals.meaning(answer);
        return meaning == Meaning.MISSING || meaning == Meaning.DELETED;
    }

    /**
     * An occurrence beside its series.
     *
     * @param event what Google shows of it; {@code null} for nothing
     */
    private Entry<CalendarEvent> occurrence(String id, @Nullable Event event, Map<String, ApiAnswer> answers) {
        String named = event != null
                ? event.getRecurringEventId()
                : EventIds.series(id).orElse("");
        ApiAnswer above = answers.get(named);
        if (above != null && !above.isOk() && !isGone(above)) {
            return unseen(id, "reading series", above);
        }
        Event series = above != null && above.isOk() ? read(above) : null;
        if (event != null && GoogleRows.isShown(event, series)) {
            return session.read(event);
        }
        if (series == null || GoogleRows.isGone(series)) {
            return Entry.removed(id);
        }
        if (session.read(series) instanceof Entry.Unreadable<CalendarEvent> unreadable) {
            return Entry.unreadable(id, "its series: " + unreadable.reason());
        }
        EventTime leftOut = session.events().excludedDates(series).get(id);
        if (leftOut != null) {
            return Entry.present(session.events().excludedDate(series, leftOut));
        }
        return event != null && GoogleRows.isCancelled(event) ? session.read(event) : Entry.removed(id);
    }

    private boolean isGone(ApiAnswer series) {
        return series.isOk() ? GoogleRows.isCancelled(read(series)) : series.status() == 404 || series.status() == 410;
    }

    private Event read(ApiAnswer answer) {
        return GoogleApi.read(answer, Event.class, session.place());
    }
}
