package io.kalends.provider.ics;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.RejectedException;
import io.kalends.sync.account.Account;
import io.kalends.sync.spi.ProviderSettings;
import org.junit.jupiter.api.Test;

class IcsOptionsTest {

    @Test
    void areRefusedSinceThereAreNone() {
        ProviderSettings settings = ProviderSettings.defaults().option("ics.zone", "Europe/Berlin");

        assertThatThrownBy(() -> new IcsProvider().connect(Account.none(), settings))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("'ics.zone'")
                .hasMessageContaining("there are none");
    }
}
