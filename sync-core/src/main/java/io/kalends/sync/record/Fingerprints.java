package io.kalends.sync.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes keyed fingerprints: HMAC-SHA-256 (RFC 2104) of a value's canonical form, cut to 8 bytes. Keyed, because short
 * values could otherwise be guessed from a copied table. The field's name goes in, so that equal values of two fields
 * differ.
 *
 * <p>One thread at a time: a run has its own.
 */
public final class Fingerprints {

    private static final String ALGORITHM = "HmacSHA256";

    /** How long a key must be, in bytes. */
    public static final int KEY_BYTES = 32;

    private final Mac mac;

    /**
     * @param key 32 random bytes, the store's own, kept encrypted and never rotated
     */
    public Fingerprints(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a fingerprint key has " + KEY_BYTES + " bytes, not " + key.length);
        }
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM lacks " + ALGORITHM + ", which every Java platform must have", e);
        }
    }

    /**
     * The state of every field of a record.
     *
     * @param unknown names of the fields that this side did not tell
     */
    public <R> FieldStates of(RecordType<R> type, R record, Set<String> unknown) {
        TreeMap<String, FieldState> states = new TreeMap<>();
        for (Field<R> field : type.fields()) {
            states.put(
                    field.name(),
                    unknown.contains(field.name()) ? FieldState.unknown() : of(field, field.value(record)));
        }
        return new FieldStates(states);
    }

    /** The state of one value of a field. */
    public FieldState of(Field<?> field, JsonNode value) {
        if (Field.isEmpty(value)) {
            return FieldState.empty();
        }
        JsonNode canonical = field.canonical().apply(value);
        if (Field.isEmpty(canonical)) {
            return FieldState.empty();
        }
        Function<JsonNode, String> key = field.elementKey();
        if (key == null || !canonical.isArray()) {
            return FieldState.print(print(field.name(), canonical));
        }
        TreeMap<Long, Long> elements = new TreeMap<>();
        for (JsonNode element : canonical) {
            // Elements under one key count together, so that an edit of any of them is seen.
            elements.merge(
                    text(field.name(), key.apply(element)),
                    print(field.name(), element),
                    (one, other) -> Long.rotateLeft(one, 1) ^ other);
        }
        return FieldState.elements(elements);
    }

    /** The fingerprint of a text that is not a field: an identity, an origin. */
    public long text(String kind, String value) {
        feed(kind);
        feed(value);
        return cut();
    }

    /** One fingerprint over the states of some fields, in the given order: equal states, equal fingerprint. */
    public long over(FieldStates states, Iterable<String> fields) {
        for (String field : fields) {
            feed(field);
            states.get(field)
                    .fold(
                            empty -> feedLongs(0L, 0L),
                            unknown -> feedLongs(1L, 0L),
                            print -> feedLongs(2L, print.value()),
                            elements -> {
                                elements.prints().forEach((key, print) -> feedLongs(key, print));
                                return feedLongs(3L, elements.prints().size());
                            });
        }
        return cut();
    }

    private long print(String field, JsonNode value) {
        feed(field);
        feedNode(value);
        return cut();
    }

    /** Feeds a tree so that the order of an object's members does not matter and no two trees feed the same bytes. */
    private void feedNode(JsonNode node) {
        if (node.isObject()) {
            mac.update((byte) '{');
            TreeMap<String, JsonNode> sorted = new TreeMap<>();
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                if (!Field.isEmpty(member.getValue())) {
                    sorted.put(member.getKey(), member.getValue());
                }
            }
            sorted.forEach((name, value) -> {
                feed(name);
                feedNode(value);
            });
            mac.update((byte) '}');
        } else if (node.isArray()) {
            mac.update((byte) '[');
            node.forEach(this::feedNode);
            mac.update((byte) ']');
        } else {
            mac.update((byte) (node.isTextual() ? 's' : node.isNumber() ? 'n' : node.isBoolean() ? 'b' : '0'));
            feed(node.isNumber() ? number(node) : node.asText());
        }
    }

    /** 1, 1.0 and 1e0 are one number; what is no number at all (JSON has none, a double may) stands as its name. */
    private static String number(JsonNode node) {
        return node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue()) && !node.isBigDecimal()
                ? node.asText()
                : node.decimalValue().stripTrailingZeros().toString();
    }

    private void feed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(4).putInt(0, bytes.length));
        mac.update(bytes);
    }

    private long feedLongs(long first, long second) {
        mac.update(ByteBuffer.allocate(16).putLong(0, first).putLong(8, second));
        return first;
    }

    private long cut() {
        return ByteBuffer.wrap(mac.doFinal()).getLong();
    }
}
