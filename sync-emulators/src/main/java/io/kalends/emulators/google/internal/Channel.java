package io.kalends.emulators.google.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A watch channel. Guarded by the world's lock. */
final class Channel {

    private final String id;
    private final String resourceId;
    private final String resourceUri;
    private final @Nullable String token;
    private final URI address;
    private final Instant end;
    private final Grants.Access owner;
    private long messages;

    Channel(
            String id,
            String resourceId,
            String resourceUri,
            @Nullable String token,
            URI address,
            Instant end,
            Grants.Access owner) {
        this.id = id;
        this.resourceId = resourceId;
        this.resourceUri = resourceUri;
        this.token = token;
        this.address = address;
        this.end = end;
        this.owner = owner;
    }

    /** A message as it is sent. */
    record Message(
            String channelId, String resourceId, URI address, long number, String state, Map<String, String> headers) {

        /** Without the headers, which hold the channel's token. */
        @Override
        public String toString() {
            return "Message[" + channelId + " " + number + " " + state + "]";
        }
    }

    String id() {
        return id;
    }

    String resourceId() {
        return resourceId;
    }

    boolean isOf(Grants.Access access) {
        return owner.email().equals(access.email()) && owner.clientId().equals(access.clientId());
    }

    boolean watches(String resource, Instant now) {
        return resourceId.equals(resource) && now.isBefore(end);
    }

    /** The next message; numbers rise, with gaps. */
    Message message(String state) {
        messages += messages == 0 ? 1 : 1 + messages % 3;
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Goog-Channel-ID", id);
        if (token != null) {
            headers.put("X-Goog-Channel-Token", token);
        }
        headers.put(
                "X-Goog-Channel-Expiration", DateTimeFormatter.RFC_1123_DATE_TIME.format(end.atOffset(ZoneOffset.UTC)));
        headers.put("X-Goog-Resource-ID", resourceId);
        headers.put("X-Goog-Resource-URI", resourceUri);
        headers.put("X-Goog-Resource-State", state);
        headers.put("X-Goog-Message-Number", Long.toString(messages));
        return new Message(id, resourceId, address, messages, state, Map.copyOf(headers));
    }

    ObjectNode json() {
        ObjectNode shown = Json.object()
                .put("kind", "api#channel")
                .put("id", id)
                .put("resourceId", resourceId)
                .put("resourceUri", resourceUri)
                .put("expiration", Long.toString(end.toEpochMilli()));
        if (token != null) {
            shown.put("token", token);
        }
        return shown;
    }
}
