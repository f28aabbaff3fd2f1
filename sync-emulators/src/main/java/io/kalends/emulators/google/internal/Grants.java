package io.kalends.emulators.google.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What accounts allowed which client, and the tokens that stand for it. Guarded by the world's lock. */
public final class Grants {

    static final Duration ACCESS_TOKEN_LIFE = Duration.ofSeconds(3599);
    private static final Duration CODE_LIFE = Duration.ofMinutes(10);

    /** As many refresh tokens an account and client may have; a further one makes the oldest void. */
    private static final int MOST_REFRESH_TOKENS = 100;

    private final World world;
    private final Map<String, Grant> grants = new HashMap<>();
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, Access> accessTokens = new HashMap<>();
    private final Map<String, Refresh> refreshTokens = new HashMap<>();
    private boolean rotates;

    /** What an account allowed a client. */
    static final class Grant {
        private final String email;
        private final String clientId;
        private final Set<String> scopes = new LinkedHashSet<>();
        private final Deque<String> refreshTokens = new ArrayDeque<>();

        Grant(String email, String clientId) {
            this.email = email;
            this.clientId = clientId;
        }

        String email() {
            return email;
        }

        String clientId() {
            return clientId;
        }
    }

    /** What a refresh token is good for: the scopes of the consent that it came from. */
    record Refresh(Grant grant, Set<String> scopes) {

        boolean isOf(String clientId) {
            return grant.clientId.equals(clientId);
        }
    }

    /** Who calls, and what he may. */
    record Access(String email, String clientId, Set<String> scopes, Instant end) {}

    /** A consent that was not exchanged yet. */
    record Code(
            Grant grant,
            String clientId,
            String redirectUri,
            @Nullable String challenge,
            Set<String> scopes,
            boolean refresh,
            Instant end) {}

    public Grants(World world) {
        this.world = world;
    }

    public void rotateRefreshTokens(boolean on) {
        rotates = on;
    }

    /** Notes a consent; the code is good once. */
    String allow(String email, AuthorizationRequest request, Set<String> scopes) {
        String key = email + " " + request.clientId();
        boolean first = !grants.containsKey(key);
        Grant grant = grants.computeIfAbsent(key, any -> new Grant(email, request.clientId()));
        Set<String> all = new LinkedHashSet<>(scopes);
        if (request.includesGranted()) {
            all.addAll(grant.scopes);
        }
        grant.scopes.addAll(scopes);
        String code = "4/" + world.newId(40);
        codes.put(
                code,
                new Code(
                        grant,
                        request.clientId(),
                        request.redirectUri(),
                        request.challenge(),
                        ordered(all),
                        request.offline() && (first || request.asksConsent()),
                        world.now().plus(CODE_LIFE)));
        return code;
    }

    /** A copy that keeps the order in which the scopes were asked for. */
    private static Set<String> ordered(Set<String> scopes) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
    }

    /** Takes a code, which is void from then on. */
    Optional<Code> redeem(String code) {
        return Optional.ofNullable(codes.remove(code))
                .filter(found -> world.now().isBefore(found.end()))
                .filter(found -> grants.containsValue(found.grant()));
    }

    public String accessToken(String email, String clientId, Set<String> scopes) {
        String token = "ya29." + world.newId(60);
        accessTokens.put(
                token,
                new Access(email, clientId, Set.copyOf(scopes), world.now().plus(ACCESS_TOKEN_LIFE)));
        return token;
    }

    String accessToken(Grant grant, Set<String> scopes) {
        return accessToken(grant.email, grant.clientId, scopes);
    }

    String refreshToken(Grant grant, Set<String> scopes) {
        String token = "1//" + world.newId(60);
        grant.refreshTokens.addLast(token);
        refreshTokens.put(token, new Refresh(grant, scopes));
        if (grant.refreshTokens.size() > MOST_REFRESH_TOKENS) {
            refreshTokens.remove(grant.refreshTokens.removeFirst());
        }
        return token;
    }

    Optional<Refresh> refresh(String refreshToken) {
        return Optional.ofNullable(refreshTokens.get(refreshToken));
    }

    /** The refresh token that takes another's place, where tokens rotate. */
    Optional<String> rotated(String refreshToken) {
        if (!rotates) {
            return Optional.empty();
        }
        Refresh old = refreshTokens.remove(refreshToken);
        if (old == null) {
            return Optional.empty();
        }
        old.grant().refreshTokens.remove(refreshToken);
        return Optional.of(refreshToken(old.grant(), old.scopes()));
    }

    /** Who a token stands for, while it is good. */
    Optional<Access> access(String token) {
        return known(token).filter(access -> world.now().isBefore(access.end()));
    }

    /** Who a token stands for or stood for. */
    Optional<Access> known(String token) {
        return Optional.ofNullable(accessTokens.get(token));
    }

    public void expireAccessTokens() {
        accessTokens.replaceAll(
                (token, access) -> new Access(access.email(), access.clientId(), access.scopes(), Instant.MIN));
    }

    /** Ends a whole grant, whichever of its tokens is named; whether there was one. */
    boolean revokeToken(String token) {
        Refresh refresh = refreshTokens.get(token);
        if (refresh != null) {
            end(refresh.grant().email, refresh.grant().clientId);
            return true;
        }
        Access access = accessTokens.get(token);
        if (access != null) {
            end(access.email(), access.clientId());
            return true;
        }
        return false;
    }

    /** The account takes back what it allowed, to whomever. */
    public void revokeAll(String email) {
        accessTokens.values().removeIf(access -> access.email().equals(email));
        refreshTokens.values().removeIf(refresh -> refresh.grant().email.equals(email));
        grants.values().removeIf(grant -> grant.email.equals(email));
    }

    private void end(String email, String clientId) {
        accessTokens
                .values()
                .removeIf(access ->
                        access.email().equals(email) && access.clientId().equals(clientId));
        refreshTokens
                .values()
                .removeIf(refresh -> refresh.grant().email.equals(email)
                        && refresh.grant().clientId.equals(clientId));
        grants.remove(email + " " + clientId);
    }
}
