package io.kalends.icalendar;

import io.kalends.icalendar.text.ContentLine;
import io.kalends.icalendar.text.IcsComponent;
import io.kalends.icalendar.text.IcsDocument;
import io.kalends.icalendar.text.IcsLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A calendar's bytes and what they mean.
 *
 * @param version a hash of the bytes
 */
public record CalendarText(IcsDocument document, EventRows rows, String version) {

    /** The version of a calendar that is not there. */
    public static final String NO_FILE = "none";

    private static final String PRODUCT = "-//Kalends//Kalends//EN";

    /** Reads a calendar. */
    public static CalendarText of(byte[] bytes, ZoneId zone, Instant now) {
        try (InputStream in = new ByteArrayInputStream(bytes)) {
            return of(in, null, zone, now, EventIds.hash(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static CalendarText of(InputStream in, @Nullable Charset charset, ZoneId zone, Instant now, String version)
            throws IOException {
        IcsDocument document = IcsDocument.read(in, charset, IcsLimits.defaults());
        return new CalendarText(document, EventRows.of(document, zone, year(now)), version);
    }

    /** The same calendar, of which some events go by another name than their UID. */
    public CalendarText named(Map<String, String> names, ZoneId zone, Instant now) {
        return new CalendarText(document, EventRows.of(document, zone, year(now), names), version);
    }

    /** A calendar as we wrote it. */
    public static CalendarText of(IcsDocument document, EventRows rows) {
        return new CalendarText(document, rows, EventIds.hash(document.bytes()));
    }

    /** A calendar that is not there yet: what its first write begins with. */
    public static CalendarText empty() {
        IcsComponent calendar = IcsComponent.of(
                "VCALENDAR", List.of(ContentLine.of("VERSION", "2.0"), ContentLine.of("PRODID", PRODUCT)));
        return new CalendarText(IcsDocument.of(List.of(calendar)), EventRows.none(), NO_FILE);
    }

    public boolean isMissing() {
        return version.equals(NO_FILE);
    }

    /** Whether there is nothing in a document but definitions of zones. */
    public static boolean holdsNothing(IcsDocument document) {
        return document.broken().isEmpty()
                && document.calendars().stream()
                        .flatMap(calendar -> calendar.components().stream())
                        .allMatch(part -> part.name().equals("VTIMEZONE"));
    }

    static Year year(Instant now) {
        return Year.of(now.atZone(ZoneOffset.UTC).getYear());
    }
}
