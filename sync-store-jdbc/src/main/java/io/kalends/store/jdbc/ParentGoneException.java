package io.kalends.store.jdbc;

/** Nothing was inserted: the row under which it belongs was deleted since it was planned, which the next run sees. */
final class ParentGoneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String parent;

    ParentGoneException(String parent) {
        super("the row " + parent + " is not there");
        this.parent = parent;
    }

    String parent() {
        return parent;
    }
}
