package io.kalends.sync.account;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Place;
import io.kalends.sync.SyncException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Seals tokens for the account they belong to, so that one row's tokens cannot be put into another row. Safe for many
 * threads.
 */
public final class TokenCipher {

    private static final int FORMAT = 1;
    private static final int PAGE = 100;

    private final ContentCipher cipher;

    public TokenCipher(ContentCipher cipher) {
        this.cipher = requireNonNull(cipher, "cipher");
    }

    /** Encrypts an account's tokens under the current key. */
    public byte[] seal(AccountTokens tokens, String account) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeLong(tokens.obtained().toEpochMilli());
            write(out, tokens.access());
            write(out, tokens.refreshToken().orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cipher.seal(bytes.toByteArray(), context(account));
    }

    /**
     * Decrypts an account's tokens.
     *
     * @throws SyncException if they were not sealed for this account with a known key
     */
    public AccountTokens open(byte[] sealed, String account) {
        try (DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(cipher.open(sealed, context(account))))) {
            if (in.readByte() != FORMAT) {
                throw unreadable(account);
            }
            Instant obtained = Instant.ofEpochMilli(in.readLong());
            String access = read(in);
            String refresh = read(in);
            return new AccountTokens(access, refresh.isEmpty() ? null : refresh, obtained);
        } catch (IOException e) {
            throw unreadable(account);
        }
    }

    /**
     * Looks whether the keys are those that the accounts' tokens were sealed with; for a store without any, the source may
     * make its first key. Called before a store is used.
     *
     * @throws SyncException if they are other keys; the message names their source
     */
    public void check(AccountStore store) {
        Optional<StoredAccount> any = store.page("", PAGE).stream()
                .filter(account -> account.sealed().isPresent())
                .findFirst();
        if (any.isEmpty()) {
            cipher.begin();
        } else {
            open(any.get().sealed().orElseThrow(), any.get().id());
        }
    }

    /**
     * Seals every account's tokens anew under the current key. Runs beside renewals; what they seal meanwhile has the
     * current key anyway. Afterwards no account needs an older key;
     * for what a state store keeps, see there.
     *
     * @return how many accounts were sealed anew
     */
    public int resealAll(AccountStore store) {
        int resealed = 0;
        String after = "";
        while (true) {
            List<StoredAccount> page = store.page(after, PAGE);
            if (page.isEmpty()) {
                return resealed;
            }
            for (StoredAccount account : page) {
                resealed += reseal(store, account) ? 1 : 0;
            }
            after = page.get(page.size() - 1).id();
        }
    }

    private boolean reseal(AccountStore store, StoredAccount found) {
        Optional<StoredAccount> account = Optional.of(found);
        while (account.isPresent() && account.get().sealed().isPresent()) {
            StoredAccount at = account.get();
            byte[] anew = seal(open(at.sealed().orElseThrow(), at.id()), at.id());
            if (store.save(at.withTokens(anew, at.accessExpiry())).isPresent()) {
                return true;
            }
            account = store.find(at.id());
        }
        return false;
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String read(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] bytes = in.readNBytes(length);
        if (bytes.length != length) {
            throw new IOException("cut off");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String context(String account) {
        return "tokens of account " + account;
    }

    private static SyncException unreadable(String account) {
        return new SyncException(
                new Place("accounts", account),
                "the account's tokens are written in a form that this version does not know",
                "upgrade this node, or connect the account again");
    }
}
