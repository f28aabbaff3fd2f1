package io.kalends.examples.quickstart.google;

import io.kalends.calendar.CalendarEvent;
import io.kalends.examples.quickstart.Listing;
import io.kalends.examples.quickstart.Workplace;
import io.kalends.sync.SyncPair;
import io.kalends.sync.account.AccountListener;
import io.kalends.sync.account.StoredAccount;
import io.kalends.sync.spi.RemoteCollection;
import io.kalends.sync.spi.RemoteCollection.Access;
import io.kalends.sync.web.WebResponse;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A first look at a calendar of one's own at Google itself: its events come into the app's calendar, nothing is written
 * there, and the grant is given back at the end.
 *
 * @param browser opens the page that asks for consent
 */
record GoogleVisit(GoogleClient client, Browser browser, PrintStream out) {

    private static final long PATIENCE_MINUTES = 10;

    /** Whoever opens a page. */
    @FunctionalInterface
    interface Browser {
        void open(URI page) throws IOException;
    }

    void tell() throws IOException {
        CompletableFuture<WebResponse> answered = new CompletableFuture<>();
        try (Workplace place = Workplace.open();
                Host host = new Host(
                        place.database(),
                        place.key(),
                        client,
                        AccountListener.NONE,
                        answered::complete,
                        Clock.systemUTC())) {
            browser.open(host.accounts().connect(Host.USER));
            WebResponse answer = await(answered);
            List<StoredAccount> connected = host.accounts().of(Host.USER);
            if (connected.isEmpty()) {
                out.println(new String(answer.body(), StandardCharsets.UTF_8));
            } else {
                look(host, connected.get(0).id());
            }
        }
    }

    /** Waits until Google has sent the browser back, whatever its user decided. */
    private static WebResponse await(CompletableFuture<WebResponse> answered) throws IOException {
        try {
            return answered.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the page was open", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("nobody answered within " + PATIENCE_MINUTES + " minutes", e);
        }
    }

    private void look(Host host, String account) {
        try {
            RemoteCollection main = host.calendars(account).stream()
                    .filter(RemoteCollection::primary)
                    .findFirst()
                    .orElseThrow();
            SyncPair<CalendarEvent> pair = host.keepInSync("visit", account, readOnly(main));
            out.print(host.syncNow(pair).describe());
            out.println();
            out.println("in sync: " + Listing.of(pair.left()).size() + " records in the app, "
                    + Listing.of(pair.right()).size() + " at Google");
        } finally {
            host.accounts().disconnect(account);
        }
    }

    private static RemoteCollection readOnly(RemoteCollection chosen) {
        return new RemoteCollection(chosen.id(), chosen.name(), Access.READ, chosen.primary(), chosen.timeZone());
    }
}
