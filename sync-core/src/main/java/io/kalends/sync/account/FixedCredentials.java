package io.kalends.sync.account;

/** Credentials that nobody renews: refused once, they stay refused. */
record FixedCredentials(Credentials current) implements CredentialSource {

    @Override
    public Credentials renewed(Credentials refused) {
        return current;
    }
}
