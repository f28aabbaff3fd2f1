package io.kalends.testkit.simulation;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.record.RecordType;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Writes notes, and notes that belong to them. */
final class NoteEditor implements Editor<Note> {

    private static final String PRIVATE = "private";

    @Override
    public RecordType<Note> type() {
        return Note.type();
    }

    @Override
    public Set<String> words(Note note) {
        return Ledger.wordsOf(type().encode(note).toString());
    }

    @Override
    public Note rewritten(Note note) {
        return note.withTitle(note.title().toUpperCase(Locale.ROOT))
                .withText(note.text().isEmpty() ? "none" : note.text());
    }

    @Override
    public boolean isShared(Note note) {
        return !note.tags().contains(PRIVATE);
    }

    @Override
    public Note shared(Note note, boolean shared) {
        List<String> tags = new ArrayList<>(note.tags());
        tags.remove(PRIVATE);
        if (!shared) {
            tags.add(PRIVATE);
        }
        return note.withTags(tags.toArray(String[]::new));
    }

    @Override
    public Note essence(Note note) {
        return note.withTags(note.tags().stream().sorted().toArray(String[]::new));
    }

    @Override
    public String edit(InMemoryReplica<Note> side, SplittableRandom random, Ledger<Note> ledger, Manners manners) {
        List<Map.Entry<String, Note>> all = side.records().entrySet().stream()
                .filter(one -> manners.others() || ledger.isBornOn(side.id(), one.getValue()))
                .toList();
        int kind = all.isEmpty() ? 0 : random.nextInt(13);
        if ((kind == 3 && !manners.deletes())
                || (kind == 11 && !manners.rewrites())
                || (kind == 12 && !manners.copies())) {
            kind = 4;
        }
        if (kind <= 1) {
            return create(side, ledger);
        }
        Map.Entry<String, Note> one = all.get(random.nextInt(all.size()));
        Note note = one.getValue();
        return switch (kind) {
            case 2 -> child(side, one, ledger);
            case 3 -> remove(side, one.getKey(), note, ledger);
            case 4, 5, 6 -> change(side, one, old -> old.withTitle("title " + ledger.word()), ledger);
            case 7, 8 -> change(side, one, old -> old.withText("text " + ledger.word()), ledger);
            case 9 -> change(side, one, old -> old.withText(""), ledger);
            case 10 -> change(side, one, old -> tagged(old, random, ledger), ledger);
            case 11 -> again(side, one, ledger);
            default -> copy(side, one, ledger);
        };
    }

    private static String create(InMemoryReplica<Note> side, Ledger<Note> ledger) {
        String word = ledger.word();
        Note note = new Note("uid-" + word, null, "new " + word, "", List.of());
        side.put(note);
        ledger.born(side.id(), note);
        return "writes " + note.uid();
    }

    private static String child(InMemoryReplica<Note> side, Map.Entry<String, Note> parent, Ledger<Note> ledger) {
        if (parent.getValue().parent() != null) {
            return create(side, ledger);
        }
        String word = ledger.word();
        Note note = new Note("uid-" + word, null, "new " + word, "", List.of()).childOf(parent.getValue());
        side.putChild(parent.getKey(), note);
        ledger.born(side.id(), note);
        return "writes " + note.uid() + " below " + note.parent();
    }

    private static String remove(InMemoryReplica<Note> side, String id, Note note, Ledger<Note> ledger) {
        if (ledger.wasCopied(note)) {
            // A copy bears its mark, and could be taken for it before either was ever synced.
            return "hesitates";
        }
        for (Note child : List.copyOf(side.contents())) {
            if (requireNonNull(note.uid()).equals(child.parent())) {
                ledger.did(child, null);
            }
        }
        side.remove(id);
        ledger.did(note, null);
        return "deletes " + note.uid();
    }

    private static String change(
            InMemoryReplica<Note> side, Map.Entry<String, Note> one, UnaryOperator<Note> edit, Ledger<Note> ledger) {
        Note after = edit.apply(one.getValue());
        side.edit(one.getKey(), old -> after);
        ledger.did(one.getValue(), after);
        return "changes " + one.getValue().uid() + " to " + ledger.words(after);
    }

    private static Note tagged(Note note, SplittableRandom random, Ledger<Note> ledger) {
        List<String> tags = new ArrayList<>(note.tags());
        if (!tags.isEmpty() && random.nextBoolean()) {
            tags.remove(random.nextInt(tags.size()));
        } else {
            tags.add(ledger.word());
        }
        return note.withTags(tags.toArray(String[]::new));
    }

    /** Deletes it and writes it anew, under another id of the side's. */
    private static String again(InMemoryReplica<Note> side, Map.Entry<String, Note> one, Ledger<Note> ledger) {
        Note note = one.getValue();
        boolean alone = note.parent() == null
                && side.contents().stream()
                        .noneMatch(other -> requireNonNull(note.uid()).equals(other.parent()));
        if (!alone) {
            return change(side, one, old -> old.withTitle("title " + ledger.word()), ledger);
        }
        Note anew = note.withTitle("anew " + ledger.word());
        side.remove(one.getKey());
        side.put(anew);
        ledger.did(note, anew);
        ledger.rewritten(anew);
        return "deletes " + note.uid() + " and writes it anew";
    }

    /** What "duplicate" in a user interface does: the origin mark goes along. */
    private static String copy(InMemoryReplica<Note> side, Map.Entry<String, Note> one, Ledger<Note> ledger) {
        String word = ledger.word();
        Note copy = one.getValue()
                .withUid("uid-" + word)
                .withTitle("copy " + word)
                .withText("")
                .withTags();
        side.duplicate(one.getKey(), original -> copy);
        ledger.copied(one.getValue());
        ledger.born(side.id(), copy);
        return "copies " + one.getValue().uid() + " as " + copy.uid();
    }
}
