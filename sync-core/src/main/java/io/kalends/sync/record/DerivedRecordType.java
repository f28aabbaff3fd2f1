package io.kalends.sync.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record type derived from a Java record: every change goes through the canonical constructor. */
final class DerivedRecordType<R extends Record> extends BuiltRecordType<R> {

    private final RecordForm form;

    DerivedRecordType(RecordFacts<R> facts, List<Field<R>> fields, RecordForm form) {
        super(facts, fields);
        this.form = form;
    }

    static <R extends Record> DerivedRecordTypeBuilder<R> of(Class<R> type) {
        return new DerivedRecordTypeBuilder<>(type);
    }

    @Override
    R patchKnown(R base, Map<String, JsonNode> values) {
        List<RecordForm.Part> parts = form.parts();
        @Nullable Object[] arguments = new @Nullable Object[parts.size()];
        try {
            for (int i = 0; i < arguments.length; i++) {
                RecordForm.Part part = parts.get(i);
                JsonNode value = values.get(part.name());
                arguments[i] = value == null ? part.valueIn(base) : part.read(value);
            }
        } catch (WrongFormException e) {
            throw wrongForm(e);
        }
        return javaType().cast(form.construct(arguments));
    }

    @Override
    public JsonNode encode(R record) {
        return form.write(record);
    }

    @Override
    public R decode(JsonNode json) {
        try {
            return javaType().cast(form.read(json));
        } catch (WrongFormException e) {
            throw wrongForm(e);
        }
    }
}
