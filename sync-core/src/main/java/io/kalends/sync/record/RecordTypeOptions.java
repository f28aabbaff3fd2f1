package io.kalends.sync.record;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The options that the builders of record types share. Each is given once; what they name is checked by {@code build()}.
 *
 * @param <R> the record
 * @param <B> the builder itself
 */
public abstract sealed class RecordTypeOptions<R, B extends RecordTypeOptions<R, B>>
        permits DerivedRecordTypeBuilder, RecordTypeBuilder {

    private static final int MAX_NAME = 64;

    private final Class<R> type;
    private @Nullable String name;
    private @Nullable Integer version;
    private @Nullable Function<R, @Nullable String> id;
    private @Nullable Function<R, @Nullable String> identity;
    private @Nullable Function<R, @Nullable String> parent;
    private @Nullable Function<R, @Nullable Instant> modifiedAt;
    private @Nullable Function<R, @Nullable Extent> extent;
    private final Map<String, String> groups = new LinkedHashMap<>();
    private final Map<String, Function<JsonNode, String>> keys = new LinkedHashMap<>();

    RecordTypeOptions(Class<R> type) {
        this.type = requireNonNull(type, "type");
    }

    abstract B self();

    /** {@link RecordType#name()}: stable, 1 to 64 characters. */
    public B name(String name) {
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException(
                    "the name of a record type has 1 to " + MAX_NAME + " characters, not " + name.length());
        }
        this.name = once("name", this.name, name);
        return self();
    }

    /** {@link RecordType#version()}: 1 unless given; to be raised when the form of a value changes. */
    public B version(int version) {
        if (version < 1) {
            throw new IllegalArgumentException("the version of a record type is at least 1, not " + version);
        }
        this.version = once("version", this.version, version);
        return self();
    }

    /** {@link RecordType#id}: {@code null} or empty text for a record that has none yet. */
    public B id(Function<R, @Nullable String> id) {
        this.id = once("id", this.id, id);
        return self();
    }

    /**
     * {@link RecordType#identity}: the id unless given. Where both sides number their records for themselves, equal ids
     * mean nothing: give what does (an e-mail address, an order number), or {@code record -> null} to leave it to content.
     */
    public B identity(Function<R, @Nullable String> identity) {
        this.identity = once("identity", this.identity, identity);
        return self();
    }

    /** {@link RecordType#parent}: the identity of the record this one belongs to, or {@code null}. */
    public B parent(Function<R, @Nullable String> parent) {
        this.parent = once("parent", this.parent, parent);
        return self();
    }

    /** {@link RecordType#modifiedAt}: {@code null} where it is not known. */
    public B modifiedAt(Function<R, @Nullable Instant> modifiedAt) {
        this.modifiedAt = once("modifiedAt", this.modifiedAt, modifiedAt);
        return self();
    }

    /** {@link RecordType#extent}: {@code null} for a record that is not in time. */
    public B extent(Function<R, @Nullable Extent> extent) {
        this.extent = once("extent", this.extent, extent);
        return self();
    }

    /** Fields that make sense only together (start, end, recurrence) and are merged as one. */
    public B group(String group, String... fields) {
        requireNonNull(group, "group");
        for (String field : fields) {
            String before = groups.putIfAbsent(field, group);
            if (before != null) {
                throw new IllegalStateException("field '" + field + "' is in group '" + before + "' already");
            }
        }
        return self();
    }

    /**
     * Has a list field merged element by element: {@code key("orderLines", "lineId")}. An element whose key is empty is
     * recognised by its whole content.
     *
     * @param member the member of an element that holds its key; keys are unique in a list
     */
    public B key(String field, String member) {
        requireNonNull(member, "member");
        return key(field, element -> {
            JsonNode value = element.path(member);
            return Field.isEmpty(value) ? element.toString() : value.isValueNode() ? value.asText() : value.toString();
        });
    }

    /** As {@link #key(String, String)}, for elements that are not records: {@code key("tags", JsonNode::asText)}. */
    public B key(String field, Function<JsonNode, String> elementKey) {
        requireNonNull(elementKey, "elementKey");
        if (keys.putIfAbsent(requireNonNull(field, "field"), elementKey) != null) {
            throw new IllegalStateException("field '" + field + "' has a key already");
        }
        return self();
    }

    final Class<R> type() {
        return type;
    }

    final boolean hasId() {
        return id != null;
    }

    final boolean hasIdentity() {
        return identity != null;
    }

    final boolean hasModifiedAt() {
        return modifiedAt != null;
    }

    final RecordFacts<R> facts(String defaultName) {
        return new RecordFacts<>(
                name == null ? defaultName : name,
                version == null ? 1 : version,
                type,
                id,
                identity,
                parent,
                modifiedAt,
                extent);
    }

    /** The fields with their groups and keys. */
    final List<Field<R>> arranged(List<Field<R>> fields) {
        List<String> names = fields.stream().map(Field::name).toList();
        checkNames("group", groups.keySet(), names);
        checkNames("key", keys.keySet(), names);
        List<Field<R>> arranged = new ArrayList<>(fields.size());
        for (Field<R> field : fields) {
            String group = groups.get(field.name());
            if (group == null && groups.containsValue(field.name())) {
                throw new IllegalArgumentException("group '" + field.name() + "' of " + type.getName()
                        + " bears the name of a field outside it → name it otherwise, or put the field in");
            }
            Field<R> grouped = group == null ? field : field.inGroup(group);
            Function<JsonNode, String> key = keys.get(field.name());
            arranged.add(key == null ? grouped : grouped.keyedBy(key));
        }
        return arranged;
    }

    private void checkNames(String option, Iterable<String> named, List<String> fields) {
        for (String name : named) {
            if (!fields.contains(name)) {
                throw new IllegalArgumentException(option + " of " + type.getName() + " names '" + name
                        + "', which is not one of its fields " + fields);
            }
        }
    }

    static <T> T once(String option, @Nullable T before, T value) {
        if (before != null) {
            throw new IllegalStateException(option + " is set already");
        }
        return requireNonNull(value, option);
    }
}
