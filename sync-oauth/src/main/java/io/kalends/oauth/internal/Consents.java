package io.kalends.oauth.internal;

import static java.util.Objects.requireNonNull;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.kalends.oauth.ConnectRequest;
import io.kalends.oauth.ConsentPage;
import io.kalends.sync.account.ContentCipher;
import io.kalends.sync.account.OAuthProfile;
import io.kalends.sync.account.PendingAuthorization;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** Consents that were asked for: the address to send the user to, and what is kept until the answer. */
public final class Consents {

    /** Long enough for a login with a second factor. */
    static final Duration LIFE = Duration.ofMinutes(10);

    private final OAuthProfile profile;
    private final Client client;
    private final Accounts accounts;
    private final ContentCipher cipher;
    private final RandomGenerator random;

    public Consents(
            OAuthProfile profile, Client client, Accounts accounts, ContentCipher cipher, RandomGenerator random) {
        this.profile = requireNonNull(profile, "profile");
        this.client = requireNonNull(client, "client");
        this.accounts = requireNonNull(accounts, "accounts");
        this.cipher = requireNonNull(cipher, "cipher");
        this.random = requireNonNull(random, "random");
    }

    /** Begins. */
    public ConsentPage begin(ConnectRequest request) {
        request.reconnected().ifPresent(id -> owned(id, request.owner()));
        Instant now = accounts.now();
        accounts.store().purge(now);
        String state = secret();
        String verifier = secret();
        String hash = hash(state);
        Set<String> scopes = new TreeSet<>(profile.scopes());
        scopes.addAll(request.scopes());
        Instant expiry = now.plus(LIFE);
        byte[] hidden = cipher.seal(verifier.getBytes(StandardCharsets.US_ASCII), context(hash));
        accounts.store()
                .put(new PendingAuthorization(
                        hash, profile.provider(), request.owner(), request.account(), scopes, hidden, expiry));
        AuthorizationRequest.Builder page = new AuthorizationRequest.Builder(
                        new ResponseType(ResponseType.Value.CODE), new ClientID(client.id()))
                .endpointURI(profile.authorizationEndpoint())
                .redirectionURI(client.redirect())
                .state(new State(state));
        if (!scopes.isEmpty()) {
            page.scope(new Scope(scopes.toArray(String[]::new)));
        }
        if (profile.pkce()) {
            page.codeChallenge(new CodeVerifier(verifier), CodeChallengeMethod.S256);
        }
        profile.authorizationParameters().forEach(page::customParameter);
        Optional.ofNullable(request.loginHint()).ifPresent(hint -> page.customParameter("login_hint", hint));
        return new ConsentPage(page.build().toURI(), expiry);
    }

    /** Another owner's account is none, so that ids cannot be found out. */
    private void owned(String id, String owner) {
        if (!accounts.find(id).owner().equals(owner)) {
            throw accounts.none(id);
        }
    }

    /** What was asked for with this state; each can be had once. */
    Optional<PendingAuthorization> take(String state) {
        return accounts.store().take(hash(state), accounts.now());
    }

    String verifier(PendingAuthorization pending) {
        return new String(cipher.open(pending.verifier(), context(pending.stateHash())), StandardCharsets.US_ASCII);
    }

    /** 128 random bits: the id of a new account whose user is not known. */
    String newId() {
        return random(16);
    }

    /** The id of a new account: the same for the same user of the same owner, so that the store takes only one of them. */
    String idOf(String owner, String user) {
        // The lengths keep the three apart, whatever they hold.
        String whole = profile.provider() + ' ' + owner.length() + ' ' + owner + ' ' + user;
        return base64(Arrays.copyOf(sha256(whole), 16));
    }

    private String secret() {
        return random(32);
    }

    private String random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return base64(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String context(String hash) {
        return "verifier of " + hash;
    }

    private static String hash(String state) {
        return HexFormat.of().formatHex(sha256(state));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not to be had in this JVM", e);
        }
    }
}
