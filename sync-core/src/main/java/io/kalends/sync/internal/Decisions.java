package io.kalends.sync.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.sync.Resolution;
import io.kalends.sync.Side;
import io.kalends.sync.record.Fingerprints;
import io.kalends.sync.record.RecordType;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.Observation;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Writes somebody's decision about a conflict as a request's payload, and reads it in the run that acts on it. */
public final class Decisions<R> {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RecordType<R> type;

    public Decisions(RecordType<R> type) {
        this.type = type;
    }

    /** Names the two versions that a person was shown. */
    public static String seen(Link link, Fingerprints prints) {
        return Long.toHexString(half(link, Side.LEFT, prints)) + "." + Long.toHexString(half(link, Side.RIGHT, prints));
    }

    private static long half(Link link, Side side, Fingerprints prints) {
        Observation half = link.on(side).orElse(null);
        return half == null
                ? 0
                : prints.over(half.fields(), half.fields().names())
                        ^ prints.text("presence", half.presence().name());
    }

    public byte[] write(String seen, Resolution<R> resolution) {
        ObjectNode json = JSON.createObjectNode().put("seen", seen);
        if (resolution instanceof Resolution.Keep<R> keep) {
            json.put("keep", keep.side().name());
            ObjectNode fields = json.putObject("fields");
            keep.fields().forEach((field, side) -> fields.put(field, side.name()));
        } else if (resolution instanceof Resolution.Merged<R> merged) {
            json.set("merged", type.encode(merged.record()));
        } else if (resolution instanceof Resolution.KeepBoth<R>) {
            json.put("both", true);
        } else {
            throw new IllegalArgumentException("to resolve a conflict means to decide it: keep, merged or keepBoth");
        }
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            // Its message could hold content.
            throw new IllegalArgumentException("the decision cannot be written as JSON");
        }
    }

    /** The decision, if it was made on these versions. */
    Optional<Resolution<R>> read(byte[] payload, String seen) {
        JsonNode json;
        try {
            json = JSON.readTree(payload);
        } catch (IOException e) {
            throw new IllegalStateException("a stored decision is not JSON");
        }
        if (!json.path("seen").asText().equals(seen)) {
            return Optional.empty();
        }
        if (json.has("merged")) {
            return Optional.of(Resolution.merged(type.decode(json.get("merged"))));
        }
        if (json.has("both")) {
            return Optional.of(Resolution.keepBoth());
        }
        Map<String, Side> fields = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : json.path("fields").properties()) {
            fields.put(field.getKey(), Side.valueOf(field.getValue().asText()));
        }
        return Optional.of(new Resolution.Keep<>(Side.valueOf(json.path("keep").asText()), fields));
    }
}
