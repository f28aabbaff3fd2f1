package io.kalends.provider.google.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import io.kalends.emulators.google.CallPattern;
import io.kalends.emulators.google.EmulatedAccount;
import io.kalends.emulators.google.EmulatedCalendar;
import io.kalends.emulators.google.GoogleCalendarEmulator;
import io.kalends.emulators.google.GoogleEmulatorBuilder;
import io.kalends.emulators.google.GoogleFault;
import io.kalends.sync.AuthorizationException;
import io.kalends.sync.Place;
import io.kalends.sync.Replica;
import io.kalends.sync.account.Account;
import io.kalends.sync.account.CredentialSource;
import io.kalends.sync.account.Credentials;
import io.kalends.sync.account.Credentials.BearerToken;
import io.kalends.sync.spi.AccountLimits;
import io.kalends.sync.spi.ProviderSettings;
import io.kalends.testkit.EventSamples;
import io.kalends.testkit.SettableClock;
import io.kalends.testkit.contract.ReplicaBreaker;
import io.kalends.testkit.contract.ReplicaHarness;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** A calendar in the emulator, over HTTP, and somebody who edits it in Google's own pages. */
final class EmulatedSide implements ReplicaHarness<CalendarEvent> {

    /** Longer than a refusal of these tests asks to wait. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** More than any test asks: what they are about is not how fast it may be asked. */
    private static final AccountLimits MANY = new AccountLimits(8, 1_000_000);

    static final String ADDRESS = "ada@example.org";

    private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    private final SettableClock theirs;
    private final GoogleCalendarEmulator google;
    private final UnaryOperator<ProviderSettings> host;
    private GoogleFault down = GoogleFault.dropped();
    private GoogleFault lost = GoogleFault.droppedAfterCommit();
    private final EmulatedAccount account;
    private final EmulatedCalendar calendar;
    private final GoogleConnection connection;
    private volatile Runnable hook = () -> {};
    private volatile boolean connected = true;
    private final Map<String, String> ids = new ConcurrentHashMap<>();

    EmulatedSide() {
        this(Duration.ZERO);
    }

    /** @param skew how far Google's clock is ahead of ours */
    EmulatedSide(Duration skew) {
        this(skew, builder -> builder);
    }

    /** @param habits what the emulator may do as Google or may leave */
    EmulatedSide(Duration skew, UnaryOperator<GoogleEmulatorBuilder> habits) {
        this(skew, habits, settings -> settings);
    }

    /** @param host what the host sets */
    EmulatedSide(UnaryOperator<ProviderSettings> host) {
        this(Duration.ZERO, builder -> builder, host);
    }

    EmulatedSide(Duration skew, UnaryOperator<GoogleEmulatorBuilder> habits, UnaryOperator<ProviderSettings> host) {
        this.host = host;
        theirs = SettableClock.at(clock.instant().plus(skew));
        google = habits.apply(GoogleCalendarEmulator.builder().clock(theirs)).start();
        account = google.account(ADDRESS, EventSamples.BERLIN);
        calendar = account.primary();
        connection = new GoogleConnection(account(), settings());
    }

    /** Lets time go by, here and there. */
    void advance(Duration by) {
        clock.advance(by);
        theirs.advance(by);
    }

    private Account account() {
        return new Account("ada", new CredentialSource() {
            private Credentials token = new BearerToken(account.accessToken(), null);

            @Override
            public synchronized Credentials current() {
                hook.run();
                return token;
            }

            @Override
            public synchronized Credentials renewed(Credentials refused) {
                if (!connected) {
                    throw new AuthorizationException(
                            new Place("google", "ada"), "the grant was revoked", "connect the account again");
                }
                token = new BearerToken(account.accessToken(), null);
                return token;
            }
        });
    }

    /** In what way the side is down, and how an answer is lost. */
    EmulatedSide breaking(GoogleFault down, GoogleFault lost) {
        this.down = down;
        this.lost = lost;
        return this;
    }

    /** Is run before each HTTP call. */
    void hook(Runnable before) {
        this.hook = before;
    }

    /** Whether the account's refresh token is good. */
    void connected(boolean connected) {
        this.connected = connected;
    }

    ProviderSettings settings() {
        return host.apply(ProviderSettings.defaults()
                .baseUri(google.rootUri())
                .clock(clock)
                .sleeper(this::advance)
                .limits(MANY));
    }

    GoogleCalendarEmulator google() {
        return google;
    }

    EmulatedCalendar calendar() {
        return calendar;
    }

    EmulatedAccount person() {
        return account;
    }

    GoogleConnection connection() {
        return connection;
    }

    SettableClock settableClock() {
        return clock;
    }

    @Override
    public Replica<CalendarEvent> replica() {
        return connection.replica(ADDRESS, CalendarEvents.type());
    }

    @Override
    public Clock clock() {
        return clock;
    }

    /** Every third is a series. */
    @Override
    public CalendarEvent sample(int n) {
        CalendarEvent event = EventSamples.meeting(n);
        return n % 3 == 0
                ? event.toBuilder()
                        .recurrence(Recurrence.of("FREQ=WEEKLY;COUNT=10"))
                        .build()
                : event;
    }

    @Override
    public CalendarEvent edited(CalendarEvent event, int variant) {
        return event.toBuilder().title("Tango " + variant).build();
    }

    @Override
    public Optional<CalendarEvent> childOf(CalendarEvent parent) {
        return Optional.of(occurrence(parent, 1).toBuilder().title("moved").build());
    }

    /** The second occurrence of a series, which stands apart by its title and text. */
    static CalendarEvent tango(CalendarEvent weekly) {
        return occurrence(weekly, 1).toBuilder()
                .title("Tango")
                .description("bring shoes")
                .build();
    }

    /** The nth occurrence of a weekly series, from 0, an hour later than by its rule. */
    static CalendarEvent occurrence(CalendarEvent series, int week) {
        LocalDateTime start = series.start()
                .fold(
                        day -> day.date().atStartOfDay(),
                        zoned -> zoned.time().toLocalDateTime(),
                        floating -> floating.time())
                .plusWeeks(week);
        return CalendarEvent.builder(series.uid())
                .recurrenceId(EventTime.zoned(start, EventSamples.BERLIN))
                .title(series.title())
                .location(series.location())
                .start(EventTime.zoned(start.plusHours(1), EventSamples.BERLIN))
                .end(EventTime.zoned(start.plusHours(2), EventSamples.BERLIN))
                .build();
    }

    @Override
    public String put(CalendarEvent event) {
        advance(Duration.ofSeconds(1));
        String parent = event.isOccurrence() ? ids.get(event.uid()) : null;
        if (parent != null) {
            String start = instant(event.originalStart().orElseThrow());
            String id = calendar.occurrence(parent, start);
            calendar.patch(id, json(event));
            return id;
        }
        String id = calendar.insert(json(event).put("iCalUID", event.uid()));
        ids.put(event.uid(), id);
        return id;
    }

    @Override
    public void replace(String id, CalendarEvent event) {
        advance(Duration.ofSeconds(1));
        calendar.patch(id, json(event));
    }

    @Override
    public void remove(String id) {
        advance(Duration.ofSeconds(1));
        calendar.delete(id);
    }

    static ObjectNode json(CalendarEvent event) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("summary", event.title())
                .put("location", event.location());
        json.set("start", time(event.start()));
        json.set("end", time(event.end()));
        if (event.isSeries()) {
            json.putArray("recurrence")
                    .add("RRULE:" + event.recurrence().rules().get(0));
        }
        return json;
    }

    private static ObjectNode time(EventTime time) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        return time.fold(
                day -> json.put("date", day.date().toString()),
                zoned -> json.put(
                                "dateTime",
                                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                                        zoned.time().toOffsetDateTime()))
                        .put("timeZone", zoned.time().getZone().getId()),
                floating -> json.put("dateTime", floating.time().toString()));
    }

    private static String instant(EventTime time) {
        return time.fold(
                day -> day.date().toString(),
                zoned -> zoned.time().toInstant().toString(),
                floating -> floating.time().toString());
    }

    @Override
    public Optional<ReplicaBreaker> breaker() {
        return Optional.of(new ReplicaBreaker() {
            @Override
            public void down() {
                google.faults().inject(down, CallPattern.any().always());
            }

            @Override
            public void up() {
                google.faults().clear();
                advance(PATIENCE);
            }

            @Override
            public void loseNextAnswer() {
                // Not the answer to a call that was refused.
                hook = () -> {};
                google.faults().inject(lost, CallPattern.of("batch"));
            }

            @Override
            public void expireCursors() {
                google.expireSyncTokens();
            }
        });
    }

    @Override
    public void close() {
        connection.close();
        google.close();
    }
}
