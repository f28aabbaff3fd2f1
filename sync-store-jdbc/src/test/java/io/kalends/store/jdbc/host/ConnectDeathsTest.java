package io.kalends.store.jdbc.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.oauth.ConnectRequest;
import io.kalends.oauth.ConnectResult;
import io.kalends.sync.account.AccountState;
import io.kalends.sync.account.StoredAccount;
import io.kalends.sync.web.WebRequest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A process that dies while it connects an account leaves a whole account or none, and no secret in the database. */
class ConnectDeathsTest {

    @TestFactory
    Stream<DynamicTest> connecting() {
        return new Deaths(Outside::new, Host::connectsAlice, outside -> {
                    Host next = outside.web();
                    hidesEverything(outside);
                    List<StoredAccount> left = next.accounts().page("", 9);
                    for (StoredAccount account : left) {
                        assertThat(account.state()).isEqualTo(AccountState.CONNECTED);
                        assertThat(next.connector().credentials(account.id()).current())
                                .isNotNull();
                    }
                    int completed = left.size();
                    for (int reload = 0; reload < 2; reload++) {
                        for (WebRequest callback : outside.callbacks) {
                            ConnectResult result = next.connector().complete(callback, Host.OWNER);
                            completed += result instanceof ConnectResult.Connected ? 1 : 0;
                        }
                    }
                    assertThat(completed).isLessThanOrEqualTo(1);
                    assertThat(next.connect(outside.alice, ConnectRequest.of(Host.OWNER)))
                            .isInstanceOf(ConnectResult.Connected.class);
                    assertThat(next.accounts().page("", 9)).hasSize(1);
                    assertThat(next.connector().credentials(next.account().id()).current())
                            .isNotNull();
                    hidesEverything(outside);
                    outside.after(Duration.ofMinutes(10));
                    next.connector().begin(ConnectRequest.of(Host.OWNER));
                    assertThat(consents(outside)).isEqualTo(1);
                })
                .everywhere();
    }

    @Test
    void whatLooksForSecretsFindsThemInAnyColumn() throws SQLException {
        try (Outside outside = new Outside()) {
            outside.web().connectsAlice();
            try (Connection connection = outside.database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("UPDATE kalends_account SET reason = 'ya29.x', tokens = X'" + hex("1//y") + "'");
            }

            assertThatThrownBy(() -> hides(outside, "ya29.")).isInstanceOf(AssertionError.class);
            assertThatThrownBy(() -> hides(outside, "1//")).isInstanceOf(AssertionError.class);
        }
    }

    private static long consents(Outside outside) {
        try (Connection connection = outside.database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM kalends_consent")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void hidesEverything(Outside outside) {
        List<String> secrets = new ArrayList<>(List.of("ya29.", "1//"));
        for (WebRequest callback : outside.callbacks) {
            secrets.add(callback.parameter("code").orElseThrow());
            secrets.add(callback.parameter("state").orElseThrow());
        }
        secrets.forEach(secret -> hides(outside, secret));
    }

    private static void hides(Outside outside, String secret) {
        assertThat(dump(outside)).contains("KALENDS_ACCOUNT").doesNotContain(secret, hex(secret));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** All that is in the database, binary columns in hexadecimal. */
    private static String dump(Outside outside) {
        StringBuilder all = new StringBuilder();
        try (Connection connection = outside.database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SCRIPT")) {
            while (rows.next()) {
                all.append(rows.getString(1)).append('\n');
            }
            return all.toString();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
