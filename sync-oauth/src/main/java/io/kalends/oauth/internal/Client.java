package io.kalends.oauth.internal;

import static java.util.Objects.requireNonNull;

import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import io.kalends.sync.account.OAuthProfile;
import java.net.URI;

/** The host as the provider knows it. */
public record Client(String id, String secret, URI redirect) {

    public Client {
        requireNonNull(id, "id");
        requireNonNull(secret, "secret");
        requireNonNull(redirect, "redirect");
    }

    ClientAuthentication authentication(OAuthProfile.ClientAuthentication way) {
        return switch (way) {
            case POST -> new ClientSecretPost(new ClientID(id), new Secret(secret));
            case BASIC -> new ClientSecretBasic(new ClientID(id), new Secret(secret));
        };
    }

    @Override
    public String toString() {
        return "Client[]";
    }
}
