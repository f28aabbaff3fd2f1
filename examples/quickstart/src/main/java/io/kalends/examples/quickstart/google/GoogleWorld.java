package io.kalends.examples.quickstart.google;

import io.kalends.emulators.google.GoogleCalendarEmulator;
import io.kalends.examples.quickstart.Workplace;
import io.kalends.provider.google.GoogleProvider;
import io.kalends.sync.account.AccountListener;
import io.kalends.sync.push.Ran;
import io.kalends.sync.spi.ProviderSettings;
import io.kalends.testkit.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * Everything the story happens in: Google as the emulator plays it, Alice, a host application with its database, and one
 * clock for all, which stands still until the story moves it.
 */
record GoogleWorld(Workplace place, SettableClock clock, GoogleCalendarEmulator google, Alice alice, Host host)
        implements AutoCloseable {

    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    static GoogleWorld open(AccountListener listener) throws IOException {
        SettableClock clock = SettableClock.at("2026-03-02T08:00:00Z");
        Workplace place = Workplace.open();
        GoogleCalendarEmulator google =
                GoogleCalendarEmulator.builder().clock(clock).start();
        try {
            Alice alice = new Alice(google.account(Alice.ADDRESS, ZONE));
            GoogleClient client = new GoogleClient(
                    google.clientId(),
                    google.clientSecret(),
                    GoogleProvider.oauth(google.rootUri(), google.rootUri()),
                    ProviderSettings.defaults().baseUri(google.rootUri()).clock(clock));
            Host host = new Host(place.database(), place.key(), client, listener, answer -> {}, clock);
            return new GoogleWorld(place, clock, google, alice, host);
        } catch (IOException | RuntimeException e) {
            google.close();
            place.close();
            throw e;
        }
    }

    /** Lets time go by. What Google has to say to the host arrives first. */
    void later(Duration by) {
        google.awaitDeliveries();
        clock.advance(by);
    }

    AppCalendar app() {
        return new AppCalendar(host.calendar());
    }

    /** The host looks at what is due. */
    Turn turn() {
        google.calls().clear();
        List<Ran> ran = host.runDue();
        return new Turn(ran, google.calls().http());
    }

    @Override
    public void close() {
        host.close();
        google.close();
        place.close();
    }
}
