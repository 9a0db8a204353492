package io.aula.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "aula.test:8080",
                "127.0.0.1:1",
                "[::1]:8080",
                "[2001:db8::7]",
                "a.b-c_d.example.",
                "x:65535",
                "x:"
            })
    void takesNamesAddressesAndPorts(String host) {
        assertThat(HostName.isValid(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "a,b",
                "user@host",
                "host/path",
                "a:b",
                "a:1:2",
                "a:65536",
                ":80",
                "[::1",
                "[]",
                "[::g]:1",
                "[::1]x",
                "ñ"
            })
    void refusesWhatNoUriCouldName(String host) {
        assertThat(HostName.isValid(host)).isFalse();
    }
}
