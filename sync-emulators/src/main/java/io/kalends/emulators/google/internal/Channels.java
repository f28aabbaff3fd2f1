package io.kalends.emulators.google.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Watch channels: made, told of changes, stopped. A used id stays taken. Guarded by the world's lock. */
public final class Channels implements World.ChangeListener {

    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int LONGEST_ID = 64;
    private static final int LONGEST_TOKEN = 256;

    private final World world;
    private final Deliveries deliveries;
    private final String apiRoot;
    private final List<Channel> channels = new ArrayList<>();
    private final Set<String> usedIds = new HashSet<>();
    private final Set<String> withoutPush = new HashSet<>();

    public Channels(World world, Deliveries deliveries, String apiRoot) {
        this.world = world;
        this.deliveries = deliveries;
        this.apiRoot = apiRoot;
    }

    /** A calendar like those of holidays: it cannot be watched. */
    public void refusePush(String calendarId) {
        withoutPush.add(calendarId);
    }

    /** How many channels are open. */
    public int open() {
        return (int) channels.stream()
                .filter(channel -> channel.watches(channel.resourceId(), world.now()))
                .count();
    }

    ObjectNode watchEvents(ObjectNode body, CalendarState calendar, Grants.Access access) {
        if (withoutPush.contains(calendar.id())) {
            throw GoogleError.custom(
                    400,
                    "calendar",
                    "pushNotSupportedForRequestedResource",
                    "Push notifications are not supported by this resource.");
        }
        return open(body, access, eventsOf(calendar), apiRoot + "calendars/" + calendar.id() + "/events?alt=json");
    }

    ObjectNode watchCalendarList(ObjectNode body, AccountState account, Grants.Access access) {
        return open(body, access, listOf(account), apiRoot + "users/me/calendarList?alt=json");
    }

    private static String eventsOf(CalendarState calendar) {
        return "events-" + Integer.toHexString(calendar.id().hashCode()) + "-" + calendar.incarnation();
    }

    private static String listOf(AccountState account) {
        return "list-" + Integer.toHexString(account.email().hashCode());
    }

    private ObjectNode open(ObjectNode body, Grants.Access access, String resource, String resourceUri) {
        String id = Json.text(body, "id").orElseThrow(() -> GoogleError.required("Required: id"));
        if (id.length() > LONGEST_ID || !id.matches("[A-Za-z0-9\\-_+/=]+")) {
            throw GoogleError.invalid("Invalid channel id.");
        }
        if (!Set.of("web_hook", "webhook").contains(body.path("type").asText())) {
            throw GoogleError.invalid("Unknown channel type.");
        }
        Optional<String> token = Json.text(body, "token");
        if (token.map(String::length).orElse(0) > LONGEST_TOKEN) {
            throw GoogleError.invalid("Channel token is too long.");
        }
        URI address = address(body);
        if (!usedIds.add(id)) {
            throw GoogleError.custom(400, "global", "channelIdNotUnique", "Channel id not unique");
        }
        Channel channel = new Channel(id, resource, resourceUri, token.orElse(null), address, end(body), access);
        channels.add(channel);
        deliveries.sendAfterAnswer(channel.message("sync"));
        return channel.json();
    }

    private static URI address(ObjectNode body) {
        try {
            URI address =
                    URI.create(Json.text(body, "address").orElseThrow(() -> GoogleError.required("Required: address")));
            boolean here = "http".equals(address.getScheme())
                    && Set.of("127.0.0.1", "localhost", "[::1]").contains(String.valueOf(address.getHost()));
            if (here || ("https".equals(address.getScheme()) && address.getHost() != null)) {
                return address;
            }
        } catch (IllegalArgumentException malformed) {
            throw notHttps();
        }
        throw notHttps();
    }

    private static GoogleError notHttps() {
        return GoogleError.custom(
                400, "global", "push.webhookUrlNotHttps", "WebHook callback must be HTTPS: the given one is not.");
    }

    /** The shorter of what is wished for and what is allowed. */
    private Instant end(ObjectNode body) {
        Instant longest = world.now().plus(LONGEST);
        Instant wished = longest;
        if (Json.present(body, "expiration")) {
            wished = Instant.ofEpochMilli(body.path("expiration").asLong());
            if (!wished.isAfter(world.now())) {
                throw GoogleError.invalid("The expiration lies in the past.");
            }
        }
        Optional<String> ttl = Json.text(body.path("params"), "ttl");
        if (ttl.isPresent()) {
            try {
                wished = world.now().plusSeconds(Long.parseLong(ttl.get()));
            } catch (NumberFormatException malformed) {
                throw GoogleError.invalid("Invalid value for: ttl");
            }
        }
        return wished.isBefore(longest) ? wished : longest;
    }

    void stop(ObjectNode body, Grants.Access access) {
        boolean stopped =
                channels.removeIf(channel -> channel.id().equals(body.path("id").asText())
                        && channel.resourceId().equals(body.path("resourceId").asText())
                        && channel.isOf(access));
        if (!stopped) {
            throw GoogleError.notFound();
        }
    }

    @Override
    public void eventsChanged(CalendarState calendar) {
        tell(eventsOf(calendar));
    }

    @Override
    public void calendarListChanged(AccountState account) {
        tell(listOf(account));
    }

    private void tell(String resource) {
        channels.stream()
                .filter(channel -> channel.watches(resource, world.now()))
                .forEach(channel -> deliveries.send(channel.message("exists")));
    }
}
