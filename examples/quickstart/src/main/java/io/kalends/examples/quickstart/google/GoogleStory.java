package io.kalends.examples.quickstart.google;

import io.kalends.calendar.CalendarEvent;
import io.kalends.emulators.google.RecordedCall;
import io.kalends.examples.quickstart.Listing;
import io.kalends.sync.SyncPair;
import io.kalends.sync.account.StoredAccount;
import io.kalends.sync.spi.RemoteCollection;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What happens to an app's calendar and one at Google: consent, a first sync, edits on both sides, push, the end of an access
 * token, of a sync token and of the grant, and a run that writes nothing. Each chapter needs those before it.
 */
final class GoogleStory {

    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 9);

    /** A burst of notifications is one run, so long after its first. */
    private static final Duration DEBOUNCE = Duration.ofSeconds(5);

    /** What Google does not tell is looked for so often. */
    private static final Duration POLL = Duration.ofMinutes(15);

    private final GoogleWorld world;
    private final Narrator narrator;
    private final AppCalendar app;
    private final Alice alice;
    private @Nullable SyncPair<CalendarEvent> pair;

    GoogleStory(GoogleWorld world, PrintStream out) {
        this.world = world;
        this.narrator = new Narrator(out);
        this.app = world.app();
        this.alice = world.alice();
    }

    void tell() throws IOException {
        connect();
        firstSync();
        editOnBothSides();
        bePushed();
        outliveAccessToken();
        outliveSyncToken();
        loseGrant();
        waitForAlice();
        reconnect();
        changeNothing();
        end();
    }

    void connect() throws IOException {
        narrator.chapter("1. Alice connects her Google account");
        URI page = world.host().accounts().connect(Host.USER, Alice.ADDRESS);
        narrator.say("host", "sends Alice's browser to " + page.getPath() + ", asking with");
        narrator.say("", names(page));
        HttpResponse<String> answer = alice.opens(page);
        narrator.say(
                "Alice",
                "agrees; Google sends her browser back to " + answer.uri().getPath());
        narrator.say("host", answer.statusCode() + ": " + answer.body());
        HttpResponse<String> again = alice.opens(answer.uri());
        narrator.say("Alice", "reloads that page");
        narrator.say("host", again.statusCode() + ": " + again.body());
        narrator.say(
                "database",
                "the account is " + account().state() + "; its tokens are "
                        + account().sealed().orElseThrow().length + " bytes, encrypted for this account");
    }

    /** The parameters' names: some of the values are secrets. */
    private static String names(URI page) {
        return Arrays.stream(page.getRawQuery().split("&", -1))
                .map(part -> part.substring(0, part.indexOf('=')))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    Turn firstSync() {
        narrator.chapter("2. The first sync");
        app.adds("Team lunch", MONDAY.atTime(12, 0));
        app.adds("Retrospective", MONDAY.atTime(15, 0));
        app.adds("Holiday", MONDAY.plusDays(4));
        narrator.say("app", "has " + list(app.titles()));
        alice.adds("Team lunch", MONDAY.atTime(12, 0));
        alice.adds("Dentist", MONDAY.atTime(17, 0));
        alice.addsWeekly("Standup", MONDAY.atTime(9, 0));
        narrator.say("Alice", "has " + list(alice.titles()) + " at Google; the lunch is the same one");
        RemoteCollection chosen = world.host().calendars(account().id()).stream()
                .filter(RemoteCollection::primary)
                .findFirst()
                .orElseThrow();
        pair = world.host().keepInSync("alice-google", account().id(), chosen);
        narrator.say("host", "opens a channel for notifications and runs the pair");
        return settled(run(DEBOUNCE));
    }

    Turn editOnBothSides() {
        narrator.chapter("3. Edits on both sides");
        app.changes("Team lunch", event -> event.title("Vegan lunch"));
        narrator.say("app", "renames 'Team lunch'");
        alice.changes("Team lunch", "location", "Canteen");
        narrator.say("Alice", "gives it a place, at Google");
        app.deletes("Retrospective");
        narrator.say("app", "deletes 'Retrospective'");
        alice.deletesOccurrence("Standup", "2026-03-16T08:00:00Z");
        narrator.say("Alice", "deletes one occurrence of 'Standup', at Google");
        return settled(run(DEBOUNCE));
    }

    Turn bePushed() {
        narrator.chapter("4. A push notification becomes a row");
        int before = world.google().pushes().sent().size();
        alice.adds("Cinema", MONDAY.atTime(20, 0));
        narrator.say("Alice", "adds 'Cinema' at Google");
        world.google().awaitDeliveries();
        narrator.say("Google", "posts " + (world.google().pushes().sent().size() - before) + " message to the host");
        return settled(run(DEBOUNCE));
    }

    Turn outliveAccessToken() {
        narrator.chapter("5. The access token ends");
        narrator.say("database", "the access token is good until " + tokenEnd());
        Turn turn = run(Duration.ofHours(1));
        narrator.say("database", "the access token is good until " + tokenEnd());
        return settled(turn);
    }

    private Instant tokenEnd() {
        return account().expiresAt().orElseThrow();
    }

    Turn outliveSyncToken() {
        narrator.chapter("6. The host is away for a month, and the sync token ends");
        alice.changes("Dentist", "summary", "Dentist with x-ray");
        alice.deletes("Cinema");
        alice.adds("Opera", MONDAY.atTime(19, 0));
        app.changes("Holiday", event -> event.title("Holiday at the sea"));
        narrator.say("Alice", "renames 'Dentist', deletes 'Cinema', adds 'Opera'; the app renames 'Holiday'");
        world.later(Duration.ofDays(29));
        world.host().maintain();
        narrator.say("host", "opens a new channel: the old one has ended");
        return settled(run(DEBOUNCE));
    }

    Turn loseGrant() {
        narrator.chapter("7. Alice removes the app at Google");
        alice.removesTheApp();
        alice.adds("Concert", MONDAY.atTime(21, 0));
        app.changes("Holiday at the sea", event -> event.title("Holiday in the hills"));
        narrator.say("Alice", "removes the app, adds 'Concert' at Google; the app renames 'Holiday at the sea'");
        Turn turn = run(DEBOUNCE);
        narrator.say("database", "the account is " + account().state() + "; its pair waits");
        return turn;
    }

    /** A pair that waits costs nothing: neither a poll nor a notification runs it. */
    Turn waitForAlice() {
        narrator.say("clock", "half an hour later");
        return run(POLL.multipliedBy(2));
    }

    Turn reconnect() throws IOException {
        narrator.chapter("8. Alice connects her account again");
        URI page = world.host()
                .accounts()
                .reconnect(Host.USER, Alice.ADDRESS, account().id());
        HttpResponse<String> answer = alice.opens(page);
        narrator.say("host", answer.statusCode() + ": " + answer.body());
        Turn turn = run(Duration.ZERO);
        world.host().maintain();
        narrator.say("host", "opens a new channel: the old one went with the grant");
        return settled(turn);
    }

    Turn changeNothing() {
        narrator.chapter("9. Once more, with nothing changed");
        Turn turn = run(POLL);
        List<String> calls = turn.calls().stream().map(RecordedCall::kind).toList();
        if (turn.writes() > 0 || !calls.equals(List.of("events.list"))) {
            throw new IllegalStateException("a run without changes wrote something, or called " + calls);
        }
        return turn;
    }

    void end() {
        // A cancelled occurrence is a record, too.
        int here = Listing.of(pair().left()).size();
        int there = Listing.of(pair().right()).size();
        narrator.end("in sync: " + here + " records in the app, " + there + " at Google");
    }

    /** What the host keeps in sync, once the first sync has begun. */
    SyncPair<CalendarEvent> pair() {
        if (pair == null) {
            throw new IllegalStateException("nothing is kept in sync yet");
        }
        return pair;
    }

    StoredAccount account() {
        return world.host().accounts().of(Host.USER).get(0);
    }

    private static String list(List<String> titles) {
        return String.join(" · ", titles);
    }

    private Turn run(Duration later) {
        world.later(later);
        Turn turn = world.turn();
        narrator.tell(turn);
        return turn;
    }

    /** Runs until Google has told of what the host itself wrote: that must move nothing. */
    private Turn settled(Turn turn) {
        Turn echo;
        do {
            world.later(DEBOUNCE);
            echo = world.turn();
            if (echo.writes() > 0) {
                throw new IllegalStateException("what the host wrote came back as a change");
            }
        } while (!echo.ran().isEmpty());
        if (!app.titles().equals(alice.titles())) {
            throw new IllegalStateException("the app has " + app.titles() + ", Google has " + alice.titles());
        }
        narrator.say("both", "have " + list(app.titles()));
        return turn;
    }
}
