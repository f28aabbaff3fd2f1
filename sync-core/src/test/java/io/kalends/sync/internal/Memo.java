package io.kalends.sync.internal;

import io.kalends.sync.record.RecordType;

/** A record of two fields, for the planner's tables. */
record Memo(String id, String title, String text) {

    static final Memo AGREED = new Memo("m", "agreed title", "agreed text");

    private static final RecordType<Memo> TYPE = RecordType.of(Memo.class);

    static RecordType<Memo> type() {
        return TYPE;
    }

    Memo withTitle(String title) {
        return new Memo(id, title, text);
    }

    Memo withText(String text) {
        return new Memo(id, title, text);
    }
}
