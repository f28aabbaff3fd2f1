package io.kalends.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateNetworkTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.1.1", "100.64.0.1", "0.0.0.0",
                        "224.0.0.1",
                "240.0.0.1", "::1", "fe80::1", "fc00::1", "fd12::1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
                        "2002:7f00:1::"
            })
    void knowsWhatIsPrivate(String address) throws Exception {
        assertThat(PrivateNetwork.contains(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "8.8.8.8", "93.184.216.34", "2606:4700::1111", "64:ff9b::808:808"})
    void knowsWhatIsPublic(String address) throws Exception {
        assertThat(PrivateNetwork.contains(InetAddress.getByName(address))).isFalse();
    }
}
