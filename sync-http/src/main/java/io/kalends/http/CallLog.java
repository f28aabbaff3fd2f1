package io.kalends.http;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one DEBUG line a call: method, path, status, time, and the server's name for the request, by which its support finds
 * it. Ids and secrets stand in paths, so only the words that a provider names are shown of one.
 *
 * @param words the parts of a path that are the API's own
 */
record CallLog(String provider, Set<String> words) implements Interceptor {

    private static final Logger LOG = LoggerFactory.getLogger("io.kalends.http");

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        long start = System.nanoTime();
        try {
            Response response = chain.proceed(request);
            if (LOG.isDebugEnabled()) {
                LOG.debug(
                        "{}: {} {} {} in {} ms, request {}",
                        provider,
                        request.method(),
                        template(request.url()),
                        response.code(),
                        millisSince(start),
                        requestId(response));
            }
            return response;
        } catch (IOException e) {
            LOG.debug(
                    "{}: {} {} {} after {} ms",
                    provider,
                    request.method(),
                    template(request.url()),
                    e.getClass().getSimpleName(),
                    millisSince(start));
            throw e;
        }
    }

    private static long millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private String template(HttpUrl url) {
        StringBuilder path = new StringBuilder();
        url.pathSegments().forEach(part -> path.append('/').append(words.contains(part) ? part : "{}"));
        return path.toString();
    }

    /** Servers have headers of many names for it, and all end alike. */
    private static String requestId(Response response) {
        return response.headers().names().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).endsWith("request-id"))
                .map(response::header)
                .filter(id -> id != null && id.matches("[\\w.:/+=-]{1,100}"))
                .findFirst()
                .orElse("-");
    }
}
