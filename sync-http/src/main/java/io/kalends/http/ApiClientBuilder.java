package io.kalends.http;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Place;
import io.kalends.sync.RejectedException;
import io.kalends.sync.account.Account;
import io.kalends.sync.spi.AccountLimits;
import io.kalends.sync.spi.ProviderSettings;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Sets an {@link ApiClient} up. */
public final class ApiClientBuilder {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

    private final String provider;
    private final RefusalTable refusals;
    private final ProviderSettings settings;
    private @Nullable HttpUrl base;
    private AccountLimits limits = new AccountLimits(8, 600);
    private Set<String> words = Set.of();
    private @Nullable String passwords;
    private long mostBytes = 32L * 1024 * 1024;
    private Duration wholeCall = Duration.ZERO;
    private int redirects;

    ApiClientBuilder(String provider, RefusalTable refusals, ProviderSettings settings) {
        this.provider = requireNonNull(provider, "provider");
        this.refusals = requireNonNull(refusals, "refusals");
        this.settings = requireNonNull(settings, "settings");
    }

    /**
     * The one server that is called: that of the settings, else this. Unless set, any server is, of those in public networks
     * where the settings do not allow others.
     *
     * @throws RejectedException if credentials would be sent there unencrypted
     */
    public ApiClientBuilder base(URI publicAddress) {
        String text = settings.base().orElse(publicAddress).toString();
        HttpUrl url = HttpUrl.parse(text.endsWith("/") ? text : text + "/");
        if (url == null || !(url.isHttps() || LOOPBACK.contains(url.host()))) {
            throw new RejectedException(
                    new Place(provider, "settings"),
                    "the base URI would send tokens unencrypted, or is none",
                    "give one that begins with https (http is for loopback addresses only)");
        }
        base = url;
        return this;
    }

    /** What one account may ask, as the provider has it; the settings may say otherwise. */
    public ApiClientBuilder limits(AccountLimits allowed) {
        limits = requireNonNull(allowed, "allowed");
        return this;
    }

    /** The parts of a path that are the API's own, and may be logged. */
    public ApiClientBuilder pathWords(String... own) {
        words = Set.of(own);
        return this;
    }

    /**
     * Refuses accounts with a password.
     *
     * @param instead what to do, for people
     */
    public ApiClientBuilder noPasswords(String instead) {
        passwords = requireNonNull(instead, "instead");
        return this;
    }

    /** The most that an answer may hold, decoded; 32 MiB unless set. */
    public ApiClientBuilder mostBytes(long most) {
        mostBytes = most;
        return this;
    }

    /** How long a call may take as a whole, each redirect anew; as long as its deadline allows unless set. */
    public ApiClientBuilder wholeCall(Duration most) {
        wholeCall = requireNonNull(most, "most");
        return this;
    }

    /** Follows a GET's redirects, each checked as the address itself; none unless set. */
    public ApiClientBuilder redirects(int most) {
        redirects = most;
        return this;
    }

    /** A client for an account's calls. */
    public ApiClient build(Account account) {
        AccountLimits allowed = settings.limits().orElse(limits);
        HttpTransport transport = settings.resources()
                .map(shared -> shared.get(HttpTransport.class, provider, () -> transport(true)))
                .orElseGet(() -> transport(false));
        AccountLimiter limiter = settings.resources()
                .map(shared -> shared.get(
                        AccountLimiter.class,
                        provider + "/" + account.id(),
                        () -> new AccountLimiter(allowed, settings.clock(), settings.sleeper())))
                .orElseGet(() -> new AccountLimiter(allowed, settings.clock(), settings.sleeper()));
        return new ApiClient(
                transport,
                new ApiClient.Setup(provider, refusals, settings.clock(), base, redirects, mostBytes),
                new CallContext(account.credentials(), null, limiter, 1, Instant.MAX));
    }

    private HttpTransport transport(boolean shared) {
        Hosts hosts = new Hosts(base, base != null || settings.allowPrivateAddresses());
        return new HttpTransport(shared, () -> {
            OkHttpClient.Builder builder = new OkHttpClient.Builder()
                    .connectTimeout(settings.connectTimeout())
                    .readTimeout(settings.readTimeout())
                    .writeTimeout(settings.readTimeout())
                    .callTimeout(wholeCall)
                    .followRedirects(false)
                    .followSslRedirects(false)
                    .dns(hosts)
                    .addInterceptor(hosts)
                    .addInterceptor(new Authorization(provider, refusals, settings.clock(), passwords))
                    .addInterceptor(new Turns(refusals, settings.clock()))
                    .addInterceptor(new CallLog(provider, words))
                    .addInterceptor(new Answers(mostBytes));
            if (settings.proxy() == null) {
                builder.proxy(Proxy.NO_PROXY);
            } else {
                builder.proxySelector(settings.proxy());
            }
            return builder.build();
        });
    }
}
