package io.kalends.lives;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.EventTime;
import io.kalends.emulators.google.EmulatedAccount;
import io.kalends.emulators.google.GoogleCalendarEmulator;
import io.kalends.emulators.google.GoogleEmulatorBuilder;
import io.kalends.provider.google.GoogleProvider;
import io.kalends.sync.Replica;
import io.kalends.sync.account.Account;
import io.kalends.sync.account.CredentialSource;
import io.kalends.sync.account.Credentials;
import io.kalends.sync.spi.AccountLimits;
import io.kalends.sync.spi.ProviderConnection;
import io.kalends.sync.spi.ProviderSettings;
import io.kalends.testkit.lives.Habit;
import io.kalends.testkit.lives.Item;
import io.kalends.testkit.lives.LifeSide;
import io.kalends.testkit.lives.Pen;
import io.kalends.testkit.lives.Room;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** A calendar at Google's emulator, which other programs edit over the raw API. */
final class GoogleSide implements LifeSide {

    private final String address;
    private final GoogleCalendarEmulator google;
    private final EmulatedAccount account;
    private final GoogleApi api;
    private final GoogleItems json;
    private final ProviderConnection connection;
    private final boolean puts;

    /** @param reading what Google is taken to do where it is silent */
    GoogleSide(HttpClient http, UnaryOperator<GoogleEmulatorBuilder> reading, Room room) {
        address = room.name() + "@example.org";
        google = reading.apply(
                        GoogleCalendarEmulator.builder().clock(room.clock()).random(room.seed()))
                .start();
        account = google.account(address, room.zone());
        api = new GoogleApi(http, google.rootUri(), address, account::accessToken);
        json = new GoogleItems(room.zone());
        puts = new SplittableRandom(room.seed()).nextInt(4) == 0;
        connection = new GoogleProvider()
                .connect(
                        new Account(room.name(), new Tokens()),
                        ProviderSettings.defaults()
                                .zone(room.zone())
                                .baseUri(google.rootUri())
                                .clock(room.clock())
                                .limits(new AccountLimits(8, 1_000_000)));
    }

    /** Tokens without end: what OAuth does is another story. */
    private final class Tokens implements CredentialSource {

        @Override
        public Credentials current() {
            return new Credentials.BearerToken(account.accessToken(), null);
        }

        @Override
        public Credentials renewed(Credentials refused) {
            return current();
        }
    }

    @Override
    public Replica<CalendarEvent> replica() {
        return connection.replica(address, CalendarEvents.type());
    }

    @Override
    public List<Item> items() {
        return json.of(api.all());
    }

    @Override
    public boolean holdsFloating() {
        return false;
    }

    @Override
    public boolean holdsOffSchedule() {
        return false;
    }

    @Override
    public String insert(Item item) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        json.write(null, item, event);
        return api.insert(event);
    }

    @Override
    public void change(Item before, Item after) {
        String id = before.handle().isEmpty()
                ? after.series() + "_" + GoogleItems.suffix(Objects.requireNonNull(after.original()))
                : before.handle();
        if (after.cancelled()) {
            api.delete(id);
        } else if (puts && !before.handle().isEmpty() && !before.isOccurrence()) {
            put(id, after);
        } else {
            ObjectNode changes = JsonNodeFactory.instance.objectNode();
            json.write(before, after, changes);
            api.patch(id, changes.put("status", "confirmed"));
        }
    }

    /** A program that knows nothing of the properties of others. */
    private void put(String id, Item after) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        json.write(null, after, event);
        api.put(id, event);
    }

    @Override
    public void remove(Item item) {
        api.delete(item.handle());
    }

    @Override
    public List<Habit> habits() {
        return List.of(
                new Habit("copies an event with all its private properties", this::copy),
                new Habit(
                        "writes an event anew without the properties of others",
                        pen -> one(pen).map(item -> {
                            put(item.handle(), item);
                            return ": " + item.texts().title();
                        })),
                new Habit("undoes the deletion of an event", this::undelete),
                new Habit(
                        "brings a cancelled occurrence back",
                        pen -> pen.pick(items().stream().filter(Item::cancelled).toList(), Item::handle)
                                .map(item -> {
                                    api.patch(
                                            item.handle(),
                                            JsonNodeFactory.instance
                                                    .objectNode()
                                                    .put("status", "confirmed"));
                                    return ": " + original(item);
                                })));
    }

    private static String original(Item item) {
        EventTime original = item.original();
        return original == null ? "" : original.text();
    }

    private Optional<Item> one(Pen pen) {
        return pen.pick(
                items().stream()
                        .filter(item -> !item.isOccurrence() && !item.cancelled())
                        .toList(),
                item -> item.texts().title());
    }

    /** What was deleted is there for a month, and comes back by its status. */
    private Optional<String> undelete(Pen pen) {
        List<JsonNode> deleted = api.all().stream()
                .filter(row -> !row.has("recurringEventId")
                        && row.path("status").asText().equals("cancelled"))
                .toList();
        return pen.pick(deleted, row -> row.path("id").asText()).map(row -> {
            api.patch(
                    row.path("id").asText(),
                    JsonNodeFactory.instance.objectNode().put("status", "confirmed"));
            return ": " + row.path("id").asText();
        });
    }

    private Optional<String> copy(Pen pen) {
        String word = pen.word();
        return one(pen).map(item -> {
            ObjectNode event = api.get(item.handle());
            event.retain("summary", "description", "location", "start", "end", "recurrence", "extendedProperties");
            event.put("summary", word + " copy");
            api.insert(event);
            return ": " + item.texts().title() + " as " + word;
        });
    }

    @Override
    public Optional<String> disturb(Pen pen) {
        return Optional.of(GoogleTroubles.arrange(google, pen));
    }

    @Override
    public void calm() {
        google.faults().clear();
        google.listings().pageLimit(2_500);
        google.listings().emptyFirstPages(false);
        google.listings().repeatedRows(false);
    }

    @Override
    public void close() {
        google.close();
    }
}
