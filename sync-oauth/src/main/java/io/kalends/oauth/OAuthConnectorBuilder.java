package io.kalends.oauth;

import static java.util.Objects.requireNonNull;

import io.kalends.oauth.internal.Accounts;
import io.kalends.oauth.internal.Callback;
import io.kalends.oauth.internal.Calls;
import io.kalends.oauth.internal.Client;
import io.kalends.oauth.internal.Consents;
import io.kalends.oauth.internal.Disconnects;
import io.kalends.oauth.internal.Renewals;
import io.kalends.oauth.internal.TokenEndpoint;
import io.kalends.sync.account.AccountListener;
import io.kalends.sync.account.AccountStore;
import io.kalends.sync.account.ContentCipher;
import io.kalends.sync.account.KeySource;
import io.kalends.sync.account.OAuthProfile;
import io.kalends.sync.account.TokenCipher;
import io.kalends.sync.spi.ProviderSettings;
import io.kalends.sync.spi.SharedResources;
import io.kalends.sync.spi.Sleeper;
import java.net.ProxySelector;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Sets an {@link OAuthConnector} up: the client, the store and the keys are required. */
public final class OAuthConnectorBuilder {

    private final OAuthProfile profile;
    private @Nullable Client client;
    private @Nullable AccountStore store;
    private @Nullable KeySource keys;
    private AccountListener listener = AccountListener.NONE;
    private Clock clock = Clock.systemUTC();
    private SecureRandom random = new SecureRandom();
    private Sleeper sleeper = Sleeper.ofThread();
    // A token endpoint answers within a second; a gateway before it may take its time to fail.
    private Duration timeout = Duration.ofSeconds(20);
    private @Nullable ProxySelector proxy;
    private @Nullable SharedResources resources;

    OAuthConnectorBuilder(OAuthProfile profile) {
        this.profile = requireNonNull(profile, "profile");
    }

    /**
     * Who the host is to the provider.
     *
     * @param redirect where the provider sends the browser back to, letter for letter as in the provider's console
     */
    public OAuthConnectorBuilder client(String id, String secret, URI redirect) {
        client = new Client(id, secret, redirect);
        return this;
    }

    /** Where accounts are kept. */
    public OAuthConnectorBuilder store(AccountStore accounts) {
        store = requireNonNull(accounts, "accounts");
        return this;
    }

    /** What tokens are encrypted with; an old key stays in the source until {@link TokenCipher#resealAll} has run. */
    public OAuthConnectorBuilder keys(KeySource source) {
        keys = requireNonNull(source, "source");
        return this;
    }

    /** Who hears what becomes of accounts; nobody unless set. */
    public OAuthConnectorBuilder listener(AccountListener hears) {
        listener = requireNonNull(hears, "hears");
        return this;
    }

    /** The system's clock unless set. */
    public OAuthConnectorBuilder clock(Clock other) {
        clock = requireNonNull(other, "other");
        return this;
    }

    /** Where states, verifiers, ids and nonces come from: fit for cryptography. */
    public OAuthConnectorBuilder random(SecureRandom other) {
        random = requireNonNull(other, "other");
        return this;
    }

    /** How to wait for another node that renews the same account; the thread sleeps unless set. */
    public OAuthConnectorBuilder sleeper(Sleeper other) {
        sleeper = requireNonNull(other, "other");
        return this;
    }

    /** How long a call to the provider may take as a whole, at most 5 minutes; 20 seconds unless set. */
    public OAuthConnectorBuilder timeout(Duration whole) {
        if (whole.isNegative() || whole.isZero() || whole.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new IllegalArgumentException("timeout is more than nothing and at most PT5M, not " + whole);
        }
        timeout = whole;
        return this;
    }

    /** The way out; the JVM's own unless set. */
    public OAuthConnectorBuilder proxy(ProxySelector selector) {
        proxy = requireNonNull(selector, "selector");
        return this;
    }

    /** What is shared with other connectors of the process: one HTTP client; an own one unless set. */
    public OAuthConnectorBuilder resources(SharedResources shared) {
        resources = requireNonNull(shared, "shared");
        return this;
    }

    /**
     * A connector that is set up so.
     *
     * @throws io.kalends.sync.SyncException if the keys are not those that the store's tokens were encrypted with, or the
     *     store or the source of keys is away
     * @throws IllegalStateException if something required is missing
     */
    public OAuthConnector build() {
        Client who = set("client", client);
        ContentCipher cipher = new ContentCipher(set("keys", keys), random);
        TokenCipher tokens = new TokenCipher(cipher);
        AccountStore kept = set("store", store);
        tokens.check(kept);
        Accounts accounts = new Accounts(profile.provider(), kept, tokens, listener, clock);
        Calls calls = new Calls(profile, settings(), timeout);
        TokenEndpoint endpoint = new TokenEndpoint(profile, who, calls);
        Consents consents = new Consents(profile, who, accounts, cipher, random);
        byte[] node = new byte[8];
        random.nextBytes(node);
        // Twice the call and some: stored before the lease ends.
        Duration lease = timeout.multipliedBy(2).plusSeconds(20);
        return new OAuthConnector(
                profile,
                consents,
                new Callback(profile, endpoint, accounts, consents),
                new Renewals(accounts, endpoint, sleeper, HexFormat.of().formatHex(node), lease),
                new Disconnects(profile, endpoint, accounts),
                calls);
    }

    private ProviderSettings settings() {
        ProviderSettings settings = ProviderSettings.defaults()
                .timeouts(timeout, timeout)
                .proxy(proxy == null ? ProxySelector.getDefault() : proxy)
                .allowPrivateAddresses(true)
                .clock(clock)
                .sleeper(sleeper);
        return resources == null ? settings : settings.resources(resources);
    }

    private static <T> T set(String option, @Nullable T value) {
        if (value == null) {
            throw new IllegalStateException(option + " is not set");
        }
        return value;
    }
}
