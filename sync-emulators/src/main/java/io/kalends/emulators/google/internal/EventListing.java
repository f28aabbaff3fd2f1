package io.kalends.emulators.google.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.emulators.google.AccessRole;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** {@code events.list}: full listings and what changed since a sync token, page by page. */
final class EventListing {

    private static final List<String> NOT_WITH_SYNC_TOKEN = List.of(
            "iCalUID",
            "orderBy",
            "privateExtendedProperty",
            "q",
            "sharedExtendedProperty",
            "timeMin",
            "timeMax",
            "updatedMin");
    private static final List<String> NO_SYNC_TOKEN_AFTER =
            List.of("iCalUID", "orderBy", "privateExtendedProperty", "q", "sharedExtendedProperty", "updatedMin");
    private static final List<String> SAME_ALWAYS =
            List.of("singleEvents", "eventTypes", "maxAttendees", "timeZone", "alwaysIncludeEmail");
    private static final Duration UPDATED_MIN_REACHES = Duration.ofDays(30);

    private final World world;
    private final CalendarState calendar;
    private final AccessRole role;
    private final Query query;
    private final EventFilter filter;
    private final boolean single;

    EventListing(World world, CalendarState calendar, AccessRole role, Query query) {
        this.world = world;
        this.calendar = calendar;
        this.role = role;
        this.query = query;
        this.filter = new EventFilter(query);
        this.single = query.flag("singleEvents") || role == AccessRole.FREE_BUSY_READER;
    }

    ObjectNode answer(String email) {
        check();
        Tokens tokens = new Tokens(
                world, calendar.id() + " " + email, Math.max(calendar.incarnation(), calendar.roleChange(email)));
        Optional<String> syncToken = query.first("syncToken");
        long from = syncToken
                .map(token -> tokens.changeOf(token, query.signature(SAME_ALWAYS)))
                .orElse(-1L);
        Stream<EventRow> rows = from < 0 ? everything() : changedSince(from);
        Paging paging = new Paging(world, tokens, query, 250, 2500);
        ObjectNode answer = head(email);
        boolean last = paging.fill(answer, rows, this::key, shown(), from);
        if (last && NO_SYNC_TOKEN_AFTER.stream().noneMatch(query::has)) {
            answer.put("nextSyncToken", tokens.sync(paging.upTo(), query.signature(SAME_ALWAYS)));
        }
        return answer;
    }

    private Function<EventRow, ObjectNode> shown() {
        Viewer viewer = Viewer.of(calendar, role, query);
        return row -> viewer.listed(row, world.behaviour().fullCancelledRows());
    }

    /** {@code events.instances}: the occurrences of a series, the untouched ones too. */
    ObjectNode instances(EventRow master, String email) {
        Tokens tokens = new Tokens(world, calendar.id() + " " + email + " " + master.id(), calendar.incarnation());
        Optional<Instant> original = query.first("originalStart")
                .map(text ->
                        text.contains("T") ? Span.moment(query, "originalStart").orElseThrow() : originalDay(text));
        Stream<EventRow> rows = (master.recurring() ? apart(master, Span.of(query)) : Stream.<EventRow>of())
                .filter(row -> !row.cancelled() || query.flag("showDeleted"))
                .filter(row -> original.map(originalOf(row)::equals).orElse(true));
        ObjectNode answer = head(email);
        new Paging(world, tokens, query, 250, 2500)
                .fill(answer, rows, row -> originalOf(row) + " " + row.id(), shown(), -1);
        return answer;
    }

    private Instant originalDay(String text) {
        try {
            return LocalDate.parse(text).atStartOfDay(calendar.zone()).toInstant();
        } catch (DateTimeParseException malformed) {
            throw GoogleError.badParameter("originalStart", "Invalid value for parameter originalStart.");
        }
    }

    private Instant originalOf(EventRow row) {
        return When.stored(row.json().path("originalStartTime"), calendar.zone())
                .instant();
    }

    private void check() {
        if (query.has("syncToken")) {
            NOT_WITH_SYNC_TOKEN.stream().filter(query::has).findFirst().ifPresent(name -> {
                throw GoogleError.notWithSyncToken(name);
            });
            if (query.first("showDeleted").map("false"::equals).orElse(false)) {
                throw GoogleError.notWithSyncToken("showDeleted");
            }
        }
        Optional<String> order = query.first("orderBy");
        if (order.isPresent() && !List.of("startTime", "updated").contains(order.get())) {
            throw GoogleError.badParameter("orderBy", "Invalid value for parameter orderBy.");
        }
        if (order.map("startTime"::equals).orElse(false) && !single) {
            throw GoogleError.invalid("The requested ordering is not available for the particular query.");
        }
        Span.moment(query, "updatedMin").ifPresent(since -> {
            if (since.isBefore(world.now().minus(UPDATED_MIN_REACHES))) {
                throw GoogleError.tooLongAgo();
            }
        });
    }

    private ObjectNode head(String email) {
        ObjectNode head = Json.object()
                .put("kind", "calendar#events")
                .put("etag", "\"p33" + calendar.incarnation() + "g" + world.changes() + "\"")
                .put("summary", calendar.summary())
                .put("updated", Json.stamp(world.now()))
                .put("timeZone", calendar.zone().getId())
                .put("accessRole", role.wireName());
        head.putArray("defaultReminders");
        if (calendar.primary() && calendar.id().equals(email)) {
            ((ArrayNode) head.path("defaultReminders"))
                    .addObject()
                    .put("method", "popup")
                    .put("minutes", 10);
        }
        return head;
    }

    /** Every row of a full listing, the deleted ones as asked for. */
    private Stream<EventRow> everything() {
        Span span = Span.of(query);
        boolean showDeleted =
                query.flag("showDeleted") || query.first("updatedMin").isPresent();
        Occurrences occurrences = new Occurrences(calendar, world.now());
        Stream<EventRow> rows = single
                ? calendar.rows().stream()
                        .filter(row -> row.master().isEmpty())
                        .flatMap(row -> row.recurring() ? apart(row, span) : Stream.of(row))
                : calendar.rows().stream();
        // Cancelled occurrences of a live series are told in any case: they are what is missing from it.
        Predicate<EventRow> told = row -> !row.cancelled() || showDeleted || (!single && ofLiveSeries(row));
        return rows.filter(told).filter(row -> occurrences.within(row, span)).filter(filter::matches);
    }

    private boolean ofLiveSeries(EventRow row) {
        return row.master()
                .flatMap(calendar::row)
                .map(master -> !master.cancelled())
                .orElse(false);
    }

    private Stream<EventRow> apart(EventRow master, Span span) {
        Stream<EventRow> occurrences = new Occurrences(calendar, world.now()).of(master, span).stream();
        return master.cancelled() ? occurrences.map(EventListing::cancelled) : occurrences;
    }

    private static EventRow cancelled(EventRow row) {
        ObjectNode json = row.json().deepCopy();
        return new EventRow(json.put("status", "cancelled"), row.change());
    }

    private Stream<EventRow> changedSince(long change) {
        Stream<EventRow> rows = Stream.concat(calendar.rows().stream(), calendar.folded().stream())
                .filter(row -> row.change() > change);
        if (single) {
            rows = rows.flatMap(row -> row.recurring() ? apart(row, new Span(null, null)) : Stream.of(row));
        }
        return rows.filter(filter::matches);
    }

    /** Where a row stands: in the order asked for, and otherwise in none that means anything. */
    private String key(EventRow row) {
        String order = query.first("orderBy").orElse("");
        String first = switch (order) {
            case "startTime" ->
                When.stored(row.json().path("start"), calendar.zone()).instant().toString();
            case "updated" -> row.json().path("updated").asText();
            default -> HexFormat.of().toHexDigits(row.id().hashCode() * 0x9E3779B9);
        };
        return first + " " + row.id();
    }
}
