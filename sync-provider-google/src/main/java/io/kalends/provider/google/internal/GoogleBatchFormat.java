package io.kalends.provider.google.internal;

import com.google.api.client.googleapis.services.AbstractGoogleClientRequest;
import io.kalends.http.ApiAnswer;
import io.kalends.http.BatchFormat;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Up to 50 calls in one ({@code multipart/mixed}). Answers are matched by their Content-ID, which the library's own batches
 * ignore.
 */
record GoogleBatchFormat(HttpUrl base) implements BatchFormat<AbstractGoogleClientRequest<?>> {

    /** Google's limit. */
    static final int SIZE = 50;

    private static final String PATH = "batch/calendar/v3";

    @Override
    public int size() {
        return SIZE;
    }

    @Override
    public String name(AbstractGoogleClientRequest<?> request) {
        return GoogleApi.url(request);
    }

    /** A PATCH costs three units of quota. */
    @Override
    public int calls(AbstractGoogleClientRequest<?> request) {
        return request.getRequestMethod().equals("PATCH") ? 3 : 1;
    }

    @Override
    public Request call(List<AbstractGoogleClientRequest<?>> requests) {
        List<byte[]> parts = requests.stream().map(GoogleBatchFormat::part).toList();
        String boundary = boundary(parts);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < parts.size(); i++) {
            body.writeBytes(ascii("--" + boundary + "\r\nContent-Type: application/http\r\nContent-ID: " + (i + 1)
                    + "\r\nContent-Transfer-Encoding: binary\r\n\r\n"));
            body.writeBytes(parts.get(i));
            body.writeBytes(ascii("\r\n"));
        }
        body.writeBytes(ascii("--" + boundary + "--\r\n"));
        MediaType type = MediaType.get("multipart/mixed; boundary=" + boundary);
        return new Request.Builder()
                .url(base + PATH)
                .post(RequestBody.create(body.toByteArray(), type))
                .build();
    }

    private static byte[] part(AbstractGoogleClientRequest<?> request) {
        byte[] body = GoogleApi.body(request);
        StringBuilder head = new StringBuilder()
                .append(request.getRequestMethod())
                .append(' ')
                .append(GoogleApi.url(request))
                .append(" HTTP/1.1\r\n");
        String ifMatch = request.getRequestHeaders().getIfMatch();
        if (ifMatch != null) {
            head.append("If-Match: ").append(ifMatch).append("\r\n");
        }
        if (body.length > 0) {
            head.append("Content-Type: application/json; charset=utf-8\r\nContent-Length: ")
                    .append(body.length)
                    .append("\r\n");
        }
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        part.writeBytes(ascii(head.append("\r\n").toString()));
        part.writeBytes(body);
        return part.toByteArray();
    }

    /** Made of what it separates, so that it is not in it. */
    private static String boundary(List<byte[]> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            parts.forEach(digest::update);
            return "batch_" + HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException cannotBe) {
            throw new IllegalStateException("every Java has SHA-256", cannotBe);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public List<@Nullable ApiAnswer> parts(ApiAnswer answer, List<AbstractGoogleClientRequest<?>> requests) {
        @Nullable ApiAnswer[] byNumber = new ApiAnswer[requests.size()];
        for (MultipartAnswer.Part part : MultipartAnswer.parts(answer.body())) {
            if (part.number() >= 1 && part.number() <= byNumber.length) {
                byNumber[part.number() - 1] = part.answer();
            }
        }
        return Arrays.asList(byNumber);
    }
}
