package io.kalends.testkit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.kalends.sync.record.RecordType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A small record for tests that need no calendar. Its {@link #type} has the fields {@code title}, {@code text} and
 * {@code tags}, which are merged one by one.
 *
 * @param uid what it is recognised by on another side; {@code null} to leave that to its content
 * @param parent the uid of the note it belongs to; {@code null} for none
 * @param title a line
 * @param text more; empty for none
 * @param tags words, each once
 */
public record Note(@Nullable String uid, @Nullable String parent, String title, String text, List<String> tags) {

    private static final RecordType<Note> TYPE = RecordType.derive(Note.class)
            .identity(Note::uid)
            .parent(Note::parent)
            .without("uid", "parent")
            .key("tags", JsonNode::asText)
            .build();

    public Note {
        // A side that hides a field gives null for it, which stands for empty here.
        title = title == null ? "" : title;
        text = text == null ? "" : text;
        tags = List.copyOf(tags);
    }

    /** A note with a title and an identity made from it. */
    public static Note titled(String title) {
        return new Note("uid-" + requireNonNull(title, "title"), null, title, "", List.of());
    }

    public static RecordType<Note> type() {
        return TYPE;
    }

    public Note withUid(@Nullable String uid) {
        return new Note(uid, parent, title, text, tags);
    }

    public Note withoutUid() {
        return withUid(null);
    }

    public Note childOf(Note other) {
        return new Note(uid, other.uid, title, text, tags);
    }

    public Note withTitle(String title) {
        return new Note(uid, parent, title, text, tags);
    }

    public Note withText(String text) {
        return new Note(uid, parent, title, text, tags);
    }

    public Note withTags(String... tags) {
        return new Note(uid, parent, title, text, List.of(tags));
    }
}
