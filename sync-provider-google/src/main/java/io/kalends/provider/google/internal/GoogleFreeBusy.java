package io.kalends.provider.google.internal;

import com.google.api.client.util.DateTime;
import com.google.api.services.calendar.model.FreeBusyCalendar;
import com.google.api.services.calendar.model.FreeBusyRequest;
import com.google.api.services.calendar.model.FreeBusyRequestItem;
import com.google.api.services.calendar.model.FreeBusyResponse;
import com.google.api.services.calendar.model.TimePeriod;
import io.kalends.http.ApiAnswer;
import io.kalends.sync.Place;
import io.kalends.sync.spi.BusyTimes;
import io.kalends.sync.spi.BusyTimes.Span;
import io.kalends.sync.spi.FreeBusy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks when calendars are busy, 50 of them a call. */
final class GoogleFreeBusy implements FreeBusy {

    private static final int SIZE = 50;

    private final GoogleApi api;

    GoogleFreeBusy(GoogleApi api) {
        this.api = api;
    }

    @Override
    public List<BusyTimes> busy(Collection<String> collections, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("busy times are asked for from an instant to a later one");
        }
        List<String> all = List.copyOf(collections);
        List<BusyTimes> busy = new ArrayList<>(all.size());
        for (int at = 0; at < all.size(); at += SIZE) {
            List<String> some = all.subList(at, Math.min(all.size(), at + SIZE));
            FreeBusyResponse answer = ask(some, from, to);
            some.forEach(id -> busy.add(of(
                    id,
                    answer.getCalendars() == null ? null : answer.getCalendars().get(id))));
        }
        return busy;
    }

    private FreeBusyResponse ask(List<String> ids, Instant from, Instant to) {
        Place place = GoogleRefusals.place("busy times");
        FreeBusyRequest request = new FreeBusyRequest()
                .setTimeMin(new DateTime(from.toEpochMilli()))
                .setTimeMax(new DateTime(to.toEpochMilli()))
                .setItems(ids.stream()
                        .map(id -> new FreeBusyRequestItem().setId(id))
                        .toList());
        ApiAnswer answer = api.send(place, GoogleRequests.busy(api.calendar(), request));
        if (!answer.isOk()) {
            throw GoogleRefusals.TABLE.exception(place, "asking for busy times", answer);
        }
        return GoogleApi.read(answer, FreeBusyResponse.class, place);
    }

    private static BusyTimes of(String id, @Nullable FreeBusyCalendar calendar) {
        if (calendar == null) {
            return new BusyTimes(id, List.of(), "Google did not answer for it");
        }
        if (calendar.getErrors() != null && !calendar.getErrors().isEmpty()) {
            return new BusyTimes(
                    id, List.of(), String.valueOf(calendar.getErrors().get(0).getReason()));
        }
        return new BusyTimes(id, merged(calendar.getBusy() == null ? List.of() : calendar.getBusy()), null);
    }

    private static List<Span> merged(List<TimePeriod> periods) {
        List<Span> spans = new ArrayList<>(periods.stream()
                .filter(period -> period.getStart().getValue() < period.getEnd().getValue())
                .map(period -> new Span(instant(period.getStart()), instant(period.getEnd())))
                .sorted(Comparator.comparing(Span::from))
                .toList());
        List<Span> merged = new ArrayList<>();
        for (Span span : spans) {
            Span last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last == null || span.from().isAfter(last.to())) {
                merged.add(span);
            } else if (span.to().isAfter(last.to())) {
                merged.set(merged.size() - 1, new Span(last.from(), span.to()));
            }
        }
        return merged;
    }

    private static Instant instant(DateTime time) {
        return Instant.ofEpochMilli(time.getValue());
    }
}
