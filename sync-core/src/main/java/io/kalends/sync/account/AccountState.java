package io.kalends.sync.account;

/** Whether an account can be called with. */
public enum AccountState {
    /** Its tokens are good as far as anybody knows. */
    CONNECTED,

    /** The provider took its grant back: its user has to consent again. Its pairs wait and lose nothing. */
    NEEDS_RECONNECT,

    /** The host gave it up; its tokens are forgotten. */
    DISCONNECTED
}
