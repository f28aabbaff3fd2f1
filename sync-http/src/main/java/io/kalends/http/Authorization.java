package io.kalends.http;

import io.kalends.sync.AuthorizationException;
import io.kalends.sync.Place;
import io.kalends.sync.account.CredentialSource;
import io.kalends.sync.account.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request with the account's credentials, and once more with renewed ones if these were refused.
 *
 * @param passwords why the provider takes none; {@code null} if it does
 */
record Authorization(
        String provider,
        RefusalTable refusals,
        Clock clock,
        @Nullable String passwords) implements Interceptor {

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = sentOnce(chain.request());
        CallContext context = CallContext.of(request);
        CredentialSource source = context.credentials();
        Credentials refused = context.refused();
        if (refused != null) {
            return chain.proceed(authorized(request, source.renewed(refused), true));
        }
        Credentials current = source.current();
        Response response = chain.proceed(authorized(request, current, false));
        if (response.isSuccessful() || refusals.meaning(Answers.peek(response, clock)) != Meaning.CREDENTIALS) {
            return response;
        }
        response.close();
        return chain.proceed(authorized(request, source.renewed(current), true));
    }

    /** A body that OkHttp does not send a second time when a connection breaks: who knows what became of the first. */
    private static Request sentOnce(Request request) {
        RequestBody body = request.body();
        return body == null
                ? request
                : request.newBuilder()
                        .method(request.method(), new SentOnce(body))
                        .build();
    }

    private Request authorized(Request request, Credentials used, boolean renewed) {
        Request.Builder builder = request.newBuilder().tag(CallContext.Used.class, new CallContext.Used(used, renewed));
        return used.<Request.Builder>fold(
                        none -> builder,
                        bearer -> builder.header("Authorization", "Bearer " + bearer.token()),
                        key -> builder.header(key.header(), key.key()),
                        password -> builder.header("Authorization", basic(password)))
                .build();
    }

    private String basic(Credentials.Password password) {
        if (passwords != null) {
            throw new AuthorizationException(
                    new Place(provider, "settings"), refusals.server() + " takes no passwords", passwords);
        }
        return okhttp3.Credentials.basic(password.user(), password.password(), StandardCharsets.UTF_8);
    }

    private static final class SentOnce extends RequestBody {

        private final RequestBody body;

        SentOnce(RequestBody body) {
            this.body = body;
        }

        @Override
        public @Nullable MediaType contentType() {
            return body.contentType();
        }

        @Override
        public long contentLength() throws IOException {
            return body.contentLength();
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            body.writeTo(sink);
        }
    }
}
