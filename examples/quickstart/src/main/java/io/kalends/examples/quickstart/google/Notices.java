package io.kalends.examples.quickstart.google;

import io.kalends.sync.account.AccountListener;
import io.kalends.sync.account.StoredAccount;
import java.io.PrintStream;

/** Tells the user what became of an account; a real host sends a mail when one is to be connected again. */
record Notices(PrintStream out) implements AccountListener {

    @Override
    public void connected(StoredAccount account) {
        out.println("  listener: the account is connected");
    }

    @Override
    public void needsReconnect(StoredAccount account) {
        out.println("  listener: the account is to be connected again: " + account.reason());
    }
}
