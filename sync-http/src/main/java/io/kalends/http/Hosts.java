package io.kalends.http;

import io.kalends.http.NotNowException.Why;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Where calls may go: credentials to the provider's own server alone, whatever a page's next link says; a user's address not
 * into the host's own network, whatever a name resolves to.
 *
 * @param only the one server; {@code null} for any
 * @param privateToo whether private addresses may be called
 */
record Hosts(@Nullable HttpUrl only, boolean privateToo) implements Interceptor, Dns {

    @Override
    public Response intercept(Chain chain) throws IOException {
        HttpUrl url = chain.request().url();
        if (only != null && !isSameServer(url, only)) {
            throw new NotNowException(Why.ELSEWHERE, null);
        }
        // A literal address never meets the resolver.
        if (!privateToo && isLiteral(url.host()) && PrivateNetwork.contains(InetAddress.getByName(url.host()))) {
            throw new NotNowException(Why.PRIVATE, null);
        }
        return chain.proceed(chain.request());
    }

    private static boolean isSameServer(HttpUrl url, HttpUrl other) {
        return url.scheme().equals(other.scheme()) && url.host().equals(other.host()) && url.port() == other.port();
    }

    private static boolean isLiteral(String host) {
        return host.contains(":") || host.matches("[0-9.]+");
    }

    /** Every address of a name is looked at, each time that a connection is opened. */
    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        List<InetAddress> addresses = Dns.SYSTEM.lookup(host);
        if (!privateToo && addresses.stream().anyMatch(PrivateNetwork::contains)) {
            throw new PrivateAddressException();
        }
        return addresses;
    }

    /** The resolver's way to say {@link Why#PRIVATE}. */
    static final class PrivateAddressException extends UnknownHostException {
        private static final long serialVersionUID = 1L;
    }
}
