package io.kalends.oauth.internal;

/** What a token endpoint decided; that it did not decide is an exception. */
sealed interface TokenReply {

    /** Tokens. */
    record Granted(TokenAnswer answer) implements TokenReply {}

    /**
     * The grant is dead, or never was.
     *
     * @param code the provider's error code, {@code invalid_grant}
     */
    record Refused(String code) implements TokenReply {}
}
