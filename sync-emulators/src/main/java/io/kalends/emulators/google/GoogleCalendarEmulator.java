package io.kalends.emulators.google;

import static java.util.Objects.requireNonNull;

import io.kalends.emulators.google.internal.Api;
import io.kalends.emulators.google.internal.Channels;
import io.kalends.emulators.google.internal.Deliveries;
import io.kalends.emulators.google.internal.EmulatorServer;
import io.kalends.emulators.google.internal.EventWrites;
import io.kalends.emulators.google.internal.Events;
import io.kalends.emulators.google.internal.FaultPlan;
import io.kalends.emulators.google.internal.Grants;
import io.kalends.emulators.google.internal.OAuth;
import io.kalends.emulators.google.internal.Pipeline;
import io.kalends.emulators.google.internal.World;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Google Calendar on this machine: the Calendar API v3, its batches and watch channels, and Google's OAuth, over real HTTP
 * on the loopback address. What happens in the browser is a method here: consent, edits in Google's own pages, a calendar
 * that is shared no longer.
 *
 * <p>Faithful where Google documents, or was seen to do, this or that; see {@code docs/google-emulator.md} for what is
 * there and what is not. Safe for many threads. Close it: it has a port and threads.
 */
public final class GoogleCalendarEmulator implements AutoCloseable {

    private final World world;
    private final Grants grants;
    private final OAuth oauth;
    private final Events events;
    private final EventWrites writes;
    private final Channels channels;
    private final Deliveries deliveries = new Deliveries();
    private final FaultPlan faultPlan = new FaultPlan();
    private final EmulatorServer server;
    private final GoogleCalls calls = new GoogleCalls();
    private final GoogleFaults faults = new GoogleFaults(faultPlan);
    private final GooglePushes pushes = new GooglePushes(deliveries);
    private final GoogleListings listings;
    private final Map<String, String> clients;
    private final String clientId;

    GoogleCalendarEmulator(GoogleEmulatorBuilder options) {
        world = new World(options.clock(), new Random(options.seed()));
        world.behaviour().syncTokenLife(options.syncTokenLife());
        world.behaviour().fullCancelledRows(options.tellsFullCancelledRows());
        world.behaviour().exceptionsOfDeletedSeries(options.tellsExceptionsOfDeletedSeries());
        world.behaviour().unscheduledExceptions(options.becomesOfUnscheduledExceptions());
        world.behaviour().resetOccurrences(options.becomesOfResetOccurrences());
        world.behaviour().refuseUnscheduledRevivals(options.refusesUnscheduledRevivals());
        world.behaviour().rewriting(options.rewrites());
        listings = new GoogleListings(world);
        grants = new Grants(world);
        grants.rotateRefreshTokens(options.rotatesRefreshTokens());
        clients = options.clients();
        clientId = options.firstClient();
        oauth = new OAuth(world, grants, clients);
        events = new Events(world);
        writes = new EventWrites(world, events);
        server = EmulatorServer.open();
        channels = new Channels(world, deliveries, server.root() + "calendar/v3/");
        world.listen(channels);
        Api api = new Api(world, grants, events, writes, channels, options.quota());
        server.start(new Pipeline(world, grants, oauth, api, faultPlan, calls::add), deliveries);
    }

    /** Starts an emulator with the system's clock and no quota. */
    public static GoogleCalendarEmulator start() {
        return builder().start();
    }

    /** An emulator that is told more before it starts. */
    public static GoogleEmulatorBuilder builder() {
        return new GoogleEmulatorBuilder();
    }

    /**
     * The root URL of a client, as {@code http://127.0.0.1:1234/}: the API is at {@code calendar/v3/} below it, batches at
     * {@code batch/calendar/v3}.
     */
    public URI rootUri() {
        return server.root();
    }

    /** Where an app sends its user; {@link EmulatedAccount#consent} answers it. */
    public URI authorizationEndpoint() {
        return server.root().resolve(OAuth.AUTHORIZE);
    }

    /** Where codes and refresh tokens are exchanged. */
    public URI tokenEndpoint() {
        return server.root().resolve(OAuth.TOKEN);
    }

    /** Where a grant is taken back. */
    public URI revocationEndpoint() {
        return server.root().resolve(OAuth.REVOKE);
    }

    /** The OAuth client that is known here. */
    public String clientId() {
        return clientId;
    }

    /** Its secret, which opens nothing but this emulator. */
    public String clientSecret() {
        return requireNonNull(clients.get(clientId));
    }

    /** A new account with its primary calendar, in UTC. */
    public EmulatedAccount account(String email) {
        return account(email, ZoneId.of("UTC"));
    }

    /**
     * A new account with its primary calendar, whose id is the address.
     *
     * @throws IllegalArgumentException if there is one already
     */
    public EmulatedAccount account(String email, ZoneId zone) {
        return world.locked(() -> new EmulatedAccount(world.addAccount(requireNonNull(email, "email"), zone), this));
    }

    /** What goes wrong with calls. */
    public GoogleFaults faults() {
        return faults;
    }

    /** The calls that came. */
    public GoogleCalls calls() {
        return calls;
    }

    /** The messages of watch channels: what was sent, and what goes wrong with them. */
    public GooglePushes pushes() {
        return pushes;
    }

    /** How lists are cut into pages. */
    public GoogleListings listings() {
        return listings;
    }

    /** The mails that guests would have got. */
    public List<RecordedMail> mails() {
        return world.locked(world::mails);
    }

    /** How many watch channels are open. */
    public int openChannels() {
        return world.locked(channels::open);
    }

    /** All access tokens end now, as an hour later. */
    public void expireAccessTokens() {
        world.locked(grants::expireAccessTokens);
    }

    /** All sync tokens and page tokens end now: 410. */
    public void expireSyncTokens() {
        world.locked(world::expireSyncTokens);
    }

    /**
     * Waits until every message of every channel was sent.
     *
     * @throws IllegalStateException after 30 s
     */
    public void awaitDeliveries() {
        deliveries.await();
    }

    /** Closes the port, ends the threads, and drops what is under way. */
    @Override
    public void close() {
        faultPlan.clear();
        server.close();
        deliveries.close();
    }

    World world() {
        return world;
    }

    Grants grants() {
        return grants;
    }

    OAuth oauth() {
        return oauth;
    }

    Events events() {
        return events;
    }

    EventWrites writes() {
        return writes;
    }

    Channels channels() {
        return channels;
    }
}
