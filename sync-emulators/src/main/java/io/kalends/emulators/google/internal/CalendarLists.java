package io.kalends.emulators.google.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.emulators.google.AccessRole;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code calendarList} and {@code calendars}. A sync token tells of calendars that came and went, never of new roles. */
final class CalendarLists {

    private static final List<String> SAME_ALWAYS = List.of("minAccessRole", "showHidden", "showOwnOrganizationOnly");

    private final World world;

    CalendarLists(World world) {
        this.world = world;
    }

    ObjectNode list(AccountState account, Query query) {
        Optional<String> syncToken = query.first("syncToken");
        if (syncToken.isPresent()) {
            Stream.of("minAccessRole", "showOwnOrganizationOnly")
                    .filter(query::has)
                    .findFirst()
                    .ifPresent(name -> {
                        throw GoogleError.notWithSyncToken(name);
                    });
            Stream.of("showDeleted", "showHidden")
                    .filter(name -> query.first(name).map("false"::equals).orElse(false))
                    .findFirst()
                    .ifPresent(name -> {
                        throw GoogleError.notWithSyncToken(name);
                    });
        }
        Tokens tokens = new Tokens(world, "calendarList " + account.email(), 0);
        long from = syncToken
                .map(token -> tokens.changeOf(token, query.signature(SAME_ALWAYS)))
                .orElse(-1L);
        Paging paging = new Paging(world, tokens, query, 100, 250);
        ObjectNode answer =
                Json.object().put("kind", "calendar#calendarList").put("etag", "\"p32" + world.changes() + "\"");
        Stream<AccountState.Entry> rows = account.list().values().stream()
                .filter(entry -> from < 0 ? !entry.deleted() || query.flag("showDeleted") : entry.change() > from)
                .filter(entry -> reaches(account, entry, query));
        if (paging.fill(answer, rows, AccountState.Entry::calendarId, entry -> shown(account, entry), from)) {
            answer.put("nextSyncToken", tokens.sync(paging.upTo(), query.signature(SAME_ALWAYS)));
        }
        return answer;
    }

    private boolean reaches(AccountState account, AccountState.Entry entry, Query query) {
        return query.first("minAccessRole")
                .map(CalendarLists::role)
                .map(least -> world.calendar(entry.calendarId())
                        .flatMap(calendar -> calendar.role(account.email()))
                        .map(role -> role.compareTo(least) >= 0)
                        .orElse(false))
                .orElse(true);
    }

    ObjectNode entry(AccountState account, String idOrAlias) {
        CalendarState calendar = world.calendarOf(account.email(), idOrAlias);
        AccountState.Entry entry = account.list().get(calendar.id());
        if (entry == null || entry.deleted()) {
            throw GoogleError.notFound();
        }
        return shown(account, entry);
    }

    private ObjectNode shown(AccountState account, AccountState.Entry entry) {
        ObjectNode shown = Json.object()
                .put("kind", "calendar#calendarListEntry")
                .put("etag", "\"" + (1_700_000_000_000_000L + entry.change()) + "\"")
                .put("id", entry.calendarId());
        Optional<CalendarState> calendar = world.calendar(entry.calendarId());
        if (entry.deleted() || calendar.isEmpty()) {
            return shown.put("deleted", true);
        }
        CalendarState state = calendar.get();
        String colour = Integer.toString(Math.floorMod(state.id().hashCode(), Colours.CALENDAR.size()) + 1);
        shown.put("summary", state.summary())
                .put("timeZone", state.zone().getId())
                .put("colorId", colour)
                .put("backgroundColor", Colours.CALENDAR.get(colour))
                .put("foregroundColor", "#1d1d1d")
                .put("selected", true)
                .put(
                        "accessRole",
                        state.role(account.email()).map(AccessRole::wireName).orElse("none"));
        ArrayNode reminders = shown.putArray("defaultReminders");
        if (state.id().equals(account.email())) {
            shown.put("primary", true);
            reminders.addObject().put("method", "popup").put("minutes", 10);
        }
        shown.putObject("conferenceProperties")
                .putArray("allowedConferenceSolutionTypes")
                .add("hangoutsMeet");
        return shown;
    }

    ObjectNode calendar(CalendarState calendar) {
        ObjectNode shown = Json.object()
                .put("kind", "calendar#calendar")
                .put("etag", "\"c" + calendar.incarnation() + "\"")
                .put("id", calendar.id())
                .put("summary", calendar.summary())
                .put("timeZone", calendar.zone().getId());
        shown.putObject("conferenceProperties")
                .putArray("allowedConferenceSolutionTypes")
                .add("hangoutsMeet");
        return shown;
    }

    /** A calendar that an app makes: its own to write under the narrow scope. */
    CalendarState insert(AccountState account, ObjectNode body) {
        String summary = Json.text(body, "summary").orElseThrow(() -> GoogleError.required("Missing title."));
        String zone = Json.text(body, "timeZone").orElse(account.zone().getId());
        if (!ZoneRulesProvider.getAvailableZoneIds().contains(zone)) {
            throw GoogleError.invalid("Invalid time zone.");
        }
        String id = String.format(Locale.ROOT, "c_%s@group.calendar.google.com", world.newId(26));
        CalendarState calendar = world.addCalendar(account, id, summary, ZoneId.of(zone), AccessRole.OWNER, false);
        calendar.markCreatedByApp();
        return calendar;
    }

    private static AccessRole role(String name) {
        try {
            return AccessRole.named(name);
        } catch (IllegalArgumentException unknown) {
            throw GoogleError.badParameter("minAccessRole", "Invalid value for parameter minAccessRole.");
        }
    }
}
