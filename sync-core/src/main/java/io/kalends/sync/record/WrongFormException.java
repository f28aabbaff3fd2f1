package io.kalends.sync.record;

/** A JSON value is not of the form that its Java type has. Says where and what was expected, never what was found. */
final class WrongFormException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String path;
    private final String expected;

    private WrongFormException(String path, String expected) {
        super((path.isEmpty() ? "a value" : "the value of '" + path + "'") + " has the wrong form, expected "
                + expected);
        this.path = path;
        this.expected = expected;
    }

    /** No cause is kept: parsers quote what they could not read. */
    static WrongFormException expected(String what) {
        return new WrongFormException("", what);
    }

    /** The same, seen from the record that holds the value. */
    WrongFormException inside(String component) {
        return new WrongFormException(path.isEmpty() ? component : component + "." + path, expected);
    }
}
