package io.kalends.http;

import static java.util.Objects.requireNonNull;

import io.kalends.http.NotNowException.Why;
import io.kalends.sync.AuthorizationException;
import io.kalends.sync.Place;
import io.kalends.sync.RateLimitedException;
import io.kalends.sync.RejectedException;
import io.kalends.sync.SyncException;
import io.kalends.sync.TransientException;
import io.kalends.sync.account.Credentials;
import io.kalends.sync.spi.ProviderSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Sends an account's calls to its provider. Each call is one request, authorized by the account's credentials and sent once
 * more with renewed ones if these are refused; it waits for the account's {@linkplain AccountLimiter turn}, ends with its
 * deadline, goes to the provider's server alone, and reads an answer of a limited size. What an answer means is a
 * {@link RefusalTable}'s affair; nothing is retried here, for that is the engine's.
 *
 * <p>As a {@link Call.Factory} it can be handed to a provider's own SDK, whose calls are sent in the same way; the SDK's own
 * retries and redirects are to be switched off.
 *
 * <p>Safe for many threads. {@link #until} and {@link #counting} give clients that share everything with this one.
 */
public final class ApiClient implements Call.Factory, AutoCloseable {

    /** A deadline beyond it is none. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private final HttpTransport transport;
    private final Setup setup;
    private final CallContext context;

    /** @param base the one server that is called; {@code null} for any */
    record Setup(
            String provider,
            RefusalTable refusals,
            Clock clock,
            @Nullable HttpUrl base,
            int redirects,
            long mostBytes) {}

    ApiClient(HttpTransport transport, Setup setup, CallContext context) {
        this.transport = transport;
        this.setup = setup;
        this.context = context;
    }

    /**
     * Sets a client up.
     *
     * @param provider the provider's id
     * @param refusals what its refusals mean
     */
    public static ApiClientBuilder builder(String provider, RefusalTable refusals, ProviderSettings settings) {
        return new ApiClientBuilder(provider, refusals, settings);
    }

    /** The same, for a caller that stops waiting at that time. */
    public ApiClient until(Instant deadline) {
        return new ApiClient(transport, setup, context.until(deadline));
    }

    /** The same, for requests that count for as many calls: the parts of a batch. */
    public ApiClient counting(int calls) {
        return new ApiClient(transport, setup, context.counting(calls));
    }

    /** What the provider's API stands under; ends with a slash. */
    public HttpUrl base() {
        return requireNonNull(setup.base(), "a client for any server has no base");
    }

    /** What refusals mean. */
    public RefusalTable refusals() {
        return setup.refusals();
    }

    public Instant now() {
        return setup.clock().instant();
    }

    /**
     * Sends a request.
     *
     * @param place where it goes, for messages
     * @return what was answered, a refusal too
     * @throws NoTimeLeftException if it was not sent, for its deadline
     * @throws RateLimitedException if it was not sent, since the provider asked the account for patience
     * @throws TransientException if no whole answer came
     * @throws RejectedException if the answer is too large, or the address not to be called
     */
    public ApiAnswer send(Place place, Request request) {
        return exchange(place, request, null).answer();
    }

    /**
     * An answer, and the credentials that it was given to.
     *
     * @param fresh whether they were not renewed for it
     */
    record Exchange(ApiAnswer answer, Credentials used, boolean fresh) {}

    /** Sends a request with the account's credentials or, after a part of it was refused, with renewed ones. */
    Exchange exchange(Place place, Request request, @Nullable Exchange refused) {
        CallContext with = context.after(refused == null ? null : refused.used());
        Request next = request;
        for (int hop = 0; ; hop++) {
            try (Response response = call(next, with).execute()) {
                if (setup.redirects() == 0 || !response.isRedirect()) {
                    CallContext.Used used =
                            requireNonNull(response.request().tag(CallContext.Used.class), "authorized");
                    return new Exchange(Answers.whole(response, setup.clock()), used.credentials(), !used.renewed());
                }
                if (hop == setup.redirects()) {
                    throw refused(place, "redirects more than " + hop + " times", "use its final address");
                }
                next = next.newBuilder().url(next(place, next.url(), response)).build();
            } catch (IOException e) {
                throw failure(place, e);
            }
        }
    }

    private HttpUrl next(Place place, HttpUrl from, Response response) {
        String location = response.header("Location");
        HttpUrl next = location == null ? null : from.resolve(location);
        if (next == null) {
            throw refused(place, "redirects to nowhere", "use its final address");
        }
        if (from.isHttps() && !next.isHttps()) {
            throw refused(place, "redirects from https to http", "use an address that stays with https");
        }
        if (!next.username().isEmpty() || !next.password().isEmpty()) {
            throw refused(place, "redirects to an address with a user's name or password", "use one without");
        }
        return next;
    }

    private RejectedException refused(Place place, String does, String action) {
        return new RejectedException(place, setup.refusals().server() + " " + does, action);
    }

    @Override
    public Call newCall(Request request) {
        return call(request, context);
    }

    private Call call(Request request, CallContext with) {
        Call call = transport
                .client()
                .newCall(request.newBuilder()
                        .tag(CallContext.class, with)
                        .header("User-Agent", "kalends")
                        .build());
        // What has no time left at all is not begun, see AccountLimiter.
        if (now().isBefore(with.deadline()) && with.deadline().isBefore(now().plus(LONGEST))) {
            long left = Duration.between(now(), with.deadline()).toNanos();
            long most = call.timeout().timeoutNanos();
            call.timeout().timeout(most == 0 ? left : Math.min(most, left), TimeUnit.NANOSECONDS);
        }
        return call;
    }

    /** Neither as a cause nor by its words: who knows what a proxy or a TLS library quotes. */
    private SyncException failure(Place place, IOException e) {
        String server = setup.refusals().server();
        if (e instanceof NotNowException notNow) {
            return notSent(place, notNow);
        }
        if (e instanceof Hosts.PrivateAddressException) {
            return notSent(place, new NotNowException(Why.PRIVATE, null));
        }
        if (e instanceof Answers.TooLargeException) {
            return new RejectedException(
                    place,
                    "the answer of " + server + " is larger than " + setup.mostBytes() / (1024 * 1024) + " MB",
                    "ask its source for a smaller one; nothing was changed");
        }
        return new TransientException(
                place, server + " cannot be reached (" + e.getClass().getSimpleName() + ")", "it is tried again later");
    }

    private SyncException notSent(Place place, NotNowException e) {
        String server = setup.refusals().server();
        return switch (e.why()) {
            case NO_TIME -> new NoTimeLeftException(place);
            case PAUSED ->
                new RateLimitedException(
                        place, server + " asked this account for patience", "it is tried again then", e.patience());
            case BROKEN ->
                new TransientException(
                        place,
                        server + " failed again and again, and is left alone for a while",
                        "it is tried again later");
            case ELSEWHERE ->
                new AuthorizationException(
                        place,
                        "the call would take the account's credentials to another server",
                        "look at who answers in " + server + "'s place");
            case PRIVATE ->
                new RejectedException(
                        place,
                        "the address of " + server + " leads into a private network",
                        "if that is meant, allow it by ProviderSettings.allowPrivateAddresses");
        };
    }

    /** Closes the connections, unless they are shared: then whoever shares them does. */
    @Override
    public void close() {
        if (!transport.isShared()) {
            transport.close();
        }
    }
}
