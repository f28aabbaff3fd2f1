package io.kalends.benchmarks;

/** A program that is compared with is not there. */
final class NotInstalledException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotInstalledException(String message) {
        super(message);
    }
}
