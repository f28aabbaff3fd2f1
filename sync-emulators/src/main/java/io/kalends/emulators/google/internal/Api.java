package io.kalends.emulators.google.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.emulators.google.AccessRole;
import io.kalends.emulators.google.GoogleQuota;
import java.util.Set;

/** Answers the calls of the Calendar API. Runs under the world's lock. */
public final class Api {

    static final String BASE = "/calendar/v3/";

    private final World world;
    private final Grants grants;
    private final Events events;
    private final EventWrites writes;
    private final CalendarLists lists;
    private final Channels channels;
    private final Quotas quotas;

    public Api(World world, Grants grants, Events events, EventWrites writes, Channels channels, GoogleQuota quota) {
        this.world = world;
        this.grants = grants;
        this.events = events;
        this.writes = writes;
        this.channels = channels;
        this.lists = new CalendarLists(world);
        this.quotas = new Quotas(world, quota);
    }

    /** Who calls, and what is asked of which calendar. */
    private record Request(ApiCall call, Operation.Match match, Grants.Access access, AccountState account) {

        String email() {
            return account.email();
        }

        Query query() {
            return call.query();
        }

        ObjectNode body() {
            return Json.read(call.body());
        }
    }

    ApiAnswer answer(ApiCall call, Operation.Match match) {
        Grants.Access access = call.bearer().flatMap(grants::access).orElseThrow(GoogleError::unauthorized);
        AccountState account = world.account(access.email()).orElseThrow(GoogleError::unauthorized);
        quotas.spend(account.email(), match.operation().cost());
        if (!match.operation().opensWith(access.scopes())) {
            throw GoogleError.insufficientScope();
        }
        ApiAnswer answer = route(new Request(call, match, access, account));
        if (answer.json() instanceof ObjectNode body
                && call.header("If-None-Match").isPresent()) {
            if (call.method().equals("GET")
                    && call.header("If-None-Match")
                            .get()
                            .equals(body.path("etag").asText())) {
                return ApiAnswer.empty(304);
            }
        }
        return masked(answer, call.query());
    }

    private static ApiAnswer masked(ApiAnswer answer, Query query) {
        if (answer.json() == null
                || answer.status() != 200
                || query.first("fields").isEmpty()) {
            return answer;
        }
        return ApiAnswer.json(200, FieldMask.parse(query.first("fields").get()).of(answer.json()));
    }

    private ApiAnswer route(Request request) {
        return switch (request.match().operation()) {
            case EVENTS_LIST -> ApiAnswer.ok(listing(request));
            case EVENTS_GET -> ApiAnswer.ok(shown(request, events.get(calendar(request), eventId(request))));
            case EVENTS_INSERT ->
                ApiAnswer.ok(shown(request, writes.insert(writable(request), request.body(), options(request))));
            case EVENTS_IMPORT ->
                ApiAnswer.ok(shown(request, writes.importCopy(writable(request), request.body(), options(request))));
            case EVENTS_UPDATE ->
                ApiAnswer.ok(shown(
                        request, writes.update(writable(request), eventId(request), request.body(), options(request))));
            case EVENTS_PATCH ->
                ApiAnswer.ok(shown(
                        request, writes.patch(writable(request), eventId(request), request.body(), options(request))));
            case EVENTS_DELETE -> {
                writes.delete(writable(request), eventId(request), options(request));
                yield ApiAnswer.empty(204);
            }
            case EVENTS_MOVE -> ApiAnswer.ok(moved(request));
            case EVENTS_INSTANCES -> ApiAnswer.ok(instances(request));
            case EVENTS_WATCH ->
                ApiAnswer.ok(channels.watchEvents(request.body(), calendar(request), request.access()));
            case CALENDAR_LIST_LIST -> ApiAnswer.ok(lists.list(request.account(), request.query()));
            case CALENDAR_LIST_GET ->
                ApiAnswer.ok(lists.entry(request.account(), request.match().name("calendarId")));
            case CALENDAR_LIST_WATCH ->
                ApiAnswer.ok(channels.watchCalendarList(request.body(), request.account(), request.access()));
            case CALENDARS_GET -> ApiAnswer.ok(lists.calendar(calendar(request)));
            case CALENDARS_INSERT -> ApiAnswer.ok(lists.calendar(lists.insert(request.account(), request.body())));
            case FREEBUSY_QUERY -> ApiAnswer.ok(new FreeBusy(world).query(request.email(), request.body()));
            case COLORS_GET -> ApiAnswer.ok(Colours.json());
            case CHANNELS_STOP -> {
                channels.stop(request.body(), request.access());
                yield ApiAnswer.empty(204);
            }
        };
    }

    private static String eventId(Request request) {
        return request.match().name("eventId");
    }

    private static WriteOptions options(Request request) {
        return WriteOptions.of(request.email(), request.call());
    }

    private CalendarState calendar(Request request) {
        CalendarState calendar =
                world.calendarOf(request.email(), request.match().name("calendarId"));
        checkScopes(request, calendar);
        return calendar;
    }

    private CalendarState writable(Request request) {
        CalendarState calendar = calendar(request);
        checkWritable(request, calendar);
        return calendar;
    }

    private static void checkWritable(Request request, CalendarState calendar) {
        if (!role(request, calendar).writes()) {
            throw GoogleError.needsWriter();
        }
    }

    private static AccessRole role(Request request, CalendarState calendar) {
        return calendar.role(request.email()).orElseThrow(GoogleError::notFound);
    }

    /** Narrow scopes open only some calendars: those one owns, or those that the app made. */
    private static void checkScopes(Request request, CalendarState calendar) {
        Set<String> opening =
                request.match().operation().openedBy(request.access().scopes());
        boolean owned = role(request, calendar) == AccessRole.OWNER;
        boolean opens = opening.stream()
                .anyMatch(scope -> Scopes.OWNED_ONLY.contains(scope)
                        ? owned
                        : !scope.equals(Scopes.APP_CREATED) || calendar.createdByApp());
        if (!opens) {
            throw GoogleError.insufficientScope();
        }
    }

    private ObjectNode shown(Request request, EventRow row) {
        CalendarState calendar =
                world.calendarOf(request.email(), request.match().name("calendarId"));
        return Viewer.of(calendar, role(request, calendar), request.query()).full(row);
    }

    private ObjectNode listing(Request request) {
        CalendarState calendar = calendar(request);
        return new EventListing(world, calendar, role(request, calendar), request.query()).answer(request.email());
    }

    private ObjectNode instances(Request request) {
        CalendarState calendar = calendar(request);
        EventRow master = events.get(calendar, eventId(request));
        return new EventListing(world, calendar, role(request, calendar), request.query())
                .instances(master, request.email());
    }

    private ObjectNode moved(Request request) {
        CalendarState from = writable(request);
        String destination =
                request.query().first("destination").orElseThrow(() -> GoogleError.required("Missing destination."));
        CalendarState to = world.calendarOf(request.email(), destination);
        checkWritable(request, to);
        EventRow row = writes.move(from, eventId(request), to, options(request));
        return Viewer.of(to, role(request, to), request.query()).full(row);
    }
}
