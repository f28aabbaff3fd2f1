package io.kalends.sync.store;

import io.kalends.sync.record.FieldState;
import io.kalends.sync.record.FieldStates;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes field states next to a reference that is written before them: a state that equals the reference's takes half a
 * byte, states that all do take one. Names are written as the number under which the store keeps the list of them.
 */
final class FieldStatesCodec {

    private static final int SAME_STATES = 0;
    private static final int SAME_NAMES = 1;
    private static final int OWN_NAMES = 2;
    private static final int NO_NAMES = 3;

    private static final int EMPTY = 0;
    private static final int UNKNOWN = 1;
    private static final int PRINT = 2;
    private static final int ELEMENTS = 3;
    private static final int SAME = 4;

    private final LinkCodec.FieldNames names;

    /** A list of names and its number; records of one type all have the same list. */
    private record Kept(long id, List<String> names, Set<String> asSet) {}

    private volatile @Nullable Kept last;

    FieldStatesCodec(LinkCodec.FieldNames names) {
        this.names = names;
    }

    void write(CompactOutput out, FieldStates states, FieldStates reference) {
        if (states.equals(reference)) {
            out.byteOf(SAME_STATES);
            return;
        }
        if (states.names().isEmpty()) {
            out.byteOf(NO_NAMES);
            return;
        }
        boolean sameNames = states.names().equals(reference.names());
        out.byteOf(sameNames ? SAME_NAMES : OWN_NAMES);
        if (!sameNames) {
            Kept kept = last;
            if (kept == null || !states.names().equals(kept.asSet)) {
                List<String> list = List.copyOf(states.names());
                kept = new Kept(idOf(list), list, Set.copyOf(list));
                last = kept;
            }
            names.keep(kept.id, kept.names);
            out.fixed(kept.id);
        }
        List<FieldState> values = List.copyOf(states.byName().values());
        int[] codes = new int[values.size()];
        int field = 0;
        for (Map.Entry<String, FieldState> state : states.byName().entrySet()) {
            int code = code(state.getValue());
            codes[field++] = code > UNKNOWN && state.getValue().equals(reference.get(state.getKey())) ? SAME : code;
        }
        for (int i = 0; i < codes.length; i += 2) {
            out.byteOf(codes[i] << 4 | (i + 1 < codes.length ? codes[i + 1] : 0));
        }
        for (int i = 0; i < codes.length; i++) {
            if (codes[i] == PRINT || codes[i] == ELEMENTS) {
                data(out, values.get(i));
            }
        }
    }

    FieldStates read(CompactInput in, FieldStates reference) {
        int kind = in.byteOf();
        if (kind == SAME_STATES) {
            return reference;
        }
        List<String> fields = switch (kind) {
            case SAME_NAMES -> List.copyOf(reference.names());
            case OWN_NAMES -> names.find(in.fixed());
            case NO_NAMES -> List.of();
            default -> throw new IllegalArgumentException("unknown form " + kind + " of field states");
        };
        int[] codes = new int[fields.size()];
        for (int i = 0; i < codes.length; i += 2) {
            int two = in.byteOf();
            codes[i] = two >>> 4;
            if (i + 1 < codes.length) {
                codes[i + 1] = two & 0xf;
            }
        }
        SortedMap<String, FieldState> states = new TreeMap<>();
        for (int i = 0; i < codes.length; i++) {
            String field = fields.get(i);
            states.put(
                    field,
                    switch (codes[i]) {
                        case EMPTY -> FieldState.empty();
                        case UNKNOWN -> FieldState.unknown();
                        case PRINT -> FieldState.print(in.fixed());
                        case ELEMENTS -> elements(in);
                        case SAME -> reference.get(field);
                        default -> throw new IllegalArgumentException("unknown form " + codes[i] + " of a field state");
                    });
        }
        return new FieldStates(states);
    }

    /** Writes a set of field names as bits over a list of names, and those not in it as text. */
    void writeNames(CompactOutput out, Set<String> chosen, FieldStates over) {
        if (chosen.isEmpty()) {
            out.number(0);
            return;
        }
        List<String> list = List.copyOf(over.names());
        List<String> others = new ArrayList<>();
        byte[] bits = new byte[(list.size() + 7) / 8];
        for (String name : chosen.stream().sorted().toList()) {
            int at = list.indexOf(name);
            if (at < 0) {
                others.add(name);
            } else {
                bits[at / 8] |= (byte) (1 << at % 8);
            }
        }
        out.number(others.size() + 1L);
        out.block(bits);
        others.forEach(out::text);
    }

    Set<String> readNames(CompactInput in, FieldStates over) {
        int others = in.count();
        if (others == 0) {
            return Set.of();
        }
        Set<String> chosen = new LinkedHashSet<>();
        List<String> list = List.copyOf(over.names());
        CompactInput bits = in.block();
        int eight = 0;
        for (int at = 0; at < list.size(); at++) {
            eight = at % 8 == 0 ? bits.byteOf() : eight >>> 1;
            if ((eight & 1) != 0) {
                chosen.add(list.get(at));
            }
        }
        for (int i = 1; i < others; i++) {
            chosen.add(in.text());
        }
        return chosen;
    }

    private static int code(FieldState state) {
        return state.fold(empty -> EMPTY, unknown -> UNKNOWN, print -> PRINT, elements -> ELEMENTS);
    }

    private static void data(CompactOutput out, FieldState state) {
        if (state instanceof FieldState.Print print) {
            out.fixed(print.value());
        } else if (state instanceof FieldState.Elements elements) {
            out.number(elements.prints().size());
            for (Map.Entry<Long, Long> element : elements.prints().entrySet()) {
                out.fixed(element.getKey());
                out.fixed(element.getValue());
            }
        }
    }

    private static FieldState elements(CompactInput in) {
        int count = in.count();
        SortedMap<Long, Long> prints = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            long key = in.fixed();
            prints.put(key, in.fixed());
        }
        return FieldState.elements(prints);
    }

    /** Made of the names alone, so that every node gives the same list the same number without asking. */
    private static long idOf(List<String> names) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String name : names) {
                byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
                digest.update(ByteBuffer.allocate(4).putInt(0, utf8.length));
                digest.update(utf8);
            }
            return ByteBuffer.wrap(digest.digest()).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM lacks SHA-256, which every Java platform must have", e);
        }
    }
}
