package io.kalends.provider.google.internal;

import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.util.Data;
import com.google.api.services.calendar.model.ConferenceData;
import com.google.api.services.calendar.model.EntryPoint;
import com.google.api.services.calendar.model.Event;
import io.kalends.calendar.Conference;
import io.kalends.calendar.EventLink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where an event is met online, and what is linked to it: its source, which may be written, and attached files. */
final class GoogleExtras {

    private GoogleExtras() {}

    /** Only read: a conference belongs to one event and is never copied to another. */
    static @Nullable Conference conference(Event event) {
        ConferenceData data = event.getConferenceData();
        String link = text(event.getHangoutLink());
        String uri = data == null ? link : joinAt(data).orElse(link);
        String extra = data == null ? "" : json(data);
        if (uri.isBlank() && extra.isBlank()) {
            return null;
        }
        String kind = data == null
                        || data.getConferenceSolution() == null
                        || data.getConferenceSolution().getKey() == null
                ? ""
                : text(data.getConferenceSolution().getKey().getType());
        String label = data == null || data.getConferenceSolution() == null
                ? ""
                : text(data.getConferenceSolution().getName());
        return new Conference(uri, kind, label, extra);
    }

    private static Optional<String> joinAt(ConferenceData data) {
        return data.getEntryPoints() == null
                ? Optional.empty()
                : data.getEntryPoints().stream()
                        .filter(entry -> "video".equals(entry.getEntryPointType()))
                        .map(EntryPoint::getUri)
                        .filter(uri -> uri != null && !uri.isBlank())
                        .findFirst();
    }

    private static String json(ConferenceData data) {
        try {
            return GsonFactory.getDefaultInstance().toString(data);
        } catch (IOException cannotBe) {
            throw new UncheckedIOException(cannotBe);
        }
    }

    static List<EventLink> links(Event event) {
        List<EventLink> links = new ArrayList<>();
        Event.Source source = event.getSource();
        if (source != null && !text(source.getUrl()).isBlank()) {
            links.add(new EventLink(source.getUrl(), text(source.getTitle())));
        }
        if (hasAttachments(event)) {
            event.getAttachments().stream()
                    .filter(file -> !text(file.getFileUrl()).isBlank())
                    .forEach(file -> links.add(new EventLink(file.getFileUrl(), text(file.getTitle()))));
        }
        return links;
    }

    static boolean hasAttachments(Event event) {
        return event.getAttachments() != null && !event.getAttachments().isEmpty();
    }

    /** What Google can hold: one page, as the event's source. */
    static List<EventLink> held(List<EventLink> links) {
        return links.stream().filter(GoogleExtras::isPage).limit(1).toList();
    }

    private static boolean isPage(EventLink link) {
        String uri = link.uri().toLowerCase(Locale.ROOT);
        return uri.startsWith("https://") || uri.startsWith("http://");
    }

    static Event.Source source(List<EventLink> links) {
        return held(links).stream()
                .findFirst()
                .map(link -> new Event.Source().setUrl(link.uri()).setTitle(link.title()))
                .orElseGet(() -> Data.nullOf(Event.Source.class));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
