package io.kalends.provider.google.internal;

import com.google.api.client.googleapis.services.AbstractGoogleClientRequest;
import io.kalends.provider.google.internal.GoogleErrors.Meaning;
import io.kalends.sync.Place;
import io.kalends.sync.SyncException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Up to 50 calls in one ({@code multipart/mixed}). Answers are matched by their Content-ID, which the library's own batches
 * ignore; what the answer does not hold is {@linkplain GoogleAnswer#lost() lost}.
 */
final class GoogleBatch {

    /** Google's limit. */
    static final int SIZE = 50;

    private static final Set<Meaning> ACCOUNT_WIDE =
            EnumSet.of(Meaning.CREDENTIALS, Meaning.SCOPE, Meaning.RATE, Meaning.QUOTA);

    private static final String PATH = "batch/calendar/v3";

    private final GoogleHttp http;
    private final Place place;
    private final @Nullable Instant deadline;

    GoogleBatch(GoogleHttp http, Place place) {
        this(http, place, null);
    }

    /** @param deadline when the caller stops waiting; {@code null} for never */
    GoogleBatch(GoogleHttp http, Place place, @Nullable Instant deadline) {
        this.http = http;
        this.place = place;
        this.deadline = deadline;
    }

    /**
     * Sends these requests, 1 to {@link #SIZE}, in one call; those whose credentials alone were refused once more.
     *
     * @return one answer a request, in their order
     * @throws NoTimeLeft if the call was not begun, or refused and not begun again
     * @throws SyncException if the call failed as a whole
     */
    List<GoogleAnswer> send(List<? extends AbstractGoogleClientRequest<?>> requests) {
        if (requests.isEmpty() || requests.size() > SIZE) {
            throw new IllegalArgumentException("a batch holds 1 to " + SIZE + " requests, not " + requests.size());
        }
        GoogleHttp.Authorized sent = http.send(place, request(requests), deadline, null);
        List<GoogleAnswer> answers = new ArrayList<>(answers(sent.answer(), requests.size()));
        List<Integer> refused = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i).status() == 401) {
                refused.add(i);
            }
        }
        if (!refused.isEmpty() && sent.fresh()) {
            List<AbstractGoogleClientRequest<?>> again = new ArrayList<>();
            refused.forEach(i -> again.add(requests.get(i)));
            List<GoogleAnswer> second = retried(again, sent, refused.size() == answers.size());
            for (int i = 0; i < refused.size(); i++) {
                answers.set(refused.get(i), second.get(i));
            }
        }
        if (answers.stream().allMatch(GoogleBatch::isRefusedToAll)) {
            throw GoogleErrors.exception(place, "the call", answers.get(0).problem());
        }
        return answers;
    }

    /** A refusal that has nothing to do with the part itself: where each part has one, it is the call's. */
    private static boolean isRefusedToAll(GoogleAnswer answer) {
        return answer.status() != GoogleAnswer.LOST
                && !answer.isOk()
                && ACCOUNT_WIDE.contains(GoogleErrors.meaning(answer.problem()));
    }

    /** The other parts were answered, and their answers count: a failure now is that of these parts alone. */
    private List<GoogleAnswer> retried(
            List<AbstractGoogleClientRequest<?>> requests, GoogleHttp.Authorized refused, boolean all) {
        try {
            return answers(
                    http.send(place, request(requests), deadline, refused).answer(), requests.size());
        } catch (SyncException e) {
            if (all) {
                throw e;
            }
            // Refused parts did nothing; of a second call nobody knows.
            GoogleAnswer none = e instanceof NoTimeLeft ? GoogleAnswer.unsent() : GoogleAnswer.lost();
            return Collections.nCopies(requests.size(), none);
        }
    }

    private Request.Builder request(List<? extends AbstractGoogleClientRequest<?>> requests) {
        List<byte[]> parts = new ArrayList<>(requests.size());
        requests.forEach(request -> parts.add(part(request)));
        String boundary = boundary(parts);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < parts.size(); i++) {
            body.writeBytes(ascii("--" + boundary + "\r\nContent-Type: application/http\r\nContent-ID: " + (i + 1)
                    + "\r\nContent-Transfer-Encoding: binary\r\n\r\n"));
            body.writeBytes(parts.get(i));
            body.writeBytes(ascii("\r\n"));
        }
        body.writeBytes(ascii("--" + boundary + "--\r\n"));
        return new Request.Builder()
                .url(http.root() + PATH)
                .header("User-Agent", "kalends")
                .post(new GoogleHttp.SentOnce(body.toByteArray(), "multipart/mixed; boundary=" + boundary));
    }

    private static byte[] part(AbstractGoogleClientRequest<?> request) {
        byte[] body = GoogleHttp.body(request);
        StringBuilder head = new StringBuilder()
                .append(request.getRequestMethod())
                .append(' ')
                .append(GoogleHttp.url(request))
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

    private List<GoogleAnswer> answers(GoogleAnswer outer, int count) {
        if (!outer.isOk()) {
            throw GoogleErrors.exception(place, "the call", outer.problem());
        }
        @Nullable GoogleAnswer[] byNumber = new GoogleAnswer[count];
        for (MultipartAnswer.Part part : MultipartAnswer.parts(outer.body())) {
            if (part.number() >= 1 && part.number() <= count) {
                byNumber[part.number() - 1] = part.answer();
            }
        }
        return Arrays.stream(byNumber)
                .map(answer -> answer == null ? GoogleAnswer.lost() : answer)
                .toList();
    }
}
