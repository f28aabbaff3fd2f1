package io.kalends.icalendar;

import static java.util.Map.entry;

import io.kalends.calendar.Attendee;
import io.kalends.calendar.Availability;
import io.kalends.calendar.Conference;
import io.kalends.calendar.EventLink;
import io.kalends.calendar.Organizer;
import io.kalends.calendar.Reminder;
import io.kalends.calendar.Visibility;
import io.kalends.icalendar.text.ContentLine;
import io.kalends.icalendar.text.IcsComponent;
import io.kalends.icalendar.text.IcsDuration;
import io.kalends.icalendar.text.IcsFormatException;
import io.kalends.icalendar.text.IcsParameter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parts of an event that are more than one text or time, both ways. Pure. */
final class EventParts {

    private static final String BUSY_STATUS = "X-MICROSOFT-CDO-BUSYSTATUS";
    private static final String ALT_DESC = "X-ALT-DESC";
    private static final String MORE_LINK = "X-KALENDS-LINK";
    private static final String GOOGLE_CONFERENCE = "X-GOOGLE-CONFERENCE";
    private static final String TEAMS_CONFERENCE = "X-MICROSOFT-SKYPETEAMSMEETINGURL";

    /** What the event model holds; everything else is kept as it is. */
    private static final Set<String> KNOWN = Set.of(
            "BEGIN",
            "END",
            "UID",
            "RECURRENCE-ID",
            "DTSTAMP",
            "CREATED",
            "LAST-MODIFIED",
            "SEQUENCE",
            "STATUS",
            "SUMMARY",
            "DESCRIPTION",
            "LOCATION",
            "DTSTART",
            "DTEND",
            "DURATION",
            "RRULE",
            "RDATE",
            "EXDATE",
            "ATTENDEE",
            "ORGANIZER",
            "TRANSP",
            "CLASS",
            "CATEGORIES",
            "COLOR",
            "CONFERENCE",
            "URL",
            BUSY_STATUS,
            MORE_LINK,
            GOOGLE_CONFERENCE,
            TEAMS_CONFERENCE,
            EventRows.ORIGIN);

    private static final Map<String, Attendee.Role> ROLES = Map.ofEntries(
            entry("CHAIR", Attendee.Role.CHAIR),
            entry("REQ-PARTICIPANT", Attendee.Role.REQUIRED),
            entry("OPT-PARTICIPANT", Attendee.Role.OPTIONAL),
            entry("NON-PARTICIPANT", Attendee.Role.NON_PARTICIPANT));
    private static final Map<String, Attendee.Response> RESPONSES = Map.ofEntries(
            entry("NEEDS-ACTION", Attendee.Response.NEEDS_ACTION),
            entry("ACCEPTED", Attendee.Response.ACCEPTED),
            entry("TENTATIVE", Attendee.Response.TENTATIVE),
            entry("DECLINED", Attendee.Response.DECLINED),
            entry("DELEGATED", Attendee.Response.DELEGATED));
    private static final Map<String, Attendee.Kind> KINDS = Map.ofEntries(
            entry("INDIVIDUAL", Attendee.Kind.INDIVIDUAL),
            entry("GROUP", Attendee.Kind.GROUP),
            entry("RESOURCE", Attendee.Kind.RESOURCE),
            entry("ROOM", Attendee.Kind.ROOM),
            entry("UNKNOWN", Attendee.Kind.UNKNOWN));

    private EventParts() {}

    /** Whether a line means something to the event model or to the form of the file. */
    static boolean isKnown(ContentLine line) {
        return (KNOWN.contains(line.name()) && !isWithoutAddress(line)) || isHtml(line);
    }

    // --- description ---

    private static boolean isHtml(ContentLine line) {
        return line.name().equals(ALT_DESC)
                && line.parameter("FMTTYPE")
                        .map(type -> type.equalsIgnoreCase("text/html"))
                        .orElse(false);
    }

    static String html(IcsComponent component) {
        return component.lines(ALT_DESC).stream()
                .filter(EventParts::isHtml)
                .map(ContentLine::text)
                .findFirst()
                .orElse("");
    }

    /** The lines of X-ALT-DESC with another HTML description. */
    static List<ContentLine> html(IcsComponent component, String html) {
        List<ContentLine> lines = new ArrayList<>();
        component.lines(ALT_DESC).stream().filter(line -> !isHtml(line)).forEach(lines::add);
        if (!html.isEmpty()) {
            lines.add(ContentLine.ofText(ALT_DESC, html, IcsParameter.of("FMTTYPE", "text/html")));
        }
        return lines;
    }

    static String htmlName() {
        return ALT_DESC;
    }

    // --- people ---

    /** Someone with a name at most: the model knows people by their addresses, so that the line is kept as it is. */
    private static boolean isWithoutAddress(ContentLine line) {
        if (!line.name().equals("ATTENDEE") && !line.name().equals("ORGANIZER")) {
            return false;
        }
        String address = line.value().strip();
        return address.isEmpty() || address.equalsIgnoreCase("mailto:");
    }

    private static Stream<ContentLine> people(IcsComponent component, String name, boolean withAddress) {
        return component.lines(name).stream().filter(line -> isWithoutAddress(line) != withAddress);
    }

    static List<Attendee> attendees(IcsComponent component) {
        return people(component, "ATTENDEE", true).map(EventParts::attendee).toList();
    }

    private static Attendee attendee(ContentLine line) {
        return new Attendee(
                line.value().strip(),
                line.parameter("CN").orElse(""),
                named(ROLES, line, "ROLE", Attendee.Role.REQUIRED),
                named(RESPONSES, line, "PARTSTAT", Attendee.Response.NEEDS_ACTION),
                named(KINDS, line, "CUTYPE", Attendee.Kind.INDIVIDUAL));
    }

    /** The lines of these people; one who has not changed keeps the line, with all that stands on it. */
    static List<ContentLine> attendees(IcsComponent old, List<Attendee> attendees) {
        List<ContentLine> lines = new ArrayList<>();
        for (Attendee attendee : attendees) {
            ContentLine before = people(old, "ATTENDEE", true)
                    .filter(line -> attendee(line).address().equalsIgnoreCase(attendee.address()))
                    .findFirst()
                    .orElse(null);
            lines.add(before != null && attendee(before).equals(attendee) ? before : line(before, attendee));
        }
        people(old, "ATTENDEE", false).forEach(lines::add);
        return lines;
    }

    private static ContentLine line(@Nullable ContentLine before, Attendee attendee) {
        ContentLine line = before != null ? before : ContentLine.of("ATTENDEE", address(attendee.address()));
        return named(line, attendee.name())
                .withParameter(IcsParameter.of("ROLE", nameOf(ROLES, attendee.role())))
                .withParameter(IcsParameter.of("PARTSTAT", nameOf(RESPONSES, attendee.response())))
                .withParameter(IcsParameter.of("CUTYPE", nameOf(KINDS, attendee.kind())));
    }

    private static String address(String address) {
        return address.contains(":") ? address : "mailto:" + address;
    }

    private static ContentLine named(ContentLine line, String name) {
        return name.isEmpty() ? line.withoutParameter("CN") : line.withParameter(IcsParameter.of("CN", name));
    }

    static @Nullable Organizer organizer(IcsComponent component) {
        return people(component, "ORGANIZER", true)
                .map(EventParts::organizer)
                .findFirst()
                .orElse(null);
    }

    private static Organizer organizer(ContentLine line) {
        return new Organizer(line.value().strip(), line.parameter("CN").orElse(""));
    }

    /** The lines of this organizer; the one who stays keeps what else stands on the line. */
    static List<ContentLine> organizer(IcsComponent old, @Nullable Organizer organizer) {
        List<ContentLine> lines = new ArrayList<>();
        if (organizer != null) {
            ContentLine line = people(old, "ORGANIZER", true)
                    .filter(before -> organizer(before).address().equalsIgnoreCase(organizer.address()))
                    .findFirst()
                    .orElseGet(() -> ContentLine.of("ORGANIZER", address(organizer.address())));
            lines.add(named(line, organizer.name()));
        }
        people(old, "ORGANIZER", false).forEach(lines::add);
        return lines;
    }

    private static <T> T named(Map<String, T> names, ContentLine line, String parameter, T otherwise) {
        return line.parameter(parameter)
                .map(value -> names.getOrDefault(value.toUpperCase(Locale.ROOT), otherwise))
                .orElse(otherwise);
    }

    private static <T> String nameOf(Map<String, T> names, T value) {
        return names.entrySet().stream()
                .filter(name -> name.getValue().equals(value))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    // --- free or busy ---

    static Availability availability(IcsComponent component) {
        return switch (EventReader.word(component, BUSY_STATUS)) {
            case "FREE" -> Availability.FREE;
            case "TENTATIVE" -> Availability.TENTATIVE;
            case "OOF" -> Availability.OUT_OF_OFFICE;
            default ->
                EventReader.word(component, "TRANSP").equals("TRANSPARENT") ? Availability.FREE : Availability.BUSY;
        };
    }

    static IcsComponent availability(IcsComponent component, Availability availability) {
        boolean free = availability == Availability.FREE;
        String status = switch (availability) {
            case FREE -> "FREE";
            case BUSY -> "BUSY";
            case TENTATIVE -> "TENTATIVE";
            case OUT_OF_OFFICE -> "OOF";
        };
        IcsComponent written = component.with(ContentLine.of("TRANSP", free ? "TRANSPARENT" : "OPAQUE"));
        boolean saysMore = availability == Availability.TENTATIVE || availability == Availability.OUT_OF_OFFICE;
        return saysMore || component.line(BUSY_STATUS).isPresent()
                ? written.with(ContentLine.of(BUSY_STATUS, status))
                : written;
    }

    static Visibility visibility(IcsComponent component) {
        return switch (EventReader.word(component, "CLASS")) {
            case "PUBLIC" -> Visibility.PUBLIC;
            case "PRIVATE" -> Visibility.PRIVATE;
            case "CONFIDENTIAL" -> Visibility.CONFIDENTIAL;
            default -> Visibility.DEFAULT;
        };
    }

    // --- reminders ---

    static List<Reminder> reminders(IcsComponent component) {
        List<Reminder> reminders = new ArrayList<>();
        for (IcsComponent alarm : component.components("VALARM")) {
            Reminder reminder = reminder(alarm);
            if (reminder != null) {
                reminders.add(reminder);
            }
        }
        return reminders;
    }

    /** The reminder of an alarm that counts from the start; an alarm of another kind stays as it is. */
    private static @Nullable Reminder reminder(IcsComponent alarm) {
        ContentLine trigger = alarm.line("TRIGGER").orElse(null);
        String action = EventReader.word(alarm, "ACTION");
        if (trigger == null
                || !trigger.value().contains("P")
                || trigger.parameter("RELATED")
                        .map(related -> related.equalsIgnoreCase("END"))
                        .orElse(false)
                || !(action.equals("DISPLAY") || action.equals("EMAIL"))) {
            return null;
        }
        try {
            IcsDuration length = IcsDuration.of(trigger);
            Duration before = Duration.ofDays(length.days()).plus(length.time()).negated();
            return new Reminder(before, action.equals("EMAIL") ? Reminder.Method.EMAIL : Reminder.Method.DISPLAY);
        } catch (IcsFormatException e) {
            return null;
        }
    }

    /** The alarms for these reminders; one that is there already stays as it is, and so do alarms of other kinds. */
    static List<IcsComponent> alarms(IcsComponent old, List<Reminder> reminders, String title) {
        List<IcsComponent> alarms = new ArrayList<>();
        List<Reminder> missing = new ArrayList<>(reminders);
        for (IcsComponent alarm : old.components("VALARM")) {
            Reminder reminder = reminder(alarm);
            if (reminder == null || missing.remove(reminder)) {
                alarms.add(alarm);
            }
        }
        for (Reminder reminder : missing) {
            List<ContentLine> lines = new ArrayList<>();
            boolean mail = reminder.method() == Reminder.Method.EMAIL;
            lines.add(ContentLine.of("ACTION", mail ? "EMAIL" : "DISPLAY"));
            lines.add(ContentLine.of(
                    "TRIGGER", IcsDuration.of(reminder.before().negated()).value()));
            lines.add(ContentLine.ofText("DESCRIPTION", title));
            if (mail) {
                lines.add(ContentLine.ofText("SUMMARY", title));
            }
            alarms.add(IcsComponent.of("VALARM", lines));
        }
        return alarms;
    }

    // --- words and addresses ---

    static List<String> categories(IcsComponent component) {
        return component.lines("CATEGORIES").stream()
                .flatMap(line -> line.texts().stream())
                .map(String::strip)
                .filter(category -> !category.isEmpty())
                .toList();
    }

    static @Nullable Conference conference(IcsComponent component) {
        ContentLine line = component
                .line("CONFERENCE")
                .or(() -> component.line(GOOGLE_CONFERENCE))
                .or(() -> component.line(TEAMS_CONFERENCE))
                .orElse(null);
        if (line == null || line.value().isBlank()) {
            return null;
        }
        return new Conference(
                line.value().strip(),
                line.parameter("FEATURE").orElse(""),
                line.parameter("LABEL").orElse(""),
                "");
    }

    static IcsComponent conference(IcsComponent component, @Nullable Conference conference) {
        IcsComponent without = component.without(GOOGLE_CONFERENCE).without(TEAMS_CONFERENCE);
        if (conference == null || conference.uri().isBlank()) {
            return without.without("CONFERENCE");
        }
        ContentLine line = ContentLine.of("CONFERENCE", conference.uri(), IcsParameter.of("VALUE", "URI"));
        if (!conference.kind().isEmpty()) {
            line = line.withParameter(IcsParameter.of("FEATURE", conference.kind()));
        }
        if (!conference.label().isEmpty()) {
            line = line.withParameter(IcsParameter.of("LABEL", conference.label()));
        }
        // The model holds the first; further ways to join, such as a telephone, stay.
        List<ContentLine> lines = new ArrayList<>(component.lines("CONFERENCE"));
        if (!lines.isEmpty()) {
            lines.remove(0);
        }
        lines.add(0, line);
        return without.with("CONFERENCE", lines);
    }

    static List<EventLink> links(IcsComponent component) {
        List<EventLink> links = new ArrayList<>();
        for (ContentLine line : component.lines()) {
            if ((line.name().equals("URL") || line.name().equals(MORE_LINK))
                    && !line.value().isBlank()) {
                links.add(new EventLink(
                        line.value().strip(), line.parameter("X-TITLE").orElse("")));
            }
        }
        return links;
    }

    /** The first is the URL; there may be one only, so the others get a property of ours. */
    static IcsComponent links(IcsComponent component, List<EventLink> links) {
        List<ContentLine> first = new ArrayList<>();
        List<ContentLine> more = new ArrayList<>();
        for (EventLink link : links) {
            String name = first.isEmpty() ? "URL" : MORE_LINK;
            ContentLine line = ContentLine.of(name, link.uri());
            line = link.title().isEmpty() ? line : line.withParameter(IcsParameter.of("X-TITLE", link.title()));
            (first.isEmpty() ? first : more).add(line);
        }
        return component.with("URL", first).with(MORE_LINK, more);
    }
}
